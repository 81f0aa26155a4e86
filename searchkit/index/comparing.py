"""Which releases are copies of one another: found at every commit, kept beside the segments.

Two releases are copies where their signatures agree (`releases.duplicates`), one has all figures of the other
(`codec.figures`), and their wordings fit (`codec.wording`); so are those that copies lead to. The first of a group is
the one of the earliest date, then of the smallest id. All this depends on the releases alone: only what is new is
compared, and it is as if all had been.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt

from searchkit.codec import SegmentReader
from searchkit.codec.columns import NO_DATE
from searchkit.codec.figures import agree, figures, kinds_of
from searchkit.codec.sets import is_in
from searchkit.codec.wording import Wording, wordings
from searchkit.index.live import Live
from searchkit.index.ragged import Array
from searchkit.releases.duplicates import CROWD, alike, components
from searchkit.search.copies import Copies

ROWS = 2048
"""About so many releases are compared at a time: what they state is held."""
PAIRS = 1 << 16
"""So many pairs are gone through at a time."""
READ = 32
"""Reading a release touches as much of a segment as looking at the signatures of so many."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What a release states, as far as it tells copies from others."""

    figures: frozenset[bytes]
    wording: Wording

    def agrees(self, other: Stated) -> bool:
        """Return whether both can be copies."""
        return agree(self.figures, other.figures) and self.wording.fits(other.wording)


Variant = tuple[Stated, int]
Edges = npt.NDArray[np.int64]
"""Pairs of rows: two rows of numbers."""
_NONE: Edges = np.empty((2, 0), np.int64)


def find_copies(
    segments: Sequence[SegmentReader], before: tuple[Sequence[SegmentReader], Copies] | None = None
) -> Copies:
    """Return the groups of the releases of all segments.

    `before` are the segments and the groups of the commit before: what they tell is not found out again.
    """
    live = Live(segments)
    known, fresh = _known(live, *before) if before else (_NONE, None)
    edges = np.concatenate([known, *_edges(live, fresh)], axis=1)
    members, group = _grouped(edges)
    days = live.column("dates", np.int64)[members]
    days[days == NO_DATE] = np.iinfo(np.int64).max
    order = np.lexsort((live.column("ids", np.uint64)[members], days, group))
    members, group = members[order], group[order]
    start = np.append(np.flatnonzero(np.diff(group, prepend=-1)), len(members))
    return Copies(live.segment_of(members).astype(np.uint32), live.doc[members], start.astype(np.uint32))


def _stated_by(live: Live, rows: Array, kinds: dict[int, Array]) -> dict[int, Stated]:
    """Return what some rows (ascending) state; `kinds` keeps those of the words of each segment."""
    found: dict[int, Stated] = {}
    numbers = live.segment_of(rows)
    for number in np.unique(numbers).tolist():
        segment, own = live.segments[number], rows[numbers == number]
        if number not in kinds:
            kinds[number] = kinds_of(segment)
        docs = live.doc[own]
        made = map(Stated, figures(segment, docs, kinds[number]), wordings(segment, docs))
        found.update(zip(own.tolist(), made, strict=True))
    live.looked_at(len(rows) * READ)
    return found


def _grouped(pairs: Edges) -> tuple[Array, Array]:
    """Return the rows that stand in pairs, ascending, and for each the number of those that pairs lead to."""
    rows, places = np.unique(pairs, return_inverse=True)
    return rows, components(len(rows), places.reshape(2, -1))


def _known(live: Live, segments: Sequence[SegmentReader], copies: Copies) -> tuple[Edges, Array]:
    """Return which rows are copies by the commit before, and which rows have to be compared: the new ones, and those of
    groups that have lost a release.
    """
    own = live.column("ids", np.uint64)
    order = np.argsort(own)
    fresh = ~is_in(own, np.sort(Live(segments).column("ids", np.uint64)))
    if not len(copies) or not len(own):
        return _NONE, fresh
    ids = np.empty(len(copies.doc), np.uint64)
    for number, segment in enumerate(segments):
        inside = copies.segment == number
        ids[inside] = segment.ids[copies.doc[inside]]
    place = np.minimum(np.searchsorted(own, ids, sorter=order), len(order) - 1)
    rows = order[place]
    there = own[rows] == ids
    whole = np.logical_and.reduceat(there, copies.start[:-1])[copies.group]
    fresh[rows[there & ~whole]] = True
    linked = whole[1:] & (copies.group[1:] == copies.group[:-1])
    return np.stack((rows[:-1][linked], rows[1:][linked])), fresh


def _edges(live: Live, fresh: Array | None) -> Iterator[Edges]:
    """Yield rows that are copies: all that lead to the copies of a fresh row, and some others."""
    pairs = alike(live, fresh)
    rows, group = _grouped(pairs)
    order = np.argsort(group[np.searchsorted(rows, pairs[0])], kind="stable")
    pairs = pairs[:, order]
    sizes = np.bincount(group)
    bounds = np.cumsum(np.bincount(group[np.searchsorted(rows, pairs[0])], minlength=len(sizes)))
    held = np.cumsum(sizes)
    rows = rows[np.argsort(group, kind="stable")]
    first, kinds = 0, dict[int, Array]()
    while first < len(sizes):
        before = int(held[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(held, before + ROWS, "right")))
        part = pairs[:, int(bounds[first - 1]) if first else 0 : int(bounds[last - 1])]
        yield _joined(live, np.sort(rows[before : int(held[last - 1])]), part, kinds)
        first = last


def _joined(live: Live, rows: Array, pairs: Edges, kinds: dict[int, Array]) -> Edges:
    """Return what joins those of some rows that are copies, where `pairs` have signatures that agree."""
    states = _stated_by(live, rows, kinds)
    signature = dict(zip(rows.tolist(), map(bytes, live.take(rows)), strict=True))
    joined = _Joined()
    # Rows of one signature stand for one another in `pairs`, but may state something else.
    classes: dict[bytes, dict[Stated, int]] = {}
    for row, stated in states.items():
        known = classes.setdefault(signature[row], {})
        if stated in known:
            joined.add(known[stated], row)
        else:
            known[stated] = row
    ids = dict(zip(rows.tolist(), live.ids_of(rows), strict=True))
    for variants in classes.values():
        joined.try_all(_near(sorted(variants.items(), key=lambda item: ids[item[1]])))
    for start in range(0, pairs.shape[1], PAIRS):
        for one, other in pairs[:, start : start + PAIRS].T.tolist():
            ours, theirs = classes[signature[one]], classes[signature[other]]
            if ours is not theirs:
                joined.try_all(product(ours.items(), theirs.items()))
    return joined.edges()


class _Joined:
    """Rows that are copies, joined; of those that others have joined already no more is asked."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def _top(self, row: int) -> int:
        above = self._above
        while (higher := above.get(row, row)) != row:
            above[row] = above.get(higher, higher)
            row = higher
        return row

    def add(self, one: int, other: int) -> None:
        """Join two rows."""
        self._above[self._top(one)] = self._top(other)

    def try_all(self, pairs: Iterable[tuple[Variant, Variant]]) -> None:
        """Join those of the pairs that are copies."""
        for (stated, row), (other, other_row) in pairs:
            one, two = self._top(row), self._top(other_row)
            if one != two and stated.agrees(other):
                self._above[one] = two

    def edges(self) -> Edges:
        """Return pairs of rows that lead to all that are joined."""
        links = [(row, above) for row, above in self._above.items() if row != above]
        return np.array(links, np.int64).reshape(-1, 2).T


def _near(variants: Sequence[Variant]) -> Iterator[tuple[Variant, Variant]]:
    """Yield all pairs of a few variants; of a crowd those of each with the ones that follow it closely."""
    for place, variant in enumerate(variants):
        for other in variants[place + 1 : place + 1 + CROWD]:
            yield variant, other
