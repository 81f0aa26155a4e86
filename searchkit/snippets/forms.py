"""Which words of a text the terms of a query match."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from searchkit.analysis import fold, stem
from searchkit.analysis.scanning import Codes, Offsets
from searchkit.analysis.stemming import has_stemmer, primary
from searchkit.query.nodes import ExactWord, Fuzzy, Node, Phrase, Prefix, Term, Wildcard, Word, children
from searchkit.query.patterns import glob

_LIMIT = 50_000
"""Forms remembered for one query."""
SUFFIXED = frozenset({"da", "de", "en", "es", "fr", "it", "no", "pt", "sv"})
"""Languages whose stemmers keep the first letter of a word."""
_OTHERS = 128
"""Stands for all characters that are not ASCII."""
_ANY_SECOND = [code for code in range(_OTHERS + 1) if not chr(code).isalnum() or chr(code) in "yY" or code == _OTHERS]
"""Second characters that tell nothing."""
NO_WORD = (-1,)
"""The terms of a form of which folding leaves nothing: it takes no position."""


class Forms(dict[str, tuple[int, ...]]):
    """Printed forms → numbers of the terms (in `terms`) that match them; each form is looked at once."""

    def __init__(self, node: Node, language: str) -> None:
        super().__init__()
        self.terms = list(dict.fromkeys(_terms(node)))
        self.has_empty = False
        """Whether a form was met of which folding leaves nothing."""
        self.number = {term: number for number, term in enumerate(self.terms)}
        self.stems: dict[str, list[int]] = {}
        self.exact: dict[str, list[int]] = {}
        self.others: list[tuple[int, Callable[[str], bool]]] = []
        self.language = language
        self._wanted = _wanted(_beginnings(self.terms, language))
        for number, term in enumerate(self.terms):
            if isinstance(term, Word):
                self.stems.setdefault(stem(term.word, language), []).append(number)
            elif isinstance(term, ExactWord):
                self.exact.setdefault(term.word, []).append(number)
            else:
                self.others.append((number, _test(term)))

    def candidates(self, codes: Codes, starts: Offsets) -> list[int]:
        """Return which words of a text may match: `codes` are its code points, `starts` where its words begin."""
        if self._wanted is None:
            return list(range(len(starts)))
        first, second = codes[starts], codes.take(starts + 1, mode="clip")
        if codes.itemsize > 1:
            first, second = np.minimum(first, _OTHERS), np.minimum(second, _OTHERS)
        found: list[int] = self._wanted[first, second].nonzero()[0].tolist()
        return found

    def __missing__(self, form: str) -> tuple[int, ...]:
        word = fold(form)
        found = NO_WORD if not word else self._matching(word)
        if not word:
            self.has_empty = True  # before others find the form here: threads share this
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


def _beginnings(terms: list[Term], language: str) -> frozenset[str]:
    """Return the first two letters of the words that a term matches, or one; none where any may come first."""
    made = set()
    for term in terms:
        written = term.pattern if isinstance(term, Wildcard) else term.prefix if isinstance(term, Prefix) else term.word
        if isinstance(term, Word) and primary(language) != "en":
            if has_stemmer(language) and primary(language) not in SUFFIXED:
                return frozenset()
            written = written[:1]
        literal = written[: next((k for k, letter in enumerate(written) if letter in "*?"), None)]
        if isinstance(term, Fuzzy) or not literal:
            return frozenset()
        made.add(literal[:2])
    return frozenset(made)


def _wanted(beginnings: frozenset[str]) -> npt.NDArray[np.bool_] | None:
    """Return whether a word may match that begins with two characters, by their ASCII codes; None where any may.

    English stems keep two letters, but for "dying" (die) and its like. Accents and apostrophes are left to folding.
    """
    if not beginnings:
        return None
    wanted = np.zeros((_OTHERS + 1, _OTHERS + 1), np.bool_)
    wanted[_OTHERS] = True
    for beginning in beginnings:
        rows = _cases(beginning[0])
        wanted[np.ix_(rows, _ANY_SECOND)] = True
        wanted[np.ix_(rows, _cases(beginning[1]) if len(beginning) > 1 else range(_OTHERS + 1))] = True
    return wanted


def _cases(letter: str) -> list[int]:
    return [min(ord(case), _OTHERS) for case in letter.lower() + letter.upper()]


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
