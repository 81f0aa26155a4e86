"""The user's corrections brought to the rows that they speak of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise, product

from searchkit.names.lists import fold
from searchkit.names.roles import distance, parse_role
from searchkit.speakers.corrections import Corrections, Reference, Wording
from searchkit.speakers.printed import PrintedSpeaker
from searchkit.speakers.units import spoken_of


class Rulings:
    """What corrections say of some rows of printed speakers, by their places among the rows.

    `by_id` gives the rows of persons by the ids that they have without any corrections: those that the user saw first.
    """

    def __init__(
        self,
        rows: Sequence[PrintedSpeaker],
        corrections: Corrections,
        by_id: Callable[[], Mapping[str, Sequence[int]]],
    ) -> None:
        self._rows = rows
        self._ids_first = by_id
        self.notes: list[str] = []
        """Corrections that speak of nobody among the rows."""
        self.same = [
            pair
            for link in corrections.same
            for pair in pairwise(self._meant(link.left, link.line) + self._meant(link.right, link.line))
        ]
        """Pairs of rows that are one person."""
        self.apart = [
            pair
            for link in corrections.apart
            for pair in product(self._meant(link.left, link.line), self._meant(link.right, link.line))
            if pair[0] != pair[1]
        ]
        """Pairs of rows that are never one person."""
        self._roles = self._worded(corrections.roles)
        self._names = self._worded(corrections.names)

    def role_of(self, members: Iterable[PrintedSpeaker], person_id: str) -> str:
        """Return the role that the user gives a person; empty if none."""
        return _first(self._roles, members, person_id)

    def name_of(self, members: Iterable[PrintedSpeaker], person_id: str) -> str:
        """Return the name that the user gives a person; empty if none."""
        return _first(self._names, members, person_id)

    def _worded(self, wordings: Iterable[Wording]) -> dict[int | str, str]:
        out: dict[int | str, str] = {}
        for wording in wordings:
            if wording.whom.name.startswith("#"):
                out[wording.whom.name[1:].casefold()] = wording.text
            for k in self._meant(wording.whom, wording.line):
                out[self._rows[k].key] = wording.text
        return out

    def _meant(self, reference: Reference, line: int) -> list[int]:
        """Return the rows that a reference means."""
        found: Sequence[int]
        if reference.name.startswith("#"):
            found = self._by_id.get(reference.name[1:].casefold(), [])
        else:
            found = self._by_name.get(spoken_of(reference.name), [])
        found = [k for k in found if self._fits(self._rows[k], reference)]
        if not found:
            self.notes.append(f"line {line}: nobody in this index is {reference}")
        return found

    def _fits(self, row: PrintedSpeaker, reference: Reference) -> bool:
        if reference.source and fold(reference.source) not in fold(row.source):
            return False
        if not reference.role or fold(reference.role) in fold(row.role):
            return True
        asked = parse_role(reference.role)
        return not asked.empty and distance(asked, parse_role(row.role)) is not None

    @cached_property
    def _by_name(self) -> dict[str, list[int]]:
        out: dict[str, list[int]] = defaultdict(list)
        for k, row in enumerate(self._rows):
            out[spoken_of(row.name)].append(k)
        return out

    @cached_property
    def _by_id(self) -> Mapping[str, Sequence[int]]:
        return self._ids_first()


def _first(worded: dict[int | str, str], members: Iterable[PrintedSpeaker], person_id: str) -> str:
    if person_id in worded:
        return worded[person_id]
    return next((worded[row.key] for row in members if row.key in worded), "")
