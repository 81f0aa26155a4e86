"""The releases that an index has already: they are not read, attributed and written again."""

from __future__ import annotations

import numpy as np

from searchkit.codec.columns import stamp_of
from searchkit.index.ragged import Array
from searchkit.model import Release

FEWEST = 1 << 14
"""So many numbers, or a sixteenth of all, wait before they are put in order."""


class Numbers:
    """A growing set of 64-bit numbers, nearly all of them in a sorted array: some 15 bytes each."""

    def __init__(self) -> None:
        self._ordered = np.empty(0, np.uint64)
        self._waiting: set[int] = set()

    def __contains__(self, number: int) -> bool:
        return number in self._waiting or place_of(self._ordered, number) is not None

    def add(self, number: int) -> None:
        """Add a number that is not there yet."""
        self._waiting.add(number)
        if len(self._waiting) >= max(FEWEST, len(self._ordered) // 16):
            waiting = np.fromiter(self._waiting, np.uint64, len(self._waiting))
            self._waiting = set()
            self._ordered = np.concatenate((self._ordered, np.sort(waiting)))
            self._ordered.sort(kind="stable")  # two runs in order: they are merged


def place_of(ordered: Array, number: int) -> int | None:
    """Return where a number stands in a sorted array, None where it does not."""
    place = int(ordered.searchsorted(np.uint64(number)))
    return place if place < len(ordered) and int(ordered[place]) == number else None


class Known:
    """Releases by id and stamp; the stamp tells an edition from another whose text is the same (its address, say).

    `ids` (uint64, sorted) and `stamps` (uint32) are 12 bytes a release, so that each worker can have its own.
    """

    def __init__(self, ids: Array, stamps: Array) -> None:
        self._ids, self._stamps = ids, stamps
        self._met = Numbers()

    def __len__(self) -> int:
        return len(self._ids)

    def meet(self, release: Release) -> bool:
        """Return whether the release is there already, in this edition or from this run; from now on it is."""
        number = int(release.id, 16)
        if number in self._met:
            return True
        place = place_of(self._ids, number)
        if place is not None and int(self._stamps[place]) == stamp_of(release):
            return True
        self._met.add(number)
        return False
