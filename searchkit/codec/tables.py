"""Sorted tables of strings merged into one, without holding more of them than the result."""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np

from searchkit.codec.arrayfile import Array
from searchkit.codec.strings import StringTable

PIECE = 4096
"""Strings read at a time."""

Entry = tuple[bytes, int]


@dataclass(frozen=True, slots=True)
class MergedTable:
    """Distinct entries, sorted: the strings (`blob`, `offsets`) and a number with each (`seconds`).

    `places[i]` are the places of the entries that the i-th stream gave, in its order (uint32).
    """

    blob: Array
    offsets: Array
    seconds: Array
    places: list[Array]

    def __len__(self) -> int:
        return len(self.seconds)

    @property
    def packed(self) -> tuple[Array, Array]:
        """The strings as `pack_strings` gives them."""
        return self.blob, self.offsets


def entries(table: StringTable, used: Array | None = None, seconds: Array | None = None) -> Iterator[Entry]:
    """Yield the strings of a table in order, those of `used` (bool) where it is given, each with its number or 0."""
    for first in range(0, len(table), PIECE):
        last = min(first + PIECE, len(table))
        numbers: Iterable[int] = repeat(0) if seconds is None else seconds[first:last].tolist()
        pairs = zip(table.data_between(first, last), numbers, strict=False)
        if used is None:
            yield from pairs
        else:
            yield from (pair for pair, wanted in zip(pairs, used[first:last].tolist(), strict=True) if wanted)


def merge_entries(streams: Sequence[Iterable[Entry]]) -> MergedTable:
    """Merge streams of entries, each sorted by string, then number."""
    blob, offsets, seconds = bytearray(), array("Q", [0]), array("q")
    places = [array("I") for _ in streams]
    last: Entry | None = None
    numbered = [zip(stream, repeat(number)) for number, stream in enumerate(streams)]
    for entry, number in heapq.merge(*numbered):
        if entry != last:
            last = entry
            blob += entry[0]
            offsets.append(len(blob))
            seconds.append(entry[1])
        places[number].append(len(seconds) - 1)
    ends = np.frombuffer(offsets, np.uint64)
    return MergedTable(
        np.frombuffer(blob, np.uint8),
        ends.astype(np.uint32) if len(blob) < 1 << 32 else ends,
        np.frombuffer(seconds, np.int64),
        [np.frombuffer(place, np.uint32) for place in places],
    )


def scattered(size: int, used: Array | None, places: Array) -> Array:
    """Return where each of `size` entries went (uint32; 0 for those that were not used)."""
    if used is None:
        return places
    table = np.zeros(size, np.uint32)
    table[used] = places
    return table
