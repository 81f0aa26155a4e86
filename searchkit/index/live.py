"""The releases of several segments that are not deleted, as rows of one table that is never held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from searchkit.codec import SegmentReader
from searchkit.index.ragged import Array
from searchkit.releases.signatures import SIGNATURE_BYTES

LARGE = 1 << 16
"""After so many signatures have been looked at, what was mapped for it is let go."""


class Live:
    """The releases of some segments that are not deleted, a row each, in their order; their signatures by row."""

    def __init__(self, segments: Sequence[SegmentReader]) -> None:
        self.segments = segments
        docs = [segment.live_docs for segment in segments]
        self.start = np.concatenate((np.zeros(1, np.int64), np.cumsum(list(map(len, docs)), dtype=np.int64)))
        self.doc: Array = np.concatenate([np.empty(0, np.uint32), *docs])
        self._looked_at = 0

    def __len__(self) -> int:
        return len(self.doc)

    def column(self, name: str, kind: npt.DTypeLike) -> Array:
        """Return an array of the segments by row."""
        made = np.empty(len(self), kind)
        for segment, rows, docs in self._parts():
            made[rows] = segment[name][docs]
        return made

    def _parts(self) -> Iterator[tuple[SegmentReader, slice, Array]]:
        for segment, (first, last) in zip(self.segments, pairwise(self.start.tolist()), strict=True):
            rows = slice(first, last)
            yield segment, rows, self.doc[rows]

    def segment_of(self, rows: Array) -> Array:
        """Return the numbers of the segments of some rows (int64)."""
        return np.searchsorted(self.start, rows, "right") - 1

    def band(self, number: int) -> npt.NDArray[np.uint32]:
        """Return a band of all signatures as one number a row."""
        made = np.empty(len(self), np.uint32)
        for segment, rows, docs in self._parts():
            made[rows] = segment.signatures.view("<u4")[docs, number]
            self.looked_at(len(docs))
        return made

    def take(self, rows: Array) -> npt.NDArray[np.uint8]:
        """Return the signatures of some rows."""
        made = np.empty((len(rows), SIGNATURE_BYTES), np.uint8)
        numbers = self.segment_of(rows)
        for number, segment in enumerate(self.segments):
            own = np.flatnonzero(numbers == number)
            made[own] = segment.signatures[self.doc[rows[own]]]
        self.looked_at(len(rows))
        return made

    def ids_of(self, rows: Array) -> list[int]:
        """Return the ids of some rows."""
        numbers = self.segment_of(rows)
        found = np.empty(len(rows), np.uint64)
        for number, segment in enumerate(self.segments):
            own = numbers == number
            found[own] = segment.ids[self.doc[rows[own]]]
        return found.tolist()

    def looked_at(self, count: int) -> None:
        """Count so many signatures as looked at; now and then let go of the memory that segments are mapped to."""
        self._looked_at += count
        if self._looked_at > LARGE:
            self._looked_at = 0
            for segment in self.segments:
                segment.forget()
