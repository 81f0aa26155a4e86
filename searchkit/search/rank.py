"""How many intervals have begun up to a position: a binary search, or two look-ups where many positions ask.

A bit for each position of the stream says whether an interval begins there, and a number for each 64 positions how many
have begun before (the rank directory of Jacobson 1989).
"""

from __future__ import annotations

import numpy as np

from searchkit.codec.arrayfile import Array
from searchkit.codec.sets import places_in

ASKED = 16
"""The directory is made when as many positions have been asked for as one in so many of the starts."""
_UP_TO = (np.uint64(2) << np.arange(64, dtype=np.uint64)) - np.uint64(1)


class Rank:
    """Ranks positions among `starts` (ascending, each once) of a stream of `length` positions."""

    def __init__(self, starts: Array, length: int) -> None:
        self._starts, self._length = starts, length
        self._asked = 0
        self._directory: tuple[Array, Array] | None = None

    def of(self, positions: Array) -> Array:
        """Return for each position how many starts are not behind it: `searchsorted(starts, positions, "right")`."""
        if self._directory is None:
            self._asked += len(positions)
            if self._asked * ASKED < len(self._starts):
                return places_in(self._starts, positions, "right")
            self._directory = self._made()
        bits, before = self._directory
        block = positions >> 6
        ranks: Array = before[block] + np.bitwise_count(bits[block] & _UP_TO[positions & 63])
        return ranks.astype(np.int64)

    def _made(self) -> tuple[Array, Array]:
        bits = np.zeros((self._length >> 6) + 1, np.uint64)
        if len(self._starts):
            block = self._starts >> 6
            first = np.flatnonzero(np.concatenate(([True], block[1:] != block[:-1])))
            ones = np.uint64(1) << (self._starts & 63).astype(np.uint64)
            bits[block[first]] = np.bitwise_or.reduceat(ones, first)
        before = np.zeros(len(bits), np.uint32)
        np.cumsum(np.bitwise_count(bits)[:-1], out=before[1:])
        return bits, before
