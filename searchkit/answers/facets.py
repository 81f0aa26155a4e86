"""How the releases of an answer are spread over speakers, issuers, years, months and languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from searchkit.answers.source import Source, listed
from searchkit.answers.table import Table
from searchkit.errors import SearchkitError
from searchkit.plain import FORMAT
from searchkit.query import Query
from searchkit.spelling import nearest

FIELDS = ("speaker", "source", "place", "lang", "year", "month")


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts of releases by value, for each field asked for; the most frequent first, years and months in order."""

    query: str
    total: int
    """How many releases answer and are counted; one release can have several speakers."""
    copies: int
    """How many more answer that are not counted: they are copies."""
    fields: Mapping[str, tuple[tuple[str, int], ...]]

    def __getitem__(self, field: str) -> tuple[tuple[str, int], ...]:
        return self.fields[field]

    def table(self) -> Table:
        """Return the counts as a table."""
        rows = [(field, value, count) for field, found in self.fields.items() for value, count in found]
        return Table(("field", "value", "releases"), list(rows))

    def as_dict(self) -> dict[str, Any]:
        """Return the counts as JSON data."""
        fields = {
            name: [{"value": value, "releases": count} for value, count in found] for name, found in self.fields.items()
        }
        return {
            "format": FORMAT,
            "kind": "facets",
            "query": self.query,
            "total": self.total,
            "copies": self.copies,
            "facets": fields,
        }


def facets(source: Source, query: Query, fields: Sequence[str], limit: int | None = 10, dedup: bool = True) -> Facets:
    """Return the counts by value of some fields; at most `limit` values of each, but all years and months.

    With `dedup` what is listed is counted: copies count once.

    Raises:
        SearchkitError: there is no such field.
    """
    for field in fields:
        if field not in FIELDS:
            near = nearest(field, FIELDS)
            advice = f"did you mean {near}?" if near else f"the fields are {', '.join(FIELDS)}"
            raise SearchkitError(f"There are no counts by {field!r}", advice)
    whole = source.answer(query)
    answer = listed(whole, dedup)
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    for field in dict.fromkeys(fields):
        counted = answer.facets(field, None if field in ("year", "month") else limit)
        found[field] = tuple((_named(source, field, value), count) for value, count in counted)
    return Facets(query.text, answer.total, whole.total - answer.total, found)


def _named(source: Source, field: str, value: str) -> str:
    return source.directory.person(int(value)).name if field == "speaker" else value
