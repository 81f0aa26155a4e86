"""Sorted tables of strings in two arrays: the bytes of all, one after the other, and where each begins.

Strings are kept as UTF-8 (lone surrogates too) and sorted by their bytes, which for UTF-8 is the order of code points.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from zlib import crc32

import numpy as np

from searchkit.codec.arrayfile import Array

AFTER_ALL = b"\xff"
"""Greater than any byte of UTF-8."""


def to_bytes(text: str) -> bytes:
    """Return UTF-8, of lone surrogates too."""
    return text.encode("utf-8", "surrogatepass")


def to_text(data: bytes) -> str:
    """Return the string that `to_bytes` had been given."""
    return data.decode("utf-8", "surrogatepass")


def pack_strings(items: Sequence[bytes]) -> tuple[Array, Array]:
    """Return the blob (uint8) and the offsets (uint32, or uint64 for large ones; one more than items)."""
    lengths = np.fromiter(map(len, items), np.int64, len(items))
    offsets = np.zeros(len(items) + 1, np.uint64)
    np.cumsum(lengths, out=offsets[1:].view(np.int64))
    small = offsets[-1] < 1 << 32
    return np.frombuffer(b"".join(items), np.uint8), offsets.astype(np.uint32) if small else offsets


class StringTable:
    """Strings by number; where they are sorted, `find`, `prefix` and `at_least` bisect the mapped bytes."""

    def __init__(self, blob: Array, offsets: Array) -> None:
        self._blob = blob.data
        self.offsets = offsets
        self._at = offsets.data

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def data(self, number: int) -> bytes:
        """Return the bytes of a string."""
        return bytes(self._blob[self._at[number] : self._at[number + 1]])

    def __getitem__(self, number: int) -> str:
        return to_text(self.data(number))

    def __iter__(self) -> Iterator[str]:
        return self.between(0, len(self))

    def some(self, numbers: Array) -> list[str]:
        """Return the strings of many numbers, far quicker than one by one."""
        blob = bytes(self._blob)
        starts, ends = self.offsets[numbers].tolist(), self.offsets[numbers + 1].tolist()
        return [to_text(blob[start:end]) for start, end in zip(starts, ends, strict=True)]

    def between(self, first: int, last: int) -> Iterator[str]:
        """Yield the strings `first` to `last`, `last` not included."""
        return map(to_text, self.data_between(first, last))

    def data_between(self, first: int, last: int) -> list[bytes]:
        """Return the bytes of the strings `first` to `last`, `last` not included."""
        if first >= last:
            return []
        bounds = self.offsets[first : last + 1].tolist()
        base = bounds[0]
        blob = bytes(self._blob[base : bounds[-1]])
        return [blob[a - base : b - base] for a, b in pairwise(bounds)]

    def at_least(self, key: bytes) -> int:
        """Return the number of the first string that is not less than `key`."""
        return bisect_left(range(len(self)), key, key=self.data)

    def find(self, text: str) -> range:
        """Return the numbers of the strings equal to `text`."""
        key = to_bytes(text)
        first = last = self.at_least(key)
        while last < len(self) and self.data(last) == key:
            last += 1
        return range(first, last)

    def prefix(self, text: str) -> range:
        """Return the numbers of the strings that begin with `text`."""
        key = to_bytes(text)
        first, step, end = self.at_least(key), 1, key + AFTER_ALL
        while first + step < len(self) and self.data(first + step) < end:  # the last is near, mostly
            step *= 2
        behind = range(first, min(first + step, len(self)))
        return range(first, first + bisect_left(behind, end, key=self.data))


def hashed(blob: Array, offsets: Array) -> tuple[Array, Array]:
    """Return the buckets of packed strings: where each begins (uint32, a power of two of them and one more), and the
    numbers of the strings, bucket by bucket (uint32).

    The bucket of a string is the low bits of the CRC-32 of its bytes; there are about as many buckets as strings.
    """
    count = len(offsets) - 1
    buckets = 1 << max(count - 1, 0).bit_length()
    strings = StringTable(blob, offsets).data_between(0, count)
    bucket = np.fromiter(map(crc32, strings), np.uint32, count) & np.uint32(buckets - 1)
    starts = np.zeros(buckets + 1, np.uint32)
    np.cumsum(np.bincount(bucket, minlength=buckets), out=starts[1:])
    return starts, np.argsort(bucket, kind="stable").astype(np.uint32)


class HashedStrings(StringTable):
    """A table of sorted strings, each once, that also finds one by its hash: see `hashed`."""

    def __init__(self, blob: Array, offsets: Array, buckets: tuple[Array, Array]) -> None:
        super().__init__(blob, offsets)
        starts, numbers = buckets
        self._bucket_starts, self._bucket_numbers = starts.data, numbers.data
        self._mask = len(starts) - 2

    def number(self, text: str) -> int | None:
        """Return the number of a string, None where the table has not got it."""
        key = to_bytes(text)
        bucket = crc32(key) & self._mask
        at, blob = self._at, self._blob
        for number in self._bucket_numbers[self._bucket_starts[bucket] : self._bucket_starts[bucket + 1]].tolist():
            if blob[at[number] : at[number + 1]] == key:
                return number
        return None
