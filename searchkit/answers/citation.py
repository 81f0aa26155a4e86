"""A record by which a finding can be cited and found again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from searchkit.errors import SearchkitError
from searchkit.plain import plain
from searchkit.spans import Span

_WRITTEN = re.compile(r"([0-9a-f]{1,16})@(\d+)-(\d+)(?:\s+(g\d+\.\d+)(?:\s+(.+))?)?", re.DOTALL)


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

    @classmethod
    def read(cls, text: str) -> Citation:
        """Return the citation that was printed so; commit and query may be left out.

        Raises:
            SearchkitError: it is none.
        """
        match = _WRITTEN.fullmatch(text.strip())
        if match is None:
            raise SearchkitError(f"{text!r} is no citation", "write the id of a release, “@” and START-END")
        return cls(match[5] or "", match[4] or "", match[1], Span(int(match[2]), int(match[3])))

    def __str__(self) -> str:
        """The citation on one line: `35913135f9e64f8f@1204-1250 g000001.1 speaker:lavrov`."""
        return f"{self.release}@{self.span.start}-{self.span.end} {self.commit} {self.query}".rstrip()

    def as_dict(self) -> dict[str, Any]:
        """Return the citation as JSON data."""
        made: dict[str, Any] = plain(self)
        return made
