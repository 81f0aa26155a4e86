"""A directory of persons with some of them exchanged: all else stays in its arrays, and nothing of it is decoded."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

import numpy as np

from searchkit.speakers.directory import KINDS, Array, Directory
from searchkit.speakers.identifiers import beginnings, identifiers, may_be_of, related
from searchkit.speakers.lookup import entries_of
from searchkit.speakers.person import Person
from searchkit.speakers.printed import PrintedSpeaker
from searchkit.speakers.profile import main_name, profile, slug_of
from searchkit.speakers.rulings import Rulings
from searchkit.speakers.splicing import places_among, spliced

Rows = Sequence[PrintedSpeaker]
_Rank = tuple[int, str, str]


class Amended(NamedTuple):
    """What became of a directory."""

    directory: Directory
    moved: Array
    """int32: the ordinal that a person had → the ordinal now, −1 for one that is gone."""
    groups: list[Rows]
    """The rows of each person who is new: those that were given, and those who have another id for their sake."""
    ordinals: Array
    """int32: the ordinals of these persons now."""


def amended(
    directory: Directory,
    gone: Array,
    groups: Sequence[Rows],
    rows_of: Callable[[Sequence[int]], dict[int, Rows]],
    rulings: Rulings | None = None,
) -> Amended:
    """Return the directory without the persons `gone` (bool, by ordinal), with those whom `groups` of rows print.

    What comes out is what a directory made of all rows at once would be. `rows_of` gives the rows of persons who stay,
    by their ordinals: asked for only where their ids may change.
    """
    gone = gone.copy()
    groups = [*groups]
    names = list(map(main_name, groups))
    slugs = list(map(slug_of, groups, names))
    touched = related(slugs, (directory.head(ordinal)[1] for ordinal in np.flatnonzero(gone).tolist()))
    rivals = {
        ordinal: (rows, name)
        for ordinal, rows in rows_of(_rivals(directory, gone, touched, list(zip(groups, names, strict=True)))).items()
        if slug_of(rows, name := main_name(rows)) in touched
    }
    ids = identifiers(
        [*groups, *(rows for rows, _ in rivals.values())],
        [*names, *(name for _, name in rivals.values())],
        [*slugs, *(slug_of(*rival) for rival in rivals.values())],
        lambda one: any(not gone[k] and k not in rivals for k in directory.terms.get("#" + one)),
    )
    people = [_profiled(*person, rulings) for person in zip(groups, ids, names, strict=False)]
    for (ordinal, (rows, name)), one in zip(rivals.items(), ids[len(groups) :], strict=True):
        if one != directory.head(ordinal)[1]:
            gone[ordinal] = True
            groups.append(rows)
            people.append(_profiled(rows, one, name, rulings))
    order, at = _places(directory, gone, people)
    ordinals = np.empty(len(people), np.int32)
    ordinals[order] = places_among(gone, at) + np.arange(len(people))
    after = np.cumsum(~gone) - 1 + np.searchsorted(at, np.arange(len(gone)), "right")
    moved = np.where(gone, -1, after).astype(np.int32)
    notes = rulings.notes if rulings is not None else []
    arrays = _arrays(directory, gone, at, [people[k] for k in order], moved, notes)
    return Amended(Directory(arrays), moved, groups, ordinals)


def _rivals(directory: Directory, gone: Array, slugs: Collection[str], groups: Iterable[tuple[Rows, str]]) -> list[int]:
    """Return the ordinals of persons not gone whose ids may be made of one of the slugs, as those of `groups` are."""
    found: set[int] = set()
    for slug in slugs:
        for beginning in beginnings(slug, groups, slugs):
            words = directory.terms.words_beginning("#" + beginning)
            found.update(k for word in words if may_be_of(word[1:], slug) for k in directory.terms.get(word))
    return sorted(k for k in found if not gone[k])


def _profiled(rows: Rows, person_id: str, name: str, rulings: Rulings | None) -> Person:
    if rulings is None:
        return profile(rows, person_id, name)
    return profile(rows, person_id, rulings.name_of(rows, person_id) or name, rulings.role_of(rows, person_id))


def _places(directory: Directory, gone: Array, people: Sequence[Person]) -> tuple[list[int], Array]:
    """Return the order of new persons, and before which of the old ones each of them comes."""
    ranks = [(-person.statements, person.name, person.id) for person in people]
    order = sorted(range(len(people)), key=ranks.__getitem__)
    kept = np.flatnonzero(~gone)
    counts = -directory.statements[kept]
    heads: dict[int, _Rank] = {}

    def rank(place: int) -> _Rank:
        if place not in heads:
            heads[place] = (int(counts[place]), *directory.head(int(kept[place])))
        return heads[place]

    at = np.empty(len(people), np.int64)
    for k, person in enumerate(order):
        low, high = (int(np.searchsorted(counts, ranks[person][0], side)) for side in ("left", "right"))
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if rank(middle) < ranks[person] else (low, middle)
        at[k] = kept[low] if low < len(kept) else len(gone)
    return order, at


def _arrays(
    directory: Directory, gone: Array, at: Array, people: Sequence[Person], moved: Array, notes: Sequence[str]
) -> dict[str, Array]:
    before = directory.arrays()
    places = places_among(gone, at)
    ordinals = (places + np.arange(len(people))).tolist()
    terms = directory.terms.amended(moved, entries_of(zip(ordinals, people, strict=True)))
    words, word_offsets, numbers, number_offsets = terms.arrays()
    records = [json.dumps(person.as_dict(), ensure_ascii=False, separators=(",", ":")).encode() for person in people]
    data, offsets = spliced(before["records"], before["record_offsets"], gone, at, records)

    def column(name: str, values: list[int]) -> Array:
        return np.insert(before[name][~gone], places, values)

    return {
        "kinds": column("kinds", [KINDS.index(person.kind) for person in people]),
        "statements": column("statements", [person.statements for person in people]),
        "releases": column("releases", [person.releases for person in people]),
        "records": data,
        "record_offsets": offsets,
        "words": words,
        "word_offsets": word_offsets,
        "numbers": numbers,
        "number_offsets": number_offsets,
        "notes": np.frombuffer(json.dumps(list(notes), ensure_ascii=False).encode(), np.uint8),
    }
