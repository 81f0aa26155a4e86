"""Who speaks in an index, as an answer that has forms for other programs."""

from __future__ import annotations

from typing import Any

from searchkit.answers.table import Table
from searchkit.plain import FORMAT, plain
from searchkit.speakers import Person

COLUMNS = ("name", "id", "kind", "role", "statements", "releases", "first", "last")


class Speakers(list[Person]):
    """People and bodies that speak, in the order asked for."""

    def table(self) -> Table:
        """Return them as a table."""
        return Table(COLUMNS, [tuple(plain(getattr(person, column)) for column in COLUMNS) for person in self])

    def as_dict(self) -> dict[str, Any]:
        """Return them as JSON data, with all their names and roles."""
        return {"format": FORMAT, "kind": "speakers", "speakers": [person.as_dict() for person in self]}
