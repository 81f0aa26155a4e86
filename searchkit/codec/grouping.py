"""Values sorted by group, gathered from many sorted runs in bounded memory.

A run holds, for ascending groups, the values of each group. All runs together become one array in which the values of a
group stand together, those of earlier runs first. What does not fit into memory waits in an unnamed temporary file.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np

from searchkit.codec.arrayfile import Array

KEPT_BYTES = 16 << 20
PART_VALUES = 1 << 20
"""Values gathered at a time."""


class Spool:
    """Keeps arrays: the first ones in memory, the others in a temporary file of the folder."""

    def __init__(self, folder: Path, kept_bytes: int = KEPT_BYTES) -> None:
        self._folder, self._left = folder, kept_bytes
        self._file: IO[bytes] | None = None

    def keep(self, array: Array) -> Kept:
        """Return what gives slices of `array`; they are read from the file where memory is used up."""
        if not len(array) or self._left >= array.nbytes:
            self._left -= array.nbytes
            return array
        if self._file is None:
            self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 – lives as long as the spool
        offset = self._file.seek(0, 2)
        self._file.write(np.ascontiguousarray(array).view(np.uint8).data)
        self._file.flush()
        return Spooled(self._file, offset, array.dtype)

    def close(self) -> None:
        """Let go of the temporary file."""
        if self._file is not None:
            self._file.close()


@dataclass(frozen=True, slots=True)
class Spooled:
    """An array in a file. It is read, not mapped: what is mapped counts as memory of the process until it is let go."""

    file: IO[bytes]
    offset: int
    dtype: np.dtype[Any]

    def __getitem__(self, part: slice) -> Array:
        self.file.seek(self.offset + int(part.start) * self.dtype.itemsize)
        return np.frombuffer(self.file.read((int(part.stop) - int(part.start)) * self.dtype.itemsize), self.dtype)


Kept = Array | Spooled


@dataclass(frozen=True, slots=True)
class _Run:
    groups: Array
    starts: Array
    values: tuple[Kept, ...]


class Runs:
    """Runs of values in groups `0 … groups - 1`; each value has one or more columns."""

    def __init__(self, groups: int, spool: Spool) -> None:
        self.counts = np.zeros(groups, np.int64)
        self._spool = spool
        self._runs: list[_Run] = []

    def add(self, groups: Array, counts: Array, *columns: Array) -> None:
        """Add a run: `counts[i]` values of group `groups[i]` (ascending), in each column."""
        if not len(groups):
            return
        starts = np.zeros(len(groups) + 1, np.uint32)
        np.cumsum(counts, out=starts[1:])
        self.counts[groups] += counts
        self._runs.append(_Run(groups, starts, tuple(map(self._spool.keep, columns))))

    def split(self, groups: Array) -> Runs:
        """Take the values of some groups (ascending) out, and return them as runs of their own."""
        taken = Runs(len(self.counts), self._spool)
        kept: list[_Run] = []
        for run in self._runs:
            chosen = np.isin(run.groups, groups, assume_unique=True)
            counts: Array = np.diff(run.starts.astype(np.int64))
            if not chosen.any():
                kept.append(run)
                continue
            values = np.repeat(chosen, counts)
            columns = [column[0 : len(values)] for column in run.values]
            taken.add(run.groups[chosen], counts[chosen], *(column[values] for column in columns))
            rest = np.concatenate((np.zeros(1, np.uint32), np.cumsum(counts[~chosen], dtype=np.uint32)))
            kept.append(_Run(run.groups[~chosen], rest, tuple(self._spool.keep(c[~values]) for c in columns)))
        self._runs = kept
        self.counts[groups] = 0
        return taken

    def group(self, group: int) -> tuple[Array, ...]:
        """Return the columns of one group."""
        parts = []
        for run in self._runs:
            at = int(np.searchsorted(run.groups, group))
            if at < len(run.groups) and run.groups[at] == group:
                parts.append(tuple(column[run.starts[at] : run.starts[at + 1]] for column in run.values))
        return tuple(np.concatenate(columns) for columns in zip(*parts, strict=True))

    def starts(self) -> Array:
        """Return where each group's values begin in the whole (uint32 or uint64; one more than groups)."""
        starts = np.zeros(len(self.counts) + 1, np.int64)
        np.cumsum(self.counts, out=starts[1:])
        return starts.astype(np.uint32 if starts[-1] < 1 << 32 else np.uint64)

    def column(self, number: int) -> Iterator[Array]:
        """Yield a column of the whole, in parts."""
        return (values for _, _, values in self.portions(number))

    def portions(self, number: int) -> Iterator[tuple[int, int, Array]]:
        """Yield a column of the whole in parts of whole groups: first group, the one behind the last, values."""
        if len(self._runs) == 1:
            yield 0, len(self.counts), self._runs[0].values[number][0 : int(self.counts.sum())]
            return
        starts = self.starts().astype(np.int64)
        first = 0
        while first < len(self.counts):
            last = int(np.searchsorted(starts, starts[first] + PART_VALUES, "right")) - 1
            last = min(max(last, first + 1), len(self.counts))
            yield first, last, self._gathered(number, first, last, starts)
            first = last

    def _gathered(self, number: int, first: int, last: int, starts: Array) -> Array:
        """Return a column of the groups `first` to `last`."""
        base = starts[first]
        cursor = starts[first:last] - base
        out: Array = np.empty(0, np.uint32)
        for index, run in enumerate(self._runs):
            low, high = np.searchsorted(run.groups, (first, last))
            values = run.values[number][run.starts[low] : run.starts[high]]
            if index == 0:
                out = np.empty(starts[last] - base, values.dtype)
            groups = run.groups[low:high].astype(np.int64) - first
            inside = run.starts[low : high + 1].astype(np.int64)
            counts = np.diff(inside)
            shift = cursor[groups] - (inside[:-1] - inside[:1])
            out[np.repeat(shift, counts) + np.arange(len(values))] = values
            cursor[groups] += counts
        return out
