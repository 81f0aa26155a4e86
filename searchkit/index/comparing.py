"""Which releases are copies of one another: found at every commit, kept beside the segments.

Two releases are copies where their signatures agree (`releases.duplicates`), one has all figures of the other
(`codec.figures`), and their wordings fit (`codec.wording`); so are those that copies lead to. The first of a group is
the one of the earliest date, then of the smallest id. All this depends on the releases alone: only what is new is
compared, and it is as if all had been.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np

from searchkit.codec import SegmentReader
from searchkit.codec.columns import NO_DATE
from searchkit.codec.figures import agree, figures
from searchkit.codec.sets import is_in
from searchkit.codec.wording import Wording, wordings
from searchkit.index.ragged import Array
from searchkit.releases.duplicates import CROWD, alike, components
from searchkit.search.copies import Copies

Edge = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stated:
    """What a release states, as far as it tells copies from others."""

    figures: frozenset[bytes]
    wording: Wording

    def agrees(self, other: Stated) -> bool:
        """Return whether both can be copies."""
        return agree(self.figures, other.figures) and self.wording.fits(other.wording)


@dataclass(frozen=True, slots=True, eq=False)
class Live:
    """The releases of some segments that are not deleted, a row each."""

    segments: Sequence[SegmentReader]
    segment: Array
    doc: Array
    ids: Array

    @classmethod
    def of(cls, segments: Sequence[SegmentReader]) -> Live:
        """Return the releases of segments, in their order."""
        docs = [segment.live_docs for segment in segments]
        number = np.repeat(np.arange(len(docs), dtype=np.uint32), list(map(len, docs)))
        ids = [segment.ids[own] for segment, own in zip(segments, docs, strict=True)]
        none = [np.empty(0, np.uint64)]
        return cls(segments, number, np.concatenate([*docs, np.empty(0, np.uint32)]), np.concatenate([*ids, *none]))

    def column(self, values: Sequence[Array]) -> Array:
        """Return a column by row that is given by segment."""
        return np.concatenate([values[k][self.doc[self.segment == k]] for k in range(len(self.segments))])

    def stated(self, rows: Array) -> dict[int, Stated]:
        """Return what some rows (ascending) state."""
        found: dict[int, Stated] = {}
        for number, segment in enumerate(self.segments):
            own = rows[self.segment[rows] == number]
            docs = self.doc[own]
            made = map(Stated, figures(segment, docs), wordings(segment, docs))
            found.update(zip(own.tolist(), made, strict=True))
        return found


def find_copies(
    segments: Sequence[SegmentReader], before: tuple[Sequence[SegmentReader], Copies] | None = None
) -> Copies:
    """Return the groups of the releases of all segments.

    `before` are the segments and the groups of the commit before: what they tell is not found out again.
    """
    live = Live.of(segments)
    if not len(live.ids):
        return Copies(np.empty(0, np.uint32), np.empty(0, np.uint32), np.zeros(1, np.uint32))
    known, fresh = _known(live, *before) if before else ([], None)
    found = [*known, *_edges(live, fresh)]
    group = components(len(live.ids), np.array(found, np.int64).reshape(-1, 2).T)
    members = np.flatnonzero(np.bincount(group, minlength=len(group))[group] > 1)
    days = live.column([segment.dates for segment in segments])[members].astype(np.int64)
    days[days == NO_DATE] = np.iinfo(np.int64).max
    members = members[np.lexsort((live.ids[members], days, group[members]))]
    start = np.append(np.flatnonzero(np.diff(group[members], prepend=-1)), len(members))
    return Copies(live.segment[members], live.doc[members], start.astype(np.uint32))


def _known(live: Live, segments: Sequence[SegmentReader], copies: Copies) -> tuple[list[Edge], Array]:
    """Return which rows are copies by the commit before, and which rows have to be compared: the new ones, and those of
    groups that have lost a release.
    """
    order = np.argsort(live.ids)
    fresh = ~is_in(live.ids, np.sort(Live.of(segments).ids))
    edges: list[Edge] = []
    ids = np.empty(len(copies.doc), np.uint64)
    for number, segment in enumerate(segments):
        own = copies.segment == number
        ids[own] = segment.ids[copies.doc[own]]
    place = np.minimum(np.searchsorted(live.ids, ids, sorter=order), len(order) - 1)
    rows = order[place]
    there = live.ids[rows] == ids
    for first, last in pairwise(copies.start.tolist()):
        if there[first:last].all():
            edges += pairwise(rows[first:last].tolist())
        else:
            fresh[rows[first:last][there[first:last]]] = True
    return edges, fresh


def _edges(live: Live, fresh: Array | None) -> Iterator[Edge]:
    """Yield rows that are copies: all that are copies of a fresh row, and some others."""
    signatures = live.column([segment.signatures for segment in live.segments])
    pairs = alike(signatures, fresh)
    states = live.stated(np.unique(pairs))
    # Rows of one signature stand for one another in `pairs`, but may state something else.
    classes: dict[bytes, dict[Stated, int]] = {}
    for row, stated in states.items():
        known = classes.setdefault(signatures[row].tobytes(), {})
        if stated in known:
            yield known[stated], row
        else:
            known[stated] = row
    for variants in classes.values():
        yield from _agreeing(_near(sorted(variants.items(), key=lambda item: int(live.ids[item[1]]))))
    for one, other in pairs.T.tolist():
        ours, theirs = classes[signatures[one].tobytes()], classes[signatures[other].tobytes()]
        if ours is not theirs:
            yield from _agreeing(product(ours.items(), theirs.items()))


Variant = tuple[Stated, int]


def _near(variants: Sequence[Variant]) -> Iterator[tuple[Variant, Variant]]:
    """Yield all pairs of a few variants; of a crowd those of each with the ones that follow it closely."""
    for place, variant in enumerate(variants):
        for other in variants[place + 1 : place + 1 + CROWD]:
            yield variant, other


def _agreeing(pairs: Iterator[tuple[Variant, Variant]]) -> Iterator[Edge]:
    return ((row, other_row) for (stated, row), (other, other_row) in pairs if stated.agrees(other))
