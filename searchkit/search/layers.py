"""Joins of matches with intervals of the stream: which match lies in which statement, zone or sentence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from searchkit.codec.arrayfile import Array
from searchkit.codec.ranges import ranges
from searchkit.codec.sets import distinct, places_in


@dataclass(frozen=True, slots=True, eq=False)
class Matches:
    """Stretches of the stream that a term or phrase matches: `starts` ascending, `ends` one past the last position."""

    starts: Array
    ends: Array

    def __len__(self) -> int:
        return len(self.starts)

    def take(self, chosen: Array) -> Matches:
        """Return some of the matches: by flags, or by ascending places."""
        if chosen.dtype == bool:
            chosen = chosen.nonzero()[0]  # numpy picks by mixed flags at a third of the speed
        return Matches(self.starts[chosen], self.ends[chosen])


class Layer:
    """Half-open intervals of the stream sorted by start; they may overlap. `owners` says to what each belongs."""

    __slots__ = ("_reach", "ends", "owners", "starts")

    def __init__(self, starts: Array, ends: Array, owners: Array) -> None:
        self.starts, self.ends, self.owners = starts, ends, owners
        self._reach: Array | None = None

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def reach(self) -> Array:
        """The greatest end of the intervals up to each."""
        if self._reach is None:
            self._reach = np.maximum.accumulate(self.ends)
        return self._reach

    def holding(self, matches: Matches) -> tuple[Array, Array]:
        """Return pairs of places (match, interval) in which the interval holds the whole match, ascending by match."""
        if not len(self) or not len(matches):
            return np.empty(0, np.int64), np.empty(0, np.int64)
        if len(self) * 4 < len(matches):
            return self._from_intervals(matches)
        match = np.arange(len(matches))
        interval = places_in(self.starts, matches.starts, "right") - 1
        found: list[tuple[Array, Array]] = []
        while True:
            open_ = interval >= 0
            open_[open_] = self.reach[interval[open_]] >= matches.ends[match[open_]]
            match, interval = match[open_], interval[open_]
            if not len(match):
                break
            held = self.ends[interval] >= matches.ends[match]
            found.append((match[held], interval[held]))
            interval = interval - 1
        if len(found) <= 1:
            return found[0] if found else (match, interval)
        first, second = (np.concatenate(part) for part in zip(*found, strict=True))
        order = np.lexsort((second, first))
        return first[order], second[order]

    def _from_intervals(self, matches: Matches) -> tuple[Array, Array]:
        """The same where there are far fewer intervals than matches."""
        low = places_in(matches.starts, self.starts)
        high = places_in(matches.starts, self.ends)
        match, interval = ranges(low, high), np.repeat(np.arange(len(self)), high - low)
        held = matches.ends[match] <= self.ends[interval]
        match, interval = match[held], interval[held]
        order = np.lexsort((interval, match))
        return match[order], interval[order]

    def touched(self, matches: Matches) -> Array:
        """Return which matches share a position with an interval."""
        if not len(self):
            return np.zeros(len(matches), bool)
        last = places_in(self.starts, matches.ends) - 1
        touched: Array = (last >= 0) & (self.reach[np.maximum(last, 0)] > matches.starts)
        return touched

    def merged(self) -> tuple[Array, Array]:
        """Return starts and ends of the same positions as intervals that do not overlap."""
        if not len(self):
            return self.starts, self.ends
        first = np.concatenate(([True], self.starts[1:] > self.reach[:-1]))
        last = np.append(np.flatnonzero(first)[1:] - 1, len(self) - 1)
        return self.starts[first], self.reach[last]


def distinct_of(values: Array) -> Array:
    """Return the values of any array, ascending, each once: quicker than hashing them where many are in order."""
    return distinct(np.sort(values, kind="stable"))
