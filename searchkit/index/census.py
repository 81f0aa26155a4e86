"""The printed speakers of some segments, counted by what live releases print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from searchkit import speakers
from searchkit.codec import SegmentReader
from searchkit.codec.columns import NO_DATE, date_of
from searchkit.codec.speakers import KIND_NUMBER, KINDS, SpeakerKey
from searchkit.index.ragged import Array
from searchkit.model import SpeakerKind
from searchkit.names.lists import fold
from searchkit.speakers import PrintedSpeaker

_PERSON = KIND_NUMBER[SpeakerKind.PERSON]
_LATE = np.iinfo(np.int32).max


class Counts(NamedTuple):
    """What live releases say of the rows of a segment's table of speakers, by row."""

    statements: Array
    releases: Array
    first: Array
    """Days, `_LATE` where no release has a date."""
    last: Array
    """Days, `NO_DATE` where no release has a date."""

    def of(self, rows: Array) -> Iterator[tuple[int, int, int, int]]:
        """Return the counts of some rows, one by one."""
        return zip(*(column[rows].tolist() for column in self), strict=True)


Place = tuple[int, int]
"""A segment and a row of its table of speakers."""
Known = tuple[int, int, int, int]
"""Statements, releases, first and last day: of one printed speaker in several segments."""


class Census:
    """The printed speakers of segments; what several segments print alike is one of them."""

    def __init__(self, segments: Sequence[SegmentReader], before: Census | None = None) -> None:
        self.segments = segments
        known = {id(s): c for s, c in zip(before.segments, before.counts, strict=True)} if before else {}
        self.counts: list[Counts] = [known.get(id(segment)) or _counted(segment) for segment in segments]
        self.places: list[list[Place]] = []
        """Where the printed speaker of a key stands."""

    def rows(self, chosen: Iterable[Array]) -> list[PrintedSpeaker]:
        """Return the printed speakers who stand in the rows `chosen` (bool, by segment), sorted; keys are given anew.

        The counts are those of the chosen rows.
        """
        found: dict[SpeakerKey, tuple[Known, list[Place]]] = {}
        for number, mask in enumerate(chosen):
            rows = np.flatnonzero(mask & (self.counts[number].statements > 0))
            keys = self.segments[number].speakers.keys(rows)
            for key, row, counts in zip(keys, rows.tolist(), self.counts[number].of(rows), strict=True):
                if key in found:
                    known, places = found[key]
                    found[key] = joined(known, counts), [*places, (number, row)]
                else:
                    found[key] = counts, [(number, row)]
        return [self._printed(key, *found[key]) for key in sorted(found, key=_rank)]

    def _printed(self, key: SpeakerKey, counts: Known, places: list[Place]) -> PrintedSpeaker:
        name, role, kind, source, aliases = key
        statements, releases, first, last = counts
        self.places.append(places)
        ends = (None, None) if last == NO_DATE else (date_of(first), date_of(last))
        return speakers.PrintedSpeaker(
            len(self.places) - 1, name, role, KINDS[kind], source, *ends, statements, releases, aliases
        )

    @cached_property
    def spoken(self) -> Counter[str]:
        """The statements of persons by issuer (folded)."""
        found: Counter[str] = Counter()
        for segment, counts in zip(self.segments, self.counts, strict=True):
            table = segment.speakers
            said = np.where(table.kinds == _PERSON, counts.statements, 0)
            totals = np.bincount(table.sources, said, len(table.source_names)).astype(np.int64).tolist()
            for source, total in zip(table.source_names, totals, strict=True):
                if source and total:
                    found[fold(source)] += total
        return found


def joined(one: Known, other: Known) -> Known:
    """Return the counts of a printed speaker who stands in two places."""
    return one[0] + other[0], one[1] + other[1], min(one[2], other[2]), max(one[3], other[3])


def _rank(key: SpeakerKey) -> tuple[str, str, str, str, tuple[str, ...]]:
    name, role, kind, source, aliases = key
    return name, role, KINDS[kind].value, source, aliases


def _counted(segment: SegmentReader) -> Counts:
    """Return the counts of a segment's rows; where releases are deleted, only what those print is counted again."""
    table, columns = segment.speakers, segment.statements
    first = np.where(table.last == NO_DATE, _LATE, table.first)
    if segment.live is None:
        return Counts(table.statements, table.releases, first, table.last)
    docs = columns.doc[np.repeat(np.arange(len(columns)), np.diff(columns.slots))]
    alive = segment.live[docs]
    dead = ~alive
    size = len(table)
    lost = np.bincount(columns.slot_speaker[dead], minlength=size)
    pairs = np.unique(columns.slot_speaker[dead].astype(np.int64) * segment.doc_count + docs[dead])
    statements = table.statements - lost
    releases = table.releases - np.bincount(pairs // segment.doc_count, minlength=size)
    concerned = np.flatnonzero(lost)
    first, last = first.copy(), table.last.copy()
    first[concerned], last[concerned] = _LATE, NO_DATE
    again = alive & (lost > 0)[columns.slot_speaker]
    days, rows = segment.dates[docs[again]], columns.slot_speaker[again]
    dated = days != NO_DATE
    np.minimum.at(first, rows[dated], days[dated])
    np.maximum.at(last, rows[dated], days[dated])
    return Counts(statements, releases, first, last)
