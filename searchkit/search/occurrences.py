"""Where words stand: positions of terms, and tests of what stands at a position."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from searchkit.codec.arrayfile import Array
from searchkit.codec.ranges import ranges
from searchkit.codec.sets import places_in
from searchkit.codec.stream import ESCAPE
from searchkit.search.forms import Form
from searchkit.search.segment import Segment

Intervals = tuple[Array, Array]
"""Starts and ends of ascending intervals of the stream."""
COMPARED = 8
"""So many exact ids are compared one by one; more are looked up in a table."""
SPARED = 4
"""Positions are limited to intervals where there are at least so many positions for each."""
UNCOUNTED = 1 << 26
"""What a stem without positions counts for: more than any other."""
SCANNED = 1 << 20
"""Positions looked through at a time."""


class Probe:
    """Tests which positions hold a word of a form."""

    def __init__(self, segment: Segment, form: Form) -> None:
        self._segment = segment
        ids = form.exact_ids(segment).tolist()
        self._small = [word for word in ids if word < ESCAPE]
        self._rare = [word for word in ids if word >= ESCAPE] if len(ids) > len(self._small) else []

    def at(self, positions: Array) -> Array:
        """Return whether each position (within the stream) holds one of the words."""
        return self._test(self._segment.stream.take(positions), positions.take)

    def in_rows(self, exact: Array, starts: Array) -> Array:
        """Return which places of rows of the stream, read from `starts` on, hold one of the words."""
        width = exact.shape[1]
        found = self._test(exact.ravel(), lambda places: starts.take(places // width) + places % width)
        return found.reshape(exact.shape)

    def _test(self, exact: Array, positions: Callable[[Array], Array]) -> Array:
        """Return which places of `exact`, read from the stream, hold one of the words; `positions` tells theirs."""
        small = self._small
        found: Array
        if not small:
            found = np.zeros(len(exact), bool)
        elif len(small) <= COMPARED:
            found = exact == small[0]
            for word in small[1:]:
                found |= exact == word
        else:
            table = np.zeros(ESCAPE + 1, bool)
            table[small] = True
            found = table.take(exact)
        if self._rare:
            escaped = (exact == ESCAPE).nonzero()[0]
            if len(escaped):
                found[escaped] = self._is_rare(positions(escaped))
        return found

    def _is_rare(self, positions: Array) -> Array:
        places, words = self._segment.rare
        exact = words.take(places_in(places, positions))
        if len(self._rare) > COMPARED:
            return np.isin(exact, self._rare)
        found: Array = exact == self._rare[0]
        for word in self._rare[1:]:
            found |= exact == word
        return found

    def within(self, starts: Array, ends: Array) -> Array:
        """Return all positions in ascending intervals, which do not overlap, that hold one of the words."""
        found = [np.empty(0, np.int64)]
        bounds = np.cumsum(ends.astype(np.int64) - starts)
        first = 0
        while first < len(starts):
            done = bounds[first - 1] if first else 0
            last = max(first + 1, int(np.searchsorted(bounds, done + SCANNED, "right")))
            positions = ranges(starts[first:last], ends[first:last])
            found.append(positions[self.at(positions)])
            first = last
        return np.concatenate(found)


def occurrences(segment: Segment, form: Form, field: str, scan: Intervals | None) -> Array:
    """Return the positions of a form in a field, `text` or `aside`, ascending (uint32 or int64).

    `scan` (starts and ends of intervals that do not overlap) is where they are asked for; others may be found too.
    Stems without positions are looked for there, or in all that is searched, word by word.
    """
    if field == "text" and any(stem in segment.common for stem in form.stems):
        starts, ends = segment.searched if scan is None else scan
        return Probe(segment, form).within(starts, ends)
    kept = segment.reader.positions[field]
    found = [limited(kept.of(stem), scan) for stem in form.whole]
    for stem, exact in form.parts:
        positions = limited(kept.of(stem), scan)
        found.append(positions[Probe(segment, Form((), ((stem, exact),))).at(positions)])
    if len(found) == 1:
        return found[0]
    return np.sort(np.concatenate([np.empty(0, np.uint32), *found]))


def limited(positions: Array, scan: Intervals | None) -> Array:
    """Return the positions that lie in some intervals; all where there are not far more positions than intervals."""
    if scan is None or len(scan[0]) * SPARED > len(positions):
        return positions
    low, high = (places_in(positions, ends) for ends in scan)
    return positions[ranges(low, high)]


def estimate(segment: Segment, form: Form, field: str) -> int:
    """Return about how often a form occurs in a field: `UNCOUNTED` or more where one of its stems has no positions."""
    kept, common = segment.reader.positions[field], segment.common if field == "text" else {}
    return sum([UNCOUNTED if stem in common else kept.count(stem) for stem in form.stems])
