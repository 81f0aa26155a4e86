"""Whom the speakers' names of a query mean."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from searchkit.query.nodes import LEAVES, Node, SaidBy, SpeakerKey, children

if TYPE_CHECKING:
    from searchkit.speakers import Directory, Person

NAMED = 5
"""Persons that a note names, at most."""


class Meant:
    """Persons by the names of one query. Who they are, and what to say of them, is read only when it is asked for."""

    def __init__(self, node: Node, directory: Directory) -> None:
        self._directory = directory
        self.ordinals: dict[SaidBy, Sequence[int]] = {}
        """The ordinals of the persons that each test means."""
        for test in _named(node):
            if test not in self.ordinals and test.key is not SpeakerKey.UNKNOWN:
                self.ordinals[test] = directory.ordinals(_written(test))

    @cached_property
    def persons(self) -> tuple[Person, ...]:
        """The persons, those named first first."""
        unique = dict.fromkeys(ordinal for ordinals in self.ordinals.values() for ordinal in ordinals)
        return tuple(self._directory.person(ordinal) for ordinal in list(unique)[: NAMED * 4])

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What must be said of names that fit nobody, or several."""
        told = (self._note(_written(test), ordinals) for test, ordinals in self.ordinals.items())
        return tuple(note for note in told if note)

    def _note(self, written: str, ordinals: Sequence[int]) -> str:
        if not ordinals:
            near = self._directory.suggestions(written)
            advice = f"; did you mean {' or '.join(near)}?" if near else ""
            return f"nobody called “{written}” speaks in this index{advice}"
        if len(ordinals) == 1:
            return ""
        named = [self._directory.person(ordinal) for ordinal in ordinals[:NAMED]]
        names = ", ".join(f"{person.name} (#{person.id})" for person in named)
        more = f" and {len(ordinals) - NAMED:,} more" if len(ordinals) > NAMED else ""
        return f"“{written}” fits {len(ordinals):,} speakers: {names}{more}"


def _written(test: SaidBy) -> str:
    return f"#{test.name}" if test.key is SpeakerKey.ID else test.name


def _named(node: Node) -> list[SaidBy]:
    if isinstance(node, LEAVES):
        return []
    if isinstance(node, SaidBy):
        return [node]
    return [test for child in children(node) if not isinstance(child, LEAVES) for test in _named(child)]
