"""What a commit changes in the printed speakers of an index, and which units are to be decided anew for it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from searchkit.codec.speakers import KINDS, SpeakerKey
from searchkit.index.census import Census, Known, joined
from searchkit.index.people import People
from searchkit.index.ragged import Array
from searchkit.speakers.units import name_number, unit_of


class Row(NamedTuple):
    """What the people of a commit say of a printed speaker."""

    person: int
    """An ordinal, −1 for nobody."""
    unit: int
    name: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What is not as it was at the commit before; arrays are by segment and row."""

    keys: Collection[SpeakerKey]
    """The printed speakers who have come, who are gone, or whose counts are others."""
    touched: Array
    """The units to be decided anew (uint32)."""
    rows: list[Array]
    """Whether a row is of these units (bool)."""
    persons: list[Array]
    """Which person of the commit before a row was, −1 for nobody (int32)."""
    units: list[Array]
    names: list[Array]
    concerned: Array
    """Whether a person of the commit before is of these units (bool, by ordinal)."""
    changed: Array
    """Whether a printed speaker of a person of the commit before has changed (bool, by ordinal)."""


def changes_between(old: Census, new: Census, people: People) -> Changes:
    """Return what has changed from the commit that `old` counts, whose people are known, to the one of `new`."""
    if not old.segments:
        return _all_new(new)
    compared = _Comparison(old, new, people)
    keys = {key for key in compared.lost.keys() | compared.gained.keys() if compared.differs(key)}
    units = {compared.row(key).unit for key in keys}
    issuers = {one for one in old.spoken | new.spoken if old.spoken[one] != new.spoken[one]}
    touched = np.union1d(
        np.fromiter(units, np.uint32, len(units)),
        people.bounds.crossed({one: (old.spoken[one], new.spoken[one]) for one in issuers}),
    ).astype(np.uint32)
    concerned, changed = np.zeros((2, len(people.plain.directory)), bool)
    for segment in old.segments:
        of_touched = np.isin(people.units[segment.name], touched)
        found = people.plain.persons[segment.name][of_touched]
        concerned[found[found >= 0]] = True
    persons = [compared.rows[key].person for key in keys if key in compared.rows]
    changed[[person for person in persons if person >= 0]] = True
    columns = [compared.columns(number) for number in range(len(new.segments))]
    return Changes(
        keys=keys,
        touched=touched,
        rows=[np.isin(own, touched) for _, own, _ in columns],
        persons=[own for own, _, _ in columns],
        units=[own for _, own, _ in columns],
        names=[own for _, _, own in columns],
        concerned=concerned,
        changed=changed,
    )


def _all_new(census: Census) -> Changes:
    """Return the changes from nothing."""
    tables = [segment.speakers for segment in census.segments]
    names = [list(table.names) for table in tables]
    kinds = [[KINDS[kind] for kind in table.kinds.tolist()] for table in tables]
    sources = [table.source_names.some(table.sources) for table in tables]
    units = [np.fromiter(map(unit_of, *own), np.uint32, len(own[0])) for own in zip(names, kinds, sources, strict=True)]
    nobody = np.zeros(0, bool)
    return Changes(
        keys=(),
        touched=np.unique(np.concatenate([np.empty(0, np.uint32), *units])),
        rows=[np.ones(len(own), bool) for own in units],
        persons=[np.full(len(own), -1, np.int32) for own in units],
        units=units,
        names=[np.fromiter(map(name_number, own), np.uint32, len(own)) for own in names],
        concerned=nobody,
        changed=nobody,
    )


@dataclass(slots=True)
class _Comparison:
    """The printed speakers of the segments that are not as they were."""

    old: Census
    new: Census
    people: People
    lost: dict[SpeakerKey, Known] = field(default_factory=dict)
    gained: dict[SpeakerKey, Known] = field(default_factory=dict)
    rows: dict[SpeakerKey, Row] = field(default_factory=dict)
    """What the people of the commit before say."""
    fresh: dict[int, list[SpeakerKey]] = field(default_factory=dict)
    """The segments that are new, with the keys of their rows."""

    def __post_init__(self) -> None:
        before = {segment.name: k for k, segment in enumerate(self.old.segments)}
        for number, segment in enumerate(self.new.segments):
            k = before.pop(segment.name, None)
            if k is None:
                rows = np.arange(len(segment.speakers))
                self.fresh[number] = segment.speakers.keys(rows)
                self._count(self.gained, self.new, number, rows)
            elif self.old.segments[k] is not segment:
                pairs = zip(self.old.counts[k], self.new.counts[number], strict=True)
                rows = np.flatnonzero(np.any([one != other for one, other in pairs], axis=0))
                self._lose(k, rows)
                self._count(self.gained, self.new, number, rows)
        for k in before.values():
            self._lose(k, np.arange(len(self.old.segments[k].speakers)))

    def _count(self, counts: dict[SpeakerKey, Known], census: Census, number: int, rows: Array) -> None:
        """Add what live releases of a segment print in some rows."""
        rows = rows[census.counts[number].statements[rows] > 0]
        keys = census.segments[number].speakers.keys(rows)
        for key, known in zip(keys, census.counts[number].of(rows), strict=True):
            counts[key] = joined(counts[key], known) if key in counts else known

    def _lose(self, number: int, rows: Array) -> None:
        segment = self.old.segments[number]
        self._count(self.lost, self.old, number, rows)
        columns = (self.people.plain.persons, self.people.units, self.people.names)
        told = zip(*(column[segment.name][rows].tolist() for column in columns), strict=True)
        for key, row in zip(segment.speakers.keys(rows), map(Row._make, told), strict=True):
            if row.person >= 0 or key not in self.rows:
                self.rows[key] = row

    def differs(self, key: SpeakerKey) -> bool:
        """Return whether the counts of a printed speaker are others than before."""
        return self.lost.get(key) != self.gained.get(key)

    def row(self, key: SpeakerKey) -> Row:
        """Return what is known of a printed speaker."""
        if key not in self.rows:
            self.rows[key] = Row(-1, unit_of(key[0], KINDS[key[2]], key[3]), name_number(key[0]))
        return self.rows[key]

    def columns(self, number: int) -> tuple[Array, Array, Array]:
        """Return by row of a segment the person before, the unit and the number of the name."""
        if number not in self.fresh:
            name = self.new.segments[number].name
            return self.people.plain.persons[name], self.people.units[name], self.people.names[name]
        persons, units, names = (
            zip(*map(self.row, self.fresh[number]), strict=True) if self.fresh[number] else ((),) * 3
        )
        return np.array(persons, np.int32), np.array(units, np.uint32), np.array(names, np.uint32)
