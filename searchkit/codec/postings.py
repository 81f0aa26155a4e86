"""The postings of a field, mapped: which releases hold a stem, with what weight, and where."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from searchkit.codec.arrayfile import Array, ArrayFile
from searchkit.codec.packing import STRETCH_BITS, stretches

FIELDS = ("text", "aside", "title")
"""The searched zones; the others; the headline, which is part of the searched zones."""


class FieldPostings:
    """The postings of one field. Weights are frequencies; in `text` an occurrence in the headline counts twice."""

    def __init__(self, file: ArrayFile, field: str, docs: int) -> None:
        self._docs_total = docs
        self._start = file[f"{field}_start"].data
        self._docs = file[f"{field}_docs"]
        self._stretches: memoryview | None = None
        if self._docs.dtype == np.uint16 and (count := stretches(docs) - 1):
            self._stretches, self._columns = file[f"{field}_docs_stretches"].data, count
        self._weights = _Weights(file, f"{field}_weights")
        self._dense_stems: dict[int, int] = {}
        if field == "text":
            self._rows = _Weights(file, "dense_weights")
            self._dense_counts = file["dense_counts"].data
            self._dense_stems = {stem: row for row, stem in enumerate(file["dense_stems"].tolist())}

    def stems(self) -> Array:
        """Return the stems that stand in the field (ascending)."""
        starts = np.asarray(self._start)
        listed = np.flatnonzero(starts[1:] > starts[:-1])
        return np.union1d(listed, np.fromiter(self._dense_stems, np.int64))

    def count(self, stem: int) -> int:
        """Return in how many releases the stem stands, deleted ones too."""
        row = self._dense_stems.get(stem)
        return self._dense_counts[row] if row is not None else self._start[stem + 1] - self._start[stem]

    def is_row(self, stem: int) -> bool:
        """Return whether the weights of a stem are kept by release."""
        return stem in self._dense_stems

    def row(self, stem: int) -> Array | None:
        """Return the weights by release (0: not in it), None where the stem is kept as a list of releases."""
        row = self._dense_stems.get(stem)
        if row is None:
            return None
        return self._rows.between(row * self._docs_total, (row + 1) * self._docs_total)

    def sparse(self, stem: int) -> tuple[Array, Array]:
        """Return the releases (int64, ascending) of a stem that has no row, and the weights in them."""
        start, end = self._start[stem], self._start[stem + 1]
        docs = self._docs[start:end].astype(np.int64)
        if self._stretches is not None:
            done = 0
            for count in self._stretches[stem * self._columns : (stem + 1) * self._columns]:
                done += count
                docs[done:] += 1 << STRETCH_BITS
        return docs, self._weights.between(start, end)

    def lists(self, stems: Sequence[int]) -> tuple[Array, Array]:
        """Return the releases (int64) of several stems without rows, list behind list, and the weights.

        Lists that stand one behind the other in the file, as those of neighbours do, are read as one.
        """
        numbers = np.asarray(stems, np.int64)
        bounds = np.asarray(self._start)
        starts, ends = bounds[numbers], bounds[numbers + 1]
        apart = np.flatnonzero(starts[1:] != ends[:-1]) + 1
        runs = list(zip(starts[[0, *apart]].tolist(), ends[[*(apart - 1), -1]].tolist(), strict=True))
        docs = np.concatenate([self._docs[start:end] for start, end in runs])
        weights = np.concatenate([self._weights.between(start, end) for start, end in runs])
        if self._stretches is None:
            return docs.astype(np.int64), weights
        inside = np.empty((len(numbers), self._columns + 1), np.int64)
        inside[:, :-1] = np.asarray(self._stretches).reshape(-1, self._columns)[numbers]
        inside[:, -1] = ends - starts - inside[:, :-1].sum(axis=1)
        bases = np.arange(self._columns + 1) << STRETCH_BITS
        made: Array = np.repeat(np.tile(bases, len(numbers)), inside.ravel())
        made += docs
        return made, weights

    def postings(self, stem: int) -> tuple[Array, Array]:
        """Return the releases of any stem (int64, ascending) and the weights in them."""
        row = self.row(stem)
        if row is None:
            return self.sparse(stem)
        docs = np.flatnonzero(row)
        return docs, row[docs]


class _Weights:
    """Weights in bytes, with the large ones put in their places when they are read."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._small = file[name]
        self._large_at, self._large = file[f"{name}_large_at"], file[f"{name}_large"]
        self._large_places = self._large_at.data

    def between(self, start: int, end: int) -> Array:
        """Return the weights `start` to `end` (uint8, or uint32 where one of them is large)."""
        small = self._small[start:end]
        first = bisect_left(self._large_places, start)
        last = bisect_left(self._large_places, end, first)
        if first == last:
            return small
        weights = small.astype(np.uint32)
        weights[self._large_at[first:last].astype(np.int64) - start] = self._large[first:last]
        return weights
