"""The statements of an answer by who makes them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from searchkit.answers.source import Source, Voice, listed
from searchkit.answers.table import Table
from searchkit.plain import FORMAT, plain
from searchkit.query import Query
from searchkit.speakers import Person


@dataclass(frozen=True, slots=True)
class Group:
    """What one speaker says in an answer; `person` is None for statements nobody could be found for."""

    person: Person | None
    statements: int
    releases: int
    first: dt.date | None
    last: dt.date | None

    @property
    def name(self) -> str:
        """The speaker's name; empty for nobody."""
        return self.person.name if self.person else ""

    def as_dict(self) -> dict[str, Any]:
        """Return the group as JSON data."""
        return {
            "speaker": self.name,
            "id": self.person.id if self.person else None,
            "role": self.person.role if self.person else "",
            "statements": self.statements,
            "releases": self.releases,
            "first": plain(self.first),
            "last": plain(self.last),
        }


@dataclass(frozen=True, slots=True)
class Groups:
    """The speakers of an answer, those with most statements first. A statement of two people counts for both."""

    query: str
    statements: int
    releases: int
    speakers: int
    """How many speakers there are, whatever the limit."""
    groups: tuple[Group, ...]

    def table(self) -> Table:
        """Return the groups as a table."""
        rows = [tuple(group.as_dict().values()) for group in self.groups]
        return Table(("speaker", "id", "role", "statements", "releases", "first", "last"), rows)

    def as_dict(self) -> dict[str, Any]:
        """Return the groups as JSON data."""
        return {
            "format": FORMAT,
            "kind": "speakers",
            "query": self.query,
            "statements": self.statements,
            "releases": self.releases,
            "total": self.speakers,
            "speakers": [group.as_dict() for group in self.groups],
        }


def by_speaker(source: Source, query: Query, limit: int | None = None, dedup: bool = True) -> Groups:
    """Return who makes the statements that answer the query, how often and when; at most `limit` speakers.

    With `dedup` copies count once.
    """
    answer = listed(source.answer(query), dedup)
    voices = sorted(source.voices(query, dedup), key=lambda voice: (-voice.statements, voice.person))
    groups = tuple(_group(source, voice) for voice in voices[:limit])
    return Groups(query.text, answer.statements or 0, answer.total, len(voices), groups)


def _group(source: Source, voice: Voice) -> Group:
    known = source.directory.person(voice.person) if voice.person >= 0 else None
    return Group(known, voice.statements, voice.releases, voice.first, voice.last)
