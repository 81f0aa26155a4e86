"""Many strings in order, compressed some at a time: one is read by unpacking a few dozen, and a change rewrites as few.

    NAME_blob    the blocks, one behind the other: strings that end with a zero byte, compressed by zlib
    NAME_ends    where each block ends in the blob
    NAME_first   the number of the first string of each block, and behind them the number of all strings

Paths take a tenth of their length so, for neighbours begin alike.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import islice, pairwise

import numpy as np

from searchkit.codec.arrayfile import ArrayFileWriter
from searchkit.index.ragged import Array

BLOCK = 64
"""So many strings make a block; after changes, half to twice as many."""
KEPT = 32
"""So many unpacked blocks are kept, for what is asked next is often near."""
END = b"\0"


class Blocks:
    """The strings of an array file, mapped. Threads may share them."""

    def __init__(self, arrays: Mapping[str, Array], name: str) -> None:
        self._blob = arrays[f"{name}_blob"]
        self._ends = arrays[f"{name}_ends"].data
        self._first = arrays[f"{name}_first"].data
        self._count = len(self._first) - 1
        self._at = 0
        self.block = lru_cache(KEPT)(partial(_block, self._blob, self._ends))  # of a method, it would be a circle

    def __len__(self) -> int:
        return int(self._first[self._count])

    @property
    def sizes(self) -> list[int]:
        """How many strings each block has."""
        return [end - first for first, end in pairwise(self._first)]

    def packed(self, number: int) -> Array:
        """Return a block as it is kept."""
        return _packed_block(self._blob, self._ends, number)

    def __getitem__(self, number: int) -> bytes:
        block = bisect_right(self._first, number) - 1
        return self.block(block)[number - self._first[block]]

    def between(self, first: int, last: int) -> Iterator[bytes]:
        """Yield the strings `first` to `last`, `last` not included."""
        block = bisect_right(self._first, first) - 1
        while first < last:
            start = self._first[block]
            part = self.block(block)[first - start : last - start]
            yield from part
            first += len(part)
            block += 1

    def place(self, key: bytes) -> tuple[int, bool]:
        """Return the number of the first string that is not less than `key`, and whether it is that; all are sorted."""
        if not self._count:
            return 0, False
        low = self._at
        strings = self.block(low)
        if not strings[0] <= key <= strings[-1]:  # what is asked next mostly stands beside what was asked last
            low = self._at = self._block_of(key)
            strings = self.block(low)
        at = bisect_left(strings, key)
        return int(self._first[low]) + at, at < len(strings) and strings[at] == key

    def _block_of(self, key: bytes) -> int:
        """Return the last block that does not begin behind a key, or the first block."""
        low, high = 0, self._count
        while high - low > 1:
            middle = (low + high) // 2
            if self.block(middle)[0] <= key:
                low = middle
            else:
                high = middle
        return low

    def copied(self, first: int, last: int) -> Iterator[tuple[int, Array] | list[bytes]]:
        """Yield the strings `first` to `last`: whole blocks as they are kept, with their sizes, others unpacked."""
        block = bisect_right(self._first, first) - 1
        while first < last:
            start, end = self._first[block], self._first[block + 1]
            if first == start and end <= last:
                yield end - start, self.packed(block)
            else:
                yield self.block(block)[first - start : last - start]
            first = end
            block += 1


Part = tuple[int, Array] | Sequence[bytes]
"""Strings on their way into blocks: a packed block with its size, or some strings."""


def _packed_block(blob: Array, ends: memoryview, number: int) -> Array:
    return blob[ends[number - 1] if number else 0 : ends[number]]


def _block(blob: Array, ends: memoryview, number: int) -> list[bytes]:
    return unpacked(_packed_block(blob, ends, number).data)


def unpacked(block: bytes | memoryview) -> list[bytes]:
    """Return the strings of a block."""
    return zlib.decompress(block).split(END)[:-1]


def write_blocks(file: ArrayFileWriter, name: str, parts: Iterable[Part]) -> None:
    """Write strings in order; blocks that come packed are written as they come, but for those too small to stay."""
    sizes: list[int] = []
    lengths: list[int] = []

    def blocks() -> Iterator[Array]:
        for size, packed in _blocks(parts):
            sizes.append(size)
            lengths.append(len(packed))
            yield packed

    file.add_parts(f"{name}_blob", np.uint8, blocks())
    file.add(f"{name}_ends", _narrow(np.cumsum(lengths, dtype=np.int64)))
    file.add(f"{name}_first", _narrow(np.cumsum([0, *sizes], dtype=np.int64)))


def _blocks(parts: Iterable[Part]) -> Iterator[tuple[int, Array]]:
    waiting: list[bytes] = []
    for part in parts:
        if isinstance(part, tuple):
            if not waiting and part[0] >= BLOCK // 2:
                yield part
                continue
            if len(waiting) >= BLOCK // 2 and part[0] >= BLOCK // 2:
                yield len(waiting), _packed(waiting)
                yield part
                waiting = []
                continue
            waiting += unpacked(part[1].data)
        else:
            coming = iter(part)
            while some := list(islice(coming, BLOCK)):
                waiting += some
                if len(waiting) >= 2 * BLOCK:
                    yield BLOCK, _packed(waiting[:BLOCK])
                    waiting = waiting[BLOCK:]
        while len(waiting) >= 2 * BLOCK:
            yield BLOCK, _packed(waiting[:BLOCK])
            waiting = waiting[BLOCK:]
    if waiting:
        yield len(waiting), _packed(waiting)


def _packed(strings: Sequence[bytes]) -> Array:
    return np.frombuffer(zlib.compress(END.join((*strings, b""))), np.uint8)


def _narrow(numbers: Array) -> Array:
    return numbers.astype(np.uint32) if not len(numbers) or numbers[-1] < 1 << 32 else numbers
