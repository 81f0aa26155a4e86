"""From the texts of some releases to a piece of the stream, and from characters to its positions.

Every release starts at a multiple of `BLOCK`; one gap at least follows it, and one stands between two zones that must not be
joined.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from searchkit.codec.arrays import Array
from searchkit.codec.records import ZONES
from searchkit.model import SEARCHED_ZONES, Release, ZoneKind

BLOCK_BITS = 6
BLOCK = 1 << BLOCK_BITS
GAP = 0xFFFFFFFF
"""The word number of a position that holds no word."""
RUNNING = frozenset({ZoneKind.DATELINE, ZoneKind.LEAD, ZoneKind.BODY})
"""Zones that run on into each other: no gap between two of them."""
ZONE_NUMBER = {kind: number for number, kind in enumerate(ZONES)}
SEARCHED = np.array([kind in SEARCHED_ZONES for kind in ZONES])
_JOINS = np.array([[a in RUNNING and b in RUNNING for b in ZONES] for a in ZONES])


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Where the tokens of some releases stand in a stream that starts with the first of them.

    `starts` are the character offsets of the tokens in the joined texts, `positions` theirs in the stream; `doc_start`,
    `doc_end` the positions of each release, `size` the length of the piece. Zones: positions and kinds.
    """

    starts: Array
    positions: Array
    doc_start: Array
    doc_end: Array
    size: int
    zone_start: Array
    zone_end: Array
    zone_kind: Array

    def intervals(self, first: Array, last: Array) -> tuple[Array, Array]:
        """Return the positions of the tokens that start in the characters `first` to `last`; empty where none does."""
        low = np.searchsorted(self.starts, first)
        high = np.searchsorted(self.starts, last)
        padded = np.append(self.positions, self.size)
        start = padded[low]
        return start, np.where(high > low, padded[np.maximum(high, 1) - 1] + 1, start)


def lay_out(releases: Sequence[Release], offsets: Array, starts: Array) -> Layout:
    """Place the tokens that start at the characters `starts` of the joined texts; text i starts at `offsets[i]`."""
    char, kind, doc = _zones(releases, offsets)
    token = np.searchsorted(starts, char)
    first = np.flatnonzero(np.append(True, doc[1:] != doc[:-1]))
    gaps = np.zeros(len(char), np.int64)
    gaps[1:] = ~_JOINS[kind[:-1], kind[1:]]
    gaps[first] = 0
    counts = np.diff(np.append(token, len(starts)))
    gaps_before = np.cumsum(gaps)
    tokens = np.add.reduceat(counts, first)
    lengths = tokens + np.add.reduceat(gaps, first)
    sizes = (lengths // BLOCK + 1) * BLOCK
    doc_start = np.cumsum(sizes) - sizes
    zone_start = token - token[first][doc] + gaps_before - gaps_before[first][doc] + doc_start[doc]
    positions = np.arange(len(starts)) + np.repeat(zone_start - token, counts)
    return Layout(
        starts,
        positions,
        doc_start,
        doc_start + lengths,
        int(sizes.sum()),
        zone_start,
        zone_start + counts,
        kind.astype(np.uint8),
    )


def _zones(releases: Sequence[Release], offsets: Array) -> tuple[Array, Array, Array]:
    """Return the first character, the kind and the release of every zone; a release without zones is all body."""
    char: list[int] = []
    kind: list[int] = []
    doc: list[int] = []
    body = ZONE_NUMBER[ZoneKind.BODY]
    for number, (release, offset) in enumerate(zip(releases, offsets.tolist(), strict=True)):
        if not release.zones or release.zones[0].span.start > 0:
            char.append(offset)
            kind.append(body)
            doc.append(number)
        for zone in release.zones:
            char.append(offset + zone.span.start)
            kind.append(ZONE_NUMBER[zone.kind])
            doc.append(number)
    return np.array(char, np.int64), np.array(kind, np.int64), np.array(doc, np.int64)
