"""The directory of persons, built from printed speakers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from searchkit.model import SpeakerKind
from searchkit.names.lists import fold
from searchkit.speakers.amending import amended
from searchkit.speakers.corrections import Corrections
from searchkit.speakers.directory import Array, Directory
from searchkit.speakers.identifiers import identifiers
from searchkit.speakers.identity import identify
from searchkit.speakers.issuers import Issuers
from searchkit.speakers.printed import PrintedSpeaker
from searchkit.speakers.profile import main_name, slug_of
from searchkit.speakers.rulings import Rulings


class Built(Directory):
    """A directory that was built from rows, and who they are."""

    def __init__(self, arrays: Mapping[str, Array], person_of: Array) -> None:
        super().__init__(arrays)
        self.person_of = person_of
        """int32: the key of a printed speaker → the ordinal of the person, −1 for nobody."""


def build_directory(rows: Iterable[PrintedSpeaker], corrections: Corrections | None = None) -> Built:
    """Return the directory of the persons whom `rows` print, as the user's corrections want it."""
    table = sorted(rows, key=_place)
    rulings = Rulings(table, corrections or Corrections(), lambda: _by_id(table))
    groups = [[table[k] for k in members] for members in identify(table, _issuers(table), rulings.same, rulings.apart)]
    made = amended(Directory.empty(), np.zeros(0, bool), groups, lambda _: {}, rulings)
    person_of = np.full(max((row.key for row in table), default=-1) + 1, -1, np.int32)
    for members, ordinal in zip(groups, made.ordinals.tolist(), strict=True):
        person_of[[row.key for row in members]] = ordinal
    return Built(made.directory.arrays(), person_of)


def _place(row: PrintedSpeaker) -> tuple[str, str, str, str, tuple[str, ...], int]:
    return row.name, row.role, row.kind.value, row.source, row.aliases, row.key


def _issuers(rows: Iterable[PrintedSpeaker]) -> Issuers:
    spoken: Counter[str] = Counter()
    for row in rows:
        if row.kind is SpeakerKind.PERSON and row.source:
            spoken[fold(row.source)] += max(row.statements, 1)
    return Issuers(spoken)


def _by_id(rows: Sequence[PrintedSpeaker]) -> Mapping[str, Sequence[int]]:
    """Return the places of the rows of persons by id, without corrections."""
    places = identify(rows, _issuers(rows))
    groups = [[rows[k] for k in members] for members in places]
    names = list(map(main_name, groups))
    ids = identifiers(groups, names, list(map(slug_of, groups, names)), lambda _: False)
    return dict(zip(ids, places, strict=True))
