"""Who the printed speakers of an index are: decided anew only where a commit changes something.

What a printed speaker is taken for hangs on those of the same unit (`speakers.units`: a surname, a body's name) and,
for a surname alone, on whether its issuer's releases are one person's own. So the people of a commit are those of the
commit before, but for the units of what has come or gone, and those whose issuer's total has crossed a bound that was
asked for. A commit without one before it is the same, with nothing before.

The user's corrections are brought in afterwards, likewise: only the units that they speak of are decided again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from searchkit.codec import SegmentReader
from searchkit.codec.speakers import KIND_NUMBER, SpeakerKey
from searchkit.index.census import Census
from searchkit.index.changes import Changes, changes_between
from searchkit.index.people import Identified, People, corrections_digest, read_corrections
from searchkit.index.ragged import Array
from searchkit.speakers import Corrections, PrintedSpeaker
from searchkit.speakers.amending import Amended, amended
from searchkit.speakers.identity import identify as grouped
from searchkit.speakers.issuers import Issuers
from searchkit.speakers.rulings import Rulings
from searchkit.speakers.units import name_number

Before = tuple[Sequence[SegmentReader], People]


def identify(segments: Sequence[SegmentReader], corrections: Path, before: Before | None = None) -> People:
    """Decide who the printed speakers of all segments are.

    `before` are the segments and the people of the commit before: what they tell is not found out again.

    Raises:
        CorrectionsError: a line of the corrections file cannot be understood.
    """
    parsed = read_corrections(corrections)
    earlier, people = before or ((), People.nobody())
    old = Census(earlier)
    new = Census(segments, old)
    plain = _plain(changes_between(old, new, people), new, people)
    return _corrected(plain, new, parsed, corrections_digest(corrections))


def correct(people: People, segments: Sequence[SegmentReader], corrections: Path) -> People:
    """Return the people of some segments as the corrections file wants them now.

    Raises:
        CorrectionsError: a line of the corrections file cannot be understood.
    """
    parsed = read_corrections(corrections)
    return _corrected(people, Census(segments), parsed, corrections_digest(corrections))


def _plain(changes: Changes, census: Census, people: People) -> People:
    """Return the people without regard to corrections."""
    rows = census.rows(changes.rows)
    issuers = Issuers(census.spoken)
    groups = [[rows[k] for k in members] for members in grouped(rows, issuers)]
    before = _ordinals(census, changes.persons)
    whole = Counter(map(before, rows))
    new: list[Sequence[PrintedSpeaker]] = []
    gone = changes.concerned.copy()
    for group in groups:
        ordinals = set(map(before, group))
        ordinal = ordinals.pop()
        if (
            ordinal < 0
            or ordinals
            or changes.changed[ordinal]
            or whole[ordinal] != len(group)
            or any(_key(row) in changes.keys for row in group)
        ):
            new.append(group)
        else:
            gone[ordinal] = False
    made = amended(people.plain.directory, gone, new, _rows_of(census, changes.persons))
    plain = Identified(made.directory, _persons(census, changes.persons, made))
    return People(
        plain,
        plain,
        units=_by_name(census, changes.units),
        names=_by_name(census, changes.names),
        bounds=people.bounds.amended(changes.touched, issuers.asked),
    )


def _corrected(people: People, census: Census, corrections: Corrections, digest: str) -> People:
    """Return the people as corrections want them."""
    if not corrections:
        return people.corrected(people.plain, digest)
    segments = [segment.name for segment in census.segments]
    persons = [people.plain.persons[name] for name in segments]
    directory = people.plain.directory
    named = {reference.name for reference in corrections.references()}
    ids = {name[1:].casefold(): directory.terms.get(name.casefold()) for name in named if name.startswith("#")}
    numbers = np.array([name_number(name) for name in named if not name.startswith("#")], np.uint32)
    ordinals = np.array([ordinal for found in ids.values() for ordinal in found], np.int32)
    units = [people.units[name] for name in segments]
    meant = [
        np.isin(people.names[name], numbers) | np.isin(own, ordinals)
        for name, own in zip(segments, persons, strict=True)
    ]
    touched = np.unique(np.concatenate([np.empty(0, np.uint32), *(u[m] for u, m in zip(units, meant, strict=True))]))
    chosen = [np.isin(own, touched) for own in units]
    rows = census.rows(chosen)
    before = _ordinals(census, persons)
    places: dict[int, list[int]] = {}
    for k, row in enumerate(rows):
        places.setdefault(before(row), []).append(k)
    rulings = Rulings(
        rows, corrections, lambda: {one: [k for o in found for k in places.get(o, ())] for one, found in ids.items()}
    )
    groups = [
        [rows[k] for k in members] for members in grouped(rows, Issuers(census.spoken), rulings.same, rulings.apart)
    ]
    gone = np.zeros(len(directory), bool)
    for mask, own in zip(chosen, persons, strict=True):
        gone[own[mask & (own >= 0)]] = True
    made = amended(directory, gone, groups, _rows_of(census, persons), rulings)
    return people.corrected(Identified(made.directory, _persons(census, persons, made)), digest)


def _key(row: PrintedSpeaker) -> SpeakerKey:
    return row.name, row.role, KIND_NUMBER[row.kind], row.source, row.aliases


def _ordinals(census: Census, persons: Sequence[Array]) -> Callable[[PrintedSpeaker], int]:
    """Return by printed speaker which person he was before; −1 for nobody."""

    def ordinal(row: PrintedSpeaker) -> int:
        number, place = census.places[row.key][0]
        return int(persons[number][place])

    return ordinal


def _rows_of(
    census: Census, persons: Sequence[Array]
) -> Callable[[Sequence[int]], dict[int, Sequence[PrintedSpeaker]]]:
    """Return by ordinals the printed speakers who were these persons before."""
    before = _ordinals(census, persons)

    def rows_of(ordinals: Sequence[int]) -> dict[int, Sequence[PrintedSpeaker]]:
        found: dict[int, list[PrintedSpeaker]] = {ordinal: [] for ordinal in ordinals}
        if found:
            for row in census.rows([np.isin(own, ordinals) for own in persons]):
                found[before(row)].append(row)
        return {**found}

    return rows_of


def _persons(census: Census, before: Sequence[Array], made: Amended) -> dict[str, Array]:
    """Return the ordinals of printed speakers, by name of the segment and by row."""
    moved = np.append(made.moved, np.int32(-1))
    persons = [moved[own] for own in before]
    for group, ordinal in zip(made.groups, made.ordinals.tolist(), strict=True):
        for row in group:
            for number, place in census.places[row.key]:
                persons[number][place] = ordinal
    return _by_name(census, persons)


def _by_name(census: Census, arrays: Iterable[Array]) -> dict[str, Array]:
    return {segment.name: array for segment, array in zip(census.segments, arrays, strict=True)}
