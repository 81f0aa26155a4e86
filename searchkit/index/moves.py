"""Files that have moved: gone from one path, and turned up with the same bytes at another."""

from __future__ import annotations

import os

import numpy as np

from searchkit.codec.sets import is_in
from searchkit.index.ledger import Ledger
from searchkit.index.noted import Noted, halves_of
from searchkit.index.ragged import Array


class Moves:
    """Which of the vanished files have turned up at a new path, by the bytes of what is read."""

    def __init__(self, before: Ledger, vanished: Array) -> None:
        self._before, self._vanished = before, vanished
        halves = halves_of(before.arrays["digests"])[vanished]
        self._order = np.argsort(halves)
        self._halves = halves[self._order]
        self._met = np.zeros(len(vanished), bool)

    def note(self, noted: Noted) -> None:
        """Look at files that have been read."""
        if not len(self._vanished):
            return
        halves = noted.halves()
        for number in np.flatnonzero(is_in(halves, self._halves) & (halves != 0)).tolist():  # 0 is of what was not read
            if self._before.row(os.fsdecode(noted.paths[number])) is None:
                first, last = (int(np.searchsorted(self._halves, halves[number], side)) for side in ("left", "right"))
                self._met[self._order[first:last]] = True

    @property
    def moved(self) -> Array:
        """The rows of those that have turned up."""
        return self._vanished[self._met]
