"""Ascending lists of numbers below a bound (positions, releases), in half the room that they would take as they are.

One list, read whole, of numbers that are mostly near each other:

    NAME                     the gap before each number (uint8); 255 where 255 more must be gone before the next one

Many lists, one a group (a stem, a pair of stems). The numbers fall into stretches of 65,536: of a long list only the
low 16 bits of each are kept, and how many lie in each stretch. Short ones stay as they are:

    NAME, NAME_start         the short lists (uint32; uint16 where there is one stretch), one behind the other
    NAME_long                the groups of the long lists, ascending
    NAME_low, NAME_low_start the low halves (uint16) of the long lists
    NAME_stretches           for each long list, how many numbers lie in each stretch (uint16, or uint32 for more)
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from searchkit.codec.arrayfile import Array, ArrayFile, ArrayFileWriter

if TYPE_CHECKING:
    from searchkit.codec.grouping import Runs

STRETCH_BITS = 16
FAR = 255
"""A gap of so much, with no number behind it."""
NARROW = frozenset({"doc_length", "title_length", "aside_length"})
"""Arrays of a segment that are kept in no more bytes a number than the greatest needs."""
PACKED = frozenset({
    "zone_start", "zone_end", "section_start", "section_end", "paragraph_start", "sentence_start", "said_start",
})  # fmt: skip
"""Arrays of a segment that are lists of ascending positions, written by `write_list`."""


def stretches(bound: int) -> int:
    """Return how many stretches the numbers below a bound have."""
    return (max(bound - 1, 0) >> STRETCH_BITS) + 1


def narrowed(numbers: Array) -> Array:
    """Return unsigned numbers in no more bytes each than the greatest needs."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))


def write_list(file: ArrayFileWriter, name: str, parts: Iterable[Array]) -> None:
    """Write one ascending list of numbers (uint32), which comes in parts."""

    def gaps() -> Iterator[Array]:
        before = 0
        for part in parts:
            if len(part):
                whole, rest = np.divmod(np.diff(part.astype(np.int64), prepend=before), FAR)
                made = np.full(len(part) + int(whole.sum()), FAR, np.uint8)
                made[np.cumsum(whole + 1) - 1] = rest
                before = int(part[-1])
                yield made

    file.add_parts(name, np.uint8, gaps())


def read_list(file: ArrayFile, name: str) -> Array:
    """Return the numbers of a list (uint32)."""
    gaps = file[name]
    return np.cumsum(gaps, dtype=np.uint32).compress(gaps != FAR)


def write_lists(file: ArrayFileWriter, name: str, runs: Runs, bound: int, long_list: int) -> None:
    """Write the lists of `runs`, whose values are below `bound`.

    Lists of `long_list` numbers or more for each stretch are long.
    """
    count = stretches(bound)
    long = np.flatnonzero(runs.counts >= long_list * count) if count > 1 else np.empty(0, np.int64)
    lists = runs.split(long)
    file.add(f"{name}_start", runs.starts())
    file.add_parts(name, np.uint32 if count > 1 else np.uint16, runs.column(0))
    inside: list[Array] = [np.empty(0, np.uint16)]

    def low() -> Iterator[Array]:
        for first, last, values in lists.portions(0):
            own = lists.counts[long[(long >= first) & (long < last)]]
            cells = np.repeat(np.arange(len(own)) * count, own) + (values >> np.uint32(STRETCH_BITS))
            counts = np.bincount(cells, minlength=len(own) * count)
            inside.append(counts.astype(np.uint16 if counts.max(initial=0) < 1 << 16 else np.uint32))
            yield values.astype(np.uint16)

    file.add_parts(f"{name}_low", np.uint16, low())
    file.add(f"{name}_long", long.astype(np.uint32))
    file.add(f"{name}_low_start", lists.starts()[np.append(long, len(runs.counts))])
    file.add(f"{name}_stretches", np.concatenate(inside))


class PackedLists:
    """The lists of a file that `write_lists` wrote with this bound, mapped."""

    def __init__(self, file: ArrayFile, name: str, bound: int) -> None:
        self._start = file[f"{name}_start"].data
        self._short = file[name]
        self._long = file[f"{name}_long"].data
        self._low = file[f"{name}_low"]
        self._low_start = file[f"{name}_low_start"].data
        self._bases = _bases(stretches(bound))
        self._stretches = file[f"{name}_stretches"].reshape(-1, len(self._bases))

    def count(self, group: int) -> int:
        """Return how many numbers the list of a group has."""
        row = self._row(group)
        if row < 0:
            return self._start[group + 1] - self._start[group]
        return self._low_start[row + 1] - self._low_start[row]

    def of(self, group: int) -> Array:
        """Return the list of a group (uint32)."""
        row = self._row(group)
        if row < 0:
            return self._short[self._start[group] : self._start[group + 1]].astype(np.uint32, copy=False)
        return _unpacked(self._low[self._low_start[row] : self._low_start[row + 1]], self._stretches[row], self._bases)

    def _row(self, group: int) -> int:
        row = bisect_left(self._long, group)
        return row if row < len(self._long) and self._long[row] == group else -1


def _bases(count: int) -> Array:
    return (np.arange(count, dtype=np.int64) << STRETCH_BITS).astype(np.uint32)


def _unpacked(low: Array, counts: Array, bases: Array) -> Array:
    numbers = np.repeat(bases, counts)
    numbers += low
    return numbers
