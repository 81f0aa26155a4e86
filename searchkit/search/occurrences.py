"""Where words stand: positions of terms, and tests of what stands at a position."""

from __future__ import annotations

import numpy as np

from searchkit.codec.arrayfile import Array
from searchkit.codec.content import ESCAPE
from searchkit.search.forms import Form
from searchkit.search.layers import ranges
from searchkit.search.segment import Segment

COMPARED = 4
"""So many exact ids are compared one by one; more are looked up in a table."""
SCANNED = 1 << 20
"""Positions looked through at a time."""


class Probe:
    """Tests which positions hold a word of a form."""

    def __init__(self, segment: Segment, form: Form) -> None:
        self._segment = segment
        ids = form.exact_ids(segment)
        self._small = ids[ids < ESCAPE].astype(np.uint16)
        self._rare = np.sort(ids[ids >= ESCAPE])

    def at(self, positions: Array) -> Array:
        """Return whether each position (within the stream) holds one of the words."""
        return self._test(self._segment.stream[positions], positions)

    def _test(self, exact: Array, positions: Array) -> Array:
        if len(self._small) <= COMPARED:
            found = np.zeros(exact.shape, bool)
            for word in self._small.tolist():
                found |= exact == word
        else:
            table = np.zeros(ESCAPE + 1, bool)
            table[self._small] = True
            found = table[exact]
        if len(self._rare):
            escaped = np.nonzero(exact == ESCAPE)
            found[escaped] = self._is_rare(positions[escaped])
        return found

    def _is_rare(self, positions: Array) -> Array:
        reader = self._segment.reader
        words = reader["rare_exact"][np.searchsorted(reader["rare_at"], positions)]
        return np.isin(words, self._rare)

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


def occurrences(segment: Segment, form: Form, field: str, scan: tuple[Array, Array] | None) -> Array:
    """Return the positions of a form in a field, `text` or `aside`, ascending (uint32 or int64).

    Stems without positions are looked for in the intervals `scan` (starts, ends; all that is searched where None):
    other stems may also be found elsewhere.
    """
    if field == "text" and any(stem in segment.common for stem in form.stems):
        starts, ends = segment.searched if scan is None else scan
        return Probe(segment, form).within(starts, ends)
    kept = segment.reader.positions[field]
    found = [kept.of(stem) for stem in form.whole]
    for stem, exact in form.parts:
        positions = kept.of(stem)
        found.append(positions[Probe(segment, Form((), ((stem, exact),))).at(positions)])
    if len(found) == 1:
        return found[0]
    return np.sort(np.concatenate([np.empty(0, np.uint32), *found]))


def estimate(segment: Segment, form: Form) -> int:
    """Return about how often a form occurs."""
    ids = form.exact_ids(segment)
    return int(segment.vocabulary.exact_count[ids].sum(dtype=np.int64))
