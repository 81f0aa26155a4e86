"""What several people said of a topic, side by side in time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from searchkit.answers.said import Said, Statements
from searchkit.answers.source import Source
from searchkit.answers.stated import stated
from searchkit.answers.table import Table
from searchkit.lines import one_line
from searchkit.plain import FORMAT, plain
from searchkit.query import Query, parse, print_query, with_filters
from searchkit.query.nodes import Everything


@dataclass(frozen=True, slots=True)
class Side:
    """What one of them said: all counts, the date of the first time, and the statements shown, in order of time."""

    name: str
    statements: int
    releases: int
    first: dt.date | None
    said: tuple[Said, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What each of several people said of a topic."""

    topic: str
    sides: tuple[Side, ...]

    def rows(self) -> list[tuple[str, tuple[tuple[Said, ...], ...]]]:
        """Return, for each month in which one of them spoke ("" undated, last), what each of them said in it."""
        placed = [(_month(said), k, said) for k, side in enumerate(self.sides) for said in side.said]
        placed.sort(key=lambda item: (item[0] == "", item[0], item[1]))
        rows = []
        for month, items in groupby(placed, key=lambda item: item[0]):
            found = list(items)
            rows.append((month, tuple(tuple(s for _, k, s in found if k == n) for n in range(len(self.sides)))))
        return rows

    def table(self) -> Table:
        """Return the statements as a table: `side` is the name that was asked for, `speaker` the printed one."""
        rows = [
            (plain(said.date), side.name, said.speaker, one_line(said.words), said.release.title, str(said.citation))
            for side in self.sides
            for said in side.said
        ]
        return Table(("date", "side", "speaker", "words", "title", "citation"), list(rows))

    def as_dict(self) -> dict[str, Any]:
        """Return the comparison as JSON data."""
        sides = [
            {
                "speaker": side.name,
                "statements": side.statements,
                "releases": side.releases,
                "first": plain(side.first),
                "notes": list(side.notes),
                "said": [said.as_dict() for said in side.said],
            }
            for side in self.sides
        ]
        return {"format": FORMAT, "kind": "comparison", "topic": self.topic, "sides": sides}


def compare(
    source: Source,
    names: Sequence[str],
    topic: str,
    *,
    since: str | None = None,
    until: str | None = None,
    issuer: str | None = None,
    limit: int | None = 20,
) -> Comparison:
    """Return what each of `names` said of `topic`; at most `limit` statements of each, the latest.

    Raises:
        QueryError: the topic cannot be understood.
    """
    node = parse(topic).node if topic.strip() else Everything()
    words = "" if isinstance(node, Everything) else print_query(stated(Query(node, topic)).node)
    sides = []
    for name in names:
        query = with_filters(words, speaker=name, since=since, until=until, source=issuer)
        found = Statements(source, query, "date", 0, limit)
        said = sorted(found, key=lambda one: (one.date or dt.date.max, one.release.id, one.ordinal))
        first = min((voice.first for voice in source.voices(query, dedup=True) if voice.first), default=None)
        sides.append(Side(name, found.listed, found.listed_releases, first, tuple(said), found.notes))
    return Comparison(topic, tuple(sides))


def _month(said: Said) -> str:
    return said.date.isoformat()[:7] if said.date else ""
