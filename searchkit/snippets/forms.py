"""Which words of a text the terms of a query match."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterator
from functools import lru_cache

from searchkit.analysis import fold, stem
from searchkit.analysis.stemming import has_stemmer, primary
from searchkit.query.nodes import ExactWord, Fuzzy, Node, Phrase, Prefix, Term, Wildcard, Word, children
from searchkit.query.patterns import glob

_LIMIT = 50_000
"""Forms remembered for one query."""
SUFFIXED = frozenset({"da", "de", "en", "es", "fr", "it", "no", "pt", "sv"})
"""Languages whose stemmers keep the first letter of a word."""
_ASCII = frozenset(string.ascii_letters + string.digits)
NO_WORD = (-1,)
"""The terms of a form of which folding leaves nothing: it takes no position."""


class Forms(dict[str, tuple[int, ...]]):
    """Printed forms → numbers of the terms (in `terms`) that match them; each form is looked at once."""

    def __init__(self, node: Node, language: str) -> None:
        super().__init__()
        self.terms = list(dict.fromkeys(_terms(node)))
        self.number = {term: number for number, term in enumerate(self.terms)}
        self.stems: dict[str, list[int]] = {}
        self.exact: dict[str, list[int]] = {}
        self.others: list[tuple[int, Callable[[str], bool]]] = []
        self.language = language
        self.skipped = _skipped(self.terms, language)
        """Letters with which no form begins that a term matches: such words need no look."""
        for number, term in enumerate(self.terms):
            if isinstance(term, Word):
                self.stems.setdefault(stem(term.word, language), []).append(number)
            elif isinstance(term, ExactWord):
                self.exact.setdefault(term.word, []).append(number)
            else:
                self.others.append((number, _test(term)))

    def __missing__(self, form: str) -> tuple[int, ...]:
        word = fold(form)
        found = NO_WORD if not word else self._matching(word)
        if len(self) < _LIMIT:
            self[form] = found
        return found

    def _matching(self, word: str) -> tuple[int, ...]:
        found = list(self.exact.get(word, ()))
        if self.stems:
            found += self.stems.get(stem(word, self.language), ())
        found += [number for number, test in self.others if test(word)]
        return tuple(found)


@lru_cache(maxsize=32)
def forms_of(node: Node, language: str) -> Forms:
    """Return the forms of a query in a language, shared by the releases it is shown in."""
    return Forms(node, language)


def _terms(node: Node) -> Iterator[Term]:
    if isinstance(node, Term):
        yield node
    elif isinstance(node, Phrase):
        yield from node.parts
    for child in children(node):
        yield from _terms(child)


def _skipped(terms: list[Term], language: str) -> frozenset[str]:
    kept = set()
    for term in terms:
        written = term.pattern if isinstance(term, Wildcard) else term.prefix if isinstance(term, Prefix) else term.word
        if isinstance(term, Fuzzy) or written[:1] in "*?":
            return frozenset()
        if isinstance(term, Word) and has_stemmer(language) and primary(language) not in SUFFIXED:
            return frozenset()
        kept |= {written[0].lower(), written[0].upper()}
    return _ASCII - kept


def _test(term: Term) -> Callable[[str], bool]:
    if isinstance(term, Prefix):
        prefix = term.prefix
        return lambda word: word.startswith(prefix)
    if isinstance(term, Wildcard):
        pattern = glob(term.pattern)
        return lambda word: pattern.match(word) is not None
    assert isinstance(term, Fuzzy)
    wanted, most = term.word, term.distance
    return lambda word: abs(len(word) - len(wanted)) <= most and distance(word, wanted, most) <= most


def distance(a: str, b: str, most: int) -> int:
    """Return the optimal string alignment distance of two words; any number above `most` once it is exceeded."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        last, row = row, [i] + [0] * len(b)
        for j, other in enumerate(b, 1):
            row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                row[j] = min(row[j], before[j - 2] + 1)
        if min(row) > most and (not last or min(last) > most):
            return most + 1
        before = last
    return row[-1]
