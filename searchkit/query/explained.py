"""How a query is understood: in words, written out, and as data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from searchkit.query.explanation import explain
from searchkit.query.filters import with_filters
from searchkit.query.nodes import Query
from searchkit.query.portable import query_as_dict
from searchkit.query.printer import print_query


@dataclass(frozen=True, slots=True)
class Explained:
    """A query, with its filters, as it is understood."""

    query: Query

    @property
    def words(self) -> str:
        """The meaning in words: "Releases with “pipeline” in any form."."""
        return explain(self.query)

    @property
    def written(self) -> str:
        """The query written out: nothing is left to be read between the lines, and it means the same."""
        return print_query(self.query.node)

    def __str__(self) -> str:
        return f"{self.words}\nWritten out: {self.written}"

    def as_dict(self) -> dict[str, Any]:
        """Return the tree as JSON data, with `words` and `written`."""
        return {**query_as_dict(self.query), "words": self.words, "written": self.written}


def explained(
    query: str | Query,
    *,
    speaker: str | None = None,
    since: str | dt.date | None = None,
    until: str | dt.date | None = None,
    source: str | None = None,
) -> Explained:
    """Return how a query is understood; no index is needed.

    Raises:
        QueryError: it cannot be understood; the error knows the place.
    """
    return Explained(with_filters(query, speaker=speaker, since=since, until=until, source=source))
