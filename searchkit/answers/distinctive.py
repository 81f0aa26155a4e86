"""The words and phrases by which the statements of an answer differ from all others."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from searchkit.analysis import stem, tokenize
from searchkit.analysis.stemming import primary
from searchkit.answers.source import Source, places
from searchkit.answers.stated import ANY_STATEMENT
from searchkit.answers.table import Table
from searchkit.plain import FORMAT, plain
from searchkit.query import Query
from searchkit.query.nodes import Node, Phrase, Unit, Within, Word
from searchkit.releases.stopwords import STOPWORDS

MOST_RELEASES = 5_000
"""So many releases are read, the latest; the answer says where there are more."""
CANDIDATES = 300
LEAST = 3
"""Statements that a word or phrase must stand in."""
LONGEST = 3
TELLING = 6.63
"""The least score: by chance it is reached once in a hundred cases."""

Gram = tuple[str, ...]
"""The stems of one word, or of several beside each other."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase: the statements of the answer and of the whole index that hold it, and how telling that is.

    `score` is Dunning's log-likelihood ratio (T. Dunning, Accurate methods for the statistics of surprise and
    coincidence, 1993): above 10.8 it is by chance in less than one case of a thousand.
    """

    text: str
    statements: int
    everywhere: int
    score: float


@dataclass(frozen=True, slots=True)
class Distinctive:
    """What the statements of an answer say more often than others: words and phrases, the most telling first."""

    query: str
    statements: int
    words: tuple[Term, ...]
    phrases: tuple[Term, ...]
    notes: tuple[str, ...] = ()

    def table(self) -> Table:
        """Return the terms as a table."""
        kinds = (("word", self.words), ("phrase", self.phrases))
        rows = [(kind, t.text, t.statements, t.everywhere, round(t.score, 2)) for kind, terms in kinds for t in terms]
        return Table(("kind", "text", "statements", "everywhere", "score"), list(rows))

    def as_dict(self) -> dict[str, Any]:
        """Return the terms as JSON data."""
        words, phrases = (
            [{**plain(term), "score": round(term.score, 2)} for term in terms] for terms in (self.words, self.phrases)
        )
        return {
            "format": FORMAT,
            "kind": "distinctive",
            "query": self.query,
            "statements": self.statements,
            "words": words,
            "phrases": phrases,
            "notes": list(self.notes),
        }


def distinctive(source: Source, query: Query, limit: int = 20) -> Distinctive:
    """Return the words and phrases that the statements answering `query` hold more often than all statements do.

    Copies count once, here and everywhere: what is issued again is not said more often.
    """
    counts: Counter[Gram] = Counter()
    shown: dict[Gram, Counter[str]] = {}
    statements = releases = 0
    for words, language, new in _statements(source, query):
        releases += new
        statements += 1
        for gram, text in _grams(words, language).items():
            counts[gram] += 1
            shown.setdefault(gram, Counter())[text] += 1
    answer = source.answer(query).distinct
    everything = source.answer(Query(ANY_STATEMENT, "")).distinct.statements or 0
    notes = (*query.notes, *answer.notes)
    if answer.total > MOST_RELEASES:
        notes = (*notes, f"only the latest {MOST_RELEASES:,} of {answer.total:,} releases are looked at")
    found: list[list[Term]] = [[], []]
    for gram in _candidates(counts):
        text = shown[gram].most_common(1)[0][0]
        everywhere = max(counts[gram], _statements_with(source, text))
        score = log_likelihood(counts[gram], statements, everywhere, max(everything, statements, everywhere))
        if score >= TELLING:
            found[len(gram) > 1].append(Term(text, counts[gram], everywhere, score))
    best = [sorted(terms, key=lambda term: (-term.score, term.text)) for terms in found]
    return Distinctive(query.text, statements, tuple(best[0][:limit]), tuple(_whole(best[1])[:limit]), notes)


def log_likelihood(here: int, size_here: int, everywhere: int, size_everywhere: int) -> float:
    """Return how surprising it is to meet something `here` times in `size_here`, given how often it is met everywhere.

    Negative where it is met less often than elsewhere.
    """
    there, size_there = everywhere - here, size_everywhere - size_here
    if size_here == 0 or size_there <= 0 or everywhere == 0:
        return 0.0
    share = everywhere / size_everywhere
    total = 0.0
    for count, size in ((here, size_here), (there, size_there)):
        for seen, expected in ((count, size * share), (size - count, size * (1 - share))):
            total += seen * math.log(seen / expected) if seen and expected else 0.0
    return 2 * total if here / size_here > there / size_there else -2 * total


def _statements(source: Source, query: Query) -> Iterator[tuple[list[str], str, bool]]:
    """Yield the folded words of each statement, its language, and whether it is the first of its release."""
    answer = source.answer(query, "date").distinct
    for number, found in enumerate(places(answer)):
        if number == MOST_RELEASES:
            return
        told = source.read(found.segment, found.doc)
        release, statements = told.release, told.statements
        for k, ordinal in enumerate(answer.statements_of(found.segment, found.doc)):
            yield tokenize(statements[ordinal].words(release.text)).words, release.language, k == 0


def _grams(words: Sequence[str], language: str) -> dict[Gram, str]:
    """Return the words and phrases of a statement by their stems; none begins or ends with a word of grammar."""
    stems = [stem(word, language) for word in words]
    common = STOPWORDS.get(primary(language), frozenset())
    grams: dict[Gram, str] = {}
    for size in range(1, LONGEST + 1):
        for k in range(len(words) - size + 1):
            part = words[k : k + size]
            if not (common & {part[0], part[-1]} or any(word.isdigit() for word in part)) and len(" ".join(part)) > 2:
                grams.setdefault(tuple(stems[k : k + size]), " ".join(part))
    return grams


def _candidates(counts: Counter[Gram]) -> list[Gram]:
    """Return the commonest words and phrases: those of each length have a share."""
    chosen: list[Gram] = []
    for size in range(1, LONGEST + 1):
        often = [(gram, count) for gram, count in counts.items() if len(gram) == size and count >= LEAST]
        chosen += [gram for gram, _ in sorted(often, key=lambda item: (-item[1], item[0]))[: CANDIDATES // size]]
    return chosen


def _statements_with(source: Source, text: str) -> int:
    words = tuple(Word(word) for word in text.split())
    node: Node = words[0] if len(words) == 1 else Phrase(words)
    return source.answer(Query(Within(Unit.STATEMENT, node), "")).distinct.statements or 0


def _whole(terms: list[Term]) -> list[Term]:
    """Leave out phrases that nearly always stand inside a longer one."""
    kept = []
    for term in terms:
        longer = (t for t in terms if f" {term.text} " in f" {t.text} " and t is not term)
        if not any(other.statements * 10 >= term.statements * 8 for other in longer):
            kept.append(term)
    return kept
