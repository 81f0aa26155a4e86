"""When which segments are merged.

Sizes are positions of the stream. While there are more than `MOST` segments, some of the smallest are merged, so many
that the largest of them is no larger than all the others together: a release thus moves into a segment at least twice
as large as its own, and all merging of n releases together is O(n log n). Segments below `SMALL` count as that large,
which keeps the number of segments near `MOST`; none above `LARGEST` is made, which bounds the memory of merging.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from searchkit.codec.merging import merge
from searchkit.codec.reader import SegmentReader
from searchkit.codec.stream import MOST_POSITIONS

MOST = 8
SMALL = 1 << 20
LARGEST = 1 << 27


class Merging(Enum):
    """How much is merged at a commit."""

    TIERS = "tiers"
    """Some of the smallest, as the rule above says."""
    WHOLE = "whole"
    """All, if there is room for it: after a run that wrote most of what there is."""
    REQUIRED = "required"
    """All, and an error where there is no room."""


DELETED_SHARE = 1 / 3
"""A segment with more of it deleted is written anew."""


def groups(sizes: Sequence[int], most: int = MOST) -> list[list[int]]:
    """Return which segments are to be merged with which, by their places; single ones stay as they are."""
    made = [[place] for place in sorted(range(len(sizes)), key=lambda place: -sizes[place])]
    while len(made) > most:
        weights = [sum(sizes[place] for place in group) for group in made]
        counted = [max(weight, SMALL) for weight in weights]
        fitting = (
            first
            for first in range(len(made) - 1)
            if counted[first] <= sum(counted[first + 1 :]) and sum(weights[first:]) <= LARGEST
        )
        first = next(fitting, None)
        if first is None:
            break
        made[first:] = [[place for group in made[first:] for place in group]]
        made.sort(key=lambda group: -sum(sizes[place] for place in group))
    return made


def whole(sizes: Sequence[int], limit: int = MOST_POSITIONS) -> list[list[int]]:
    """Return all segments as one group, or as few as a segment's largest size allows."""
    made: list[list[int]] = []
    room = 0
    for place, size in enumerate(sizes):
        if not made or size > room:
            made.append([])
            room = limit
        made[-1].append(place)
        room -= size
    return made


def merge_some(
    folder: Path, segments: Sequence[SegmentReader], prefix: str, merging: Merging = Merging.TIERS
) -> list[SegmentReader]:
    """Return the segments with those merged that should be; names of new ones begin with `prefix`.

    A merge for which there is no room on the disk is left for another time, unless it is required.

    Raises:
        OSError: all are to be merged, and the disk is full or the folder cannot be written.
    """
    sizes = [_size(segment) for segment in segments]
    everything = merging is not Merging.TIERS
    limit = MOST_POSITIONS if merging is Merging.REQUIRED else LARGEST
    made = []
    for number, group in enumerate(whole(sizes, limit) if everything else groups(sizes, MOST)):
        members = [segments[place] for place in sorted(group)]
        if _stays(members, everything):
            made += members
            continue
        try:
            made.append(SegmentReader(folder, merge(folder, f"{prefix}-{number}", members, anew=everything)))
        except OSError:
            if merging is Merging.REQUIRED:
                raise
            made += members
    return made


def _size(segment: SegmentReader) -> int:
    return segment.info.positions * len(segment) // segment.doc_count


def _stays(members: Sequence[SegmentReader], everything: bool) -> bool:
    deleted = members[0].info.deleted
    return len(members) == 1 and (deleted == 0 if everything else deleted < members[0].doc_count * DELETED_SHARE)
