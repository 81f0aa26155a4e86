"""One release as it is shown: with its statements, places and copies."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from searchkit.model import Release, Statement
from searchkit.plain import FORMAT, plain
from searchkit.snippets import Snippet, passage_at
from searchkit.spans import Span


@dataclass(frozen=True, slots=True)
class Copy:
    """A release that is a copy of another: reissued, syndicated, or taken from another page."""

    id: str
    title: str
    date: dt.date | None
    source: str
    place: str
    """Where it lies."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A release in full, with its statements, the places that hold it, and its copies, the first of the group first."""

    release: Release
    statements: list[Statement]
    places: tuple[str, ...]
    copies: tuple[Copy, ...] = ()

    def passage(self, start: int, end: int | None = None) -> Snippet:
        """Return the sentences that hold the characters `start` to `end` (one where there is no end), highlighted."""
        return passage_at(self.release, self.statements, Span(start, start + 1 if end is None else end))

    def as_dict(self) -> dict[str, Any]:
        """Return release, statements (with their words), places and copies as JSON data."""
        return {
            "format": FORMAT,
            "release": self.release.as_dict(),
            "statements": [statement.as_dict(self.release.text) for statement in self.statements],
            "places": list(self.places),
            "copies": plain(self.copies),
        }
