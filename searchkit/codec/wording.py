"""The words of releases by their first letters, and those that recur: what tells one form letter from the next.

"Bremen receives firefighting grant" and "LaRue receives firefighting grant" differ in a name that each prints again
and again, and the other never. A copy may lack a word of its twin, or print another, but not both ways and repeatedly.
Words are taken by their first letters, so that "nations" and "nation's", or "Sens." and "Senators", are no difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

import numpy as np

from searchkit.codec.arrayfile import Array
from searchkit.codec.lexicon import GAP
from searchkit.codec.reader import SegmentReader
from searchkit.codec.stream import ASIDE

OFTEN = 2
"""A word that stands in a release so often recurs."""
LETTERS = (3, 4, 5)
"""So many first letters tell a word: all but the last one of a short word, five of a long one."""
FURNITURE = frozenset(
    b"http https www com gov org html click here please visit site website page contact press release releases news "
    b"phone office washington senate january february march april may june july august september october november "
    b"december monday tuesday wednesday thursday friday saturday sunday".split()
)
"""Words that come and go with the furniture of pages, however often."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a release, and those of them that recur, as sorted 32-bit numbers."""

    words: bytes
    recurring: bytes

    def fits(self, other: Wording) -> bool:
        """Return whether two releases can be copies: not both print repeatedly what the other never does."""
        return not (self._misses(other) and other._misses(self))

    def _misses(self, other: Wording) -> bool:
        """Return whether the other prints a word repeatedly that is not here at all."""
        wanted, have = (np.frombuffer(part, np.uint32) for part in (other.recurring, self.words))
        if not len(wanted) or not len(have):
            return bool(len(wanted))
        return bool((have[np.minimum(have.searchsorted(wanted), len(have) - 1)] != wanted).any())


def wordings(reader: SegmentReader, docs: Array) -> list[Wording]:
    """Return the wordings of some releases (documents of one segment), in their order; boilerplate does not count."""
    if not len(docs):
        return []
    edges = np.append(reader["doc_start"], np.uint32(reader.info.positions)).astype(np.int64)
    made = []
    numbers: dict[int, tuple[list[int], int]] = {}
    for doc in docs.tolist():
        start, end = int(edges[doc]), int(edges[doc + 1])
        exact = reader.exact(start, end)
        counted = (reader.section_kinds(np.arange(start, end, dtype=np.uint32)) != ASIDE) & (exact != GAP)
        words, counts = np.unique(exact[counted], return_counts=True)
        made.append(_wording(reader, words.tolist(), counts.tolist(), numbers))
    return made


def _wording(
    reader: SegmentReader, words: list[int], counts: list[int], numbers: dict[int, tuple[list[int], int]]
) -> Wording:
    every: set[int] = set()
    often: dict[int, int] = {}
    for word, count in zip(words, counts, strict=True):
        known = numbers.get(word)
        if known is None:
            known = numbers[word] = _numbers(reader.vocabulary.words.data(int(reader.vocabulary.exact_word[word])))
        beginnings, telling = known
        every.update(beginnings)
        if telling:
            often[telling] = often.get(telling, 0) + count
    recurring = [number for number, count in often.items() if count >= OFTEN]
    return Wording(_packed(every), _packed(recurring))


def _numbers(word: bytes) -> tuple[list[int], int]:
    """Return the beginnings of a word, and that of them which tells it: 0 where none does."""
    text = word.decode("utf-8", "replace")
    beginnings = {size: crc32(text[:size].encode()) for size in LETTERS}
    if len(text) < LETTERS[0] or word in FURNITURE or not text.isalpha():
        return list(beginnings.values()), 0
    return list(beginnings.values()), beginnings[max(LETTERS[0], min(LETTERS[-1], len(text) - 1))]


def _packed(numbers: set[int] | list[int]) -> bytes:
    return np.sort(np.fromiter(numbers, np.uint32, len(numbers))).tobytes()
