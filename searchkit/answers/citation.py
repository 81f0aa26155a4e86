"""A record by which a finding can be cited and found again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from searchkit.plain import plain
from searchkit.spans import Span


@dataclass(frozen=True, slots=True)
class Citation:
    """Where something was found: the query as understood, the commit of the index, the release, the characters of it.

    `release` is a hash over title, date, source and text, so that a release with this id has this text at `span`,
    in whatever index. `commit` is generation and commit: as long as an index is at it, the query gives the same answer.
    """

    query: str
    commit: str
    release: str
    span: Span

    def __str__(self) -> str:
        """The citation on one line: `35913135f9e64f8f@1204-1250 g000001.1 speaker:lavrov`."""
        return f"{self.release}@{self.span.start}-{self.span.end} {self.commit} {self.query}"

    def as_dict(self) -> dict[str, Any]:
        """Return the citation as JSON data."""
        made: dict[str, Any] = plain(self)
        return made
