"""The directory of persons, built from printed speakers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import numpy as np

from searchkit.speakers.corrections import Corrections
from searchkit.speakers.directory import KINDS, Array, Directory
from searchkit.speakers.identifiers import identifiers
from searchkit.speakers.identity import identify
from searchkit.speakers.lookup import entries_of
from searchkit.speakers.person import Person
from searchkit.speakers.printed import PrintedSpeaker
from searchkit.speakers.profile import main_name, profile
from searchkit.speakers.rulings import Rulings
from searchkit.speakers.terms import Terms


def build_directory(rows: Iterable[PrintedSpeaker], corrections: Corrections | None = None) -> Directory:
    """Return the directory of the persons whom `rows` print, as the user's corrections want it."""
    table = sorted(rows, key=_place)
    rulings = Rulings(table, corrections or Corrections())
    groups = [[table[k] for k in members] for members in identify(table, rulings.same, rulings.apart)]
    names = list(map(main_name, groups))
    persons = [
        profile(members, person, rulings.name_of(members, person) or name, rulings.role_of(members, person))
        for members, name, person in zip(groups, names, identifiers(groups, names), strict=True)
    ]
    order = sorted(range(len(persons)), key=lambda k: (-persons[k].statements, persons[k].name, persons[k].id))
    person_of = np.full(max((row.key for row in table), default=-1) + 1, -1, np.int32)
    for ordinal, k in enumerate(order):
        person_of[[row.key for row in groups[k]]] = ordinal
    return Directory(_packed([persons[k] for k in order], person_of, rulings.notes))


def _place(row: PrintedSpeaker) -> tuple[str, str, str, str, int]:
    return row.name, row.role, row.kind.value, row.source, row.key


def _packed(persons: Sequence[Person], person_of: Array, notes: Sequence[str]) -> dict[str, Array]:
    records = [json.dumps(person.as_dict(), ensure_ascii=False, separators=(",", ":")).encode() for person in persons]
    words, word_offsets, numbers, number_offsets = Terms.build(entries_of(persons)).arrays()
    lengths = np.array([len(record) for record in records], np.int64)
    return {
        "person_of": person_of,
        "kinds": np.array([KINDS.index(person.kind) for person in persons], np.int8),
        "statements": np.array([person.statements for person in persons], np.int64),
        "releases": np.array([person.releases for person in persons], np.int64),
        "records": np.frombuffer(b"".join(records) or b"\0", np.uint8),
        "record_offsets": np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths))),
        "words": words,
        "word_offsets": word_offsets,
        "numbers": numbers,
        "number_offsets": number_offsets,
        "notes": np.frombuffer(json.dumps(list(notes), ensure_ascii=False).encode(), np.uint8),
    }
