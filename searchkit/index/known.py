"""The releases that an index has already: they are not read, attributed and written again."""

from __future__ import annotations

import numpy as np

from searchkit.codec.columns import stamp_of
from searchkit.index.ragged import Array
from searchkit.model import Release


class Known:
    """Releases by id and stamp; the stamp tells an edition from another whose text is the same (its address, say).

    `ids` (uint64, sorted) and `stamps` (uint32) are 12 bytes a release, so that each worker can have its own.
    """

    def __init__(self, ids: Array, stamps: Array) -> None:
        self._ids, self._stamps = ids, stamps
        self._met: set[int] = set()

    def __len__(self) -> int:
        return len(self._ids)

    def meet(self, release: Release) -> bool:
        """Return whether the release is there already, in this edition or from this run; from now on it is."""
        number = int(release.id, 16)
        if number in self._met:
            return True
        place = int(np.searchsorted(self._ids, np.uint64(number)))
        there = place < len(self._ids) and int(self._ids[place]) == number
        if there and int(self._stamps[place]) == stamp_of(release):
            return True
        self._met.add(number)
        return False
