"""What a term of a query matches in one segment: stems, and of some stems only certain words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from searchkit.codec.arrayfile import Array
from searchkit.codec.sets import counted
from searchkit.query.nodes import ExactWord, Fuzzy, Prefix, Wildcard
from searchkit.query.patterns import glob
from searchkit.search.segment import Segment

Pattern = ExactWord | Prefix | Wildcard | Fuzzy
"""A term that stems do not matter to."""


class Form(NamedTuple):
    """`whole` are stems all of whose words match; `parts` are other stems, each with the exact ids of those that do."""

    whole: tuple[int, ...] = ()
    parts: tuple[tuple[int, Array], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.whole or self.parts)

    @property
    def stems(self) -> tuple[int, ...]:
        """All stems."""
        if not self.parts:
            return self.whole
        return (*self.whole, *(stem for stem, _ in self.parts))

    def exact_ids(self, segment: Segment) -> Array:
        """Return the exact ids of all words that match."""
        words = segment.vocabulary.words_of_stem
        if len(self.whole) == 1 and not self.parts:
            return words(self.whole[0])
        return np.concatenate([*map(words, self.whole), *(ids for _, ids in self.parts), np.empty(0, np.uint32)])


def form_of(segment: Segment, term: Pattern) -> Form:
    """Return what a term that is not stemmed matches."""
    vocabulary = segment.vocabulary
    if isinstance(term, ExactWord):
        return _of_words(segment, vocabulary.exact_ids(term.word))
    if isinstance(term, Prefix):
        return _of_words(segment, vocabulary.exact_ids_with_prefix(term.prefix))
    if isinstance(term, Wildcard):
        return _of_words(segment, _wildcard(segment, term.pattern))
    return _of_words(segment, _fuzzy(segment, term))


def _of_words(segment: Segment, exact: Array) -> Form:
    """Group words by stem."""
    if not len(exact):
        return Form()
    stems = segment.vocabulary.exact_stem[exact]
    order = np.argsort(stems, kind="stable")
    exact, stems = exact[order], stems[order]
    unique, counts, first = counted(stems)
    every = segment.vocabulary.words_count(unique)
    whole = tuple(unique[counts == every].tolist())
    partial = np.flatnonzero(counts < every)
    parts = tuple((int(unique[k]), exact[first[k] : first[k] + counts[k]]) for k in partial.tolist())
    return Form(whole, parts)


def _wildcard(segment: Segment, pattern: str) -> Array:
    """Return the exact ids of the words that a pattern describes; only those with its beginning are looked at."""
    vocabulary = segment.vocabulary
    literal = re.split(r"[*?]", pattern, maxsplit=1)[0]
    found = vocabulary.words.prefix(literal)
    tested = glob(pattern)
    words = vocabulary.words.between(found.start, found.stop)
    return _chosen(vocabulary.word_exact, found.start, (tested.match(word) is not None for word in words))


def _chosen(exact: Array, first: int, good: Iterable[bool]) -> Array:
    places = np.flatnonzero(np.fromiter(good, bool)) + first
    chosen: Array = exact[places]
    return chosen


def _fuzzy(segment: Segment, term: Fuzzy) -> Array:
    """Return the exact ids of the words within a distance of optimal string alignment (rapidfuzz)."""
    from rapidfuzz import process  # noqa: PLC0415 – only spelling needs it
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    vocabulary, most = segment.vocabulary, term.distance
    lengths = np.diff(vocabulary.words.offsets.astype(np.int64))
    # The length in bytes says enough: a letter has four bytes at most.
    near = np.flatnonzero((lengths >= len(term.word) - most) & (lengths <= 4 * (len(term.word) + most)))
    words = vocabulary.words.some(near)
    distances = process.cdist([term.word], words, scorer=OSA.distance, score_cutoff=most, dtype=np.uint8)[0]
    found: Array = vocabulary.word_exact[near[distances <= most]]
    return found
