"""Segments on their way into a merged one: which of their releases go, and where to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np

from searchkit.codec.arrayfile import Array
from searchkit.codec.content import CHUNK_POSITIONS
from searchkit.codec.reader import SegmentReader
from searchkit.codec.stream import BLOCK, BLOCK_BITS

PORTION = 4 << 20
"""Bytes, or layer entries, copied at a time."""


class Source:
    """One segment. Its live releases get the numbers from `first_doc` on and stand in the stream from `position` on."""

    def __init__(self, reader: SegmentReader, first_doc: int, position: int) -> None:
        self.reader, self.first_doc, self.position = reader, first_doc, position
        self.docs: Array = reader.live_docs
        self._start = reader["doc_start"].astype(np.int64)
        self._blocks = np.diff(np.append(self._start, reader.info.positions)) >> BLOCK_BITS
        ends = position + (np.cumsum(self._blocks[self.docs]) << BLOCK_BITS)
        self.starts: Array = ends - (self._blocks[self.docs] << BLOCK_BITS)
        """Where the releases begin in the new stream."""
        self.end = int(ends[-1])

    @cached_property
    def alive(self) -> Array:
        """Which documents go (bool)."""
        return np.ones(self.reader.doc_count, bool) if self.reader.live is None else self.reader.live

    @cached_property
    def new_doc(self) -> Array:
        """The new number of each document that goes (int64)."""
        numbers = np.full(self.reader.doc_count, -1, np.int64)
        numbers[self.docs] = np.arange(self.first_doc, self.first_doc + len(self.docs))
        return numbers

    @cached_property
    def _shift(self) -> Array:
        """How far the positions of each document move (int64)."""
        shift = np.zeros(self.reader.doc_count, np.int64)
        shift[self.docs] = self.starts - self._start[self.docs]
        return shift

    def by_doc(self, name: str) -> Array:
        """Return the values of an array by document for the releases that go."""
        values = self.reader[name]
        return values if self.reader.live is None else values[self.docs]

    def kept(self, positions: Array) -> tuple[Array, Array]:
        """Return which of the positions go (bool), and how far each of those moves (int64)."""
        docs = self.reader.block_doc[positions >> BLOCK_BITS]
        kept = self.alive[docs]
        return kept, self._shift[docs[kept]]

    def moved(self, positions: Array) -> Iterator[Array]:
        """Yield the new places of positions, in parts."""
        for first in range(0, len(positions), PORTION):
            part = positions[first : first + PORTION]
            kept, shift = self.kept(part)
            yield (part[kept] + shift).astype(np.uint32)

    def _portions(self) -> Iterator[tuple[int, int]]:
        """Yield ranges of documents that are short enough to be handled at once."""
        first, bounds = 0, np.append(self._start, self.reader.info.positions)
        while first < self.reader.doc_count:
            last = int(np.searchsorted(bounds, bounds[first] + CHUNK_POSITIONS, "right")) - 1
            last = min(max(last, first + 1), self.reader.doc_count)
            yield first, last
            first = last

    def exact(self) -> Iterator[Array]:
        """Yield the stream of the releases that go, in parts of whole releases, as exact ids of the old segment."""
        bounds = np.append(self._start, self.reader.info.positions)
        for first, last in self._portions():
            exact = self.reader.exact(int(bounds[first]), int(bounds[last]))
            if self.reader.live is not None:
                going = np.repeat(self.reader.live[first:last], self._blocks[first:last])
                exact = exact.reshape(-1, BLOCK)[going].reshape(-1)
            if len(exact):
                yield exact
            self.reader.file.forget()

    def stream(self, table: Array) -> Iterator[Array]:
        """Yield the stream with its exact ids replaced as `table` says (uint32 by exact id)."""
        return (table[exact] for exact in self.exact())

    def exact_counts(self) -> Array:
        """Return how often each exact id occurs in the releases that go (int64)."""
        counts = self.reader.vocabulary.exact_count
        if self.reader.live is None:
            return counts.astype(np.int64)
        total = np.zeros(len(counts), np.int64)
        for exact in self.exact():
            total += np.bincount(exact, minlength=len(counts))
        total[0] = 0
        return total


def sources_of(segments: Sequence[SegmentReader]) -> list[Source]:
    """Return the segments as sources that stand one behind the other."""
    sources: list[Source] = []
    for segment in segments:
        last = sources[-1] if sources else None
        sources.append(Source(segment, last.first_doc + len(last.docs) if last else 0, last.end if last else 0))
    return sources
