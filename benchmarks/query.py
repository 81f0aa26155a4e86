"""A query as all engines take it: in searchkit's language, and as terms for engines that know no analysis."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any, Literal

Shape = Literal["all", "any", "phrase", "near", "prefix"]


@dataclass(frozen=True, slots=True)
class Query:
    """A query of one kind.

    `text` is written in searchkit's language. `terms` are stems as the prepared documents hold them, one or more; the
    bare prefix for the shape "prefix". The shape "near" asks for at most `slop` other words between the first and the
    last, in any order. `days` (since 1970-01-01, inclusive) narrows to a date range.
    """

    kind: str
    text: str
    shape: Shape
    terms: tuple[str, ...]
    slop: int = 0
    days: tuple[int, int] | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the query as JSON data."""
        return dataclasses.asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Query:
        """Return the query that `as_dict` gave."""
        days = data["days"]
        return cls(**{**data, "terms": tuple(data["terms"]), "days": None if days is None else (days[0], days[1])})
