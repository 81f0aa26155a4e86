"""One identity across releases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from searchkit.model import SpeakerKind


@dataclass(frozen=True, slots=True)
class Tenure:
    """A role, an organisation or an issuer that goes with a person: from the first release to the last."""

    name: str
    first: dt.date | None = None
    last: dt.date | None = None
    statements: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Return the tenure in JSON's types."""
        return {
            "name": self.name,
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            "statements": self.statements,
        }


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, or a body, who speaks in the releases of an index.

    `id` is a slug that stays when releases are added; `name` the fullest name printed, `aliases` every other form;
    `role` the role of most statements; `roles`, `organisations` and `sources` (issuers) the most frequent first.
    """

    id: str
    name: str
    kind: SpeakerKind = SpeakerKind.PERSON
    role: str = ""
    aliases: tuple[str, ...] = ()
    roles: tuple[Tenure, ...] = ()
    organisations: tuple[Tenure, ...] = ()
    sources: tuple[Tenure, ...] = ()
    first: dt.date | None = None
    last: dt.date | None = None
    statements: int = 0
    releases: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Return the person in JSON's types."""
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind.value,
            "role": self.role,
            "aliases": list(self.aliases),
            "roles": [tenure.as_dict() for tenure in self.roles],
            "organisations": [tenure.as_dict() for tenure in self.organisations],
            "sources": [tenure.as_dict() for tenure in self.sources],
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            "statements": self.statements,
            "releases": self.releases,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Person:
        """Return the person of which `as_dict` made `data`."""
        return cls(
            id=data["id"],
            name=data["name"],
            kind=SpeakerKind(data["kind"]),
            role=data["role"],
            aliases=tuple(data["aliases"]),
            roles=_tenures(data["roles"]),
            organisations=_tenures(data["organisations"]),
            sources=_tenures(data["sources"]),
            first=_date(data["first"]),
            last=_date(data["last"]),
            statements=data["statements"],
            releases=data["releases"],
        )


def _tenures(data: Iterable[Mapping[str, Any]]) -> tuple[Tenure, ...]:
    return tuple(Tenure(t["name"], _date(t["first"]), _date(t["last"]), t["statements"]) for t in data)


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def earliest(dates: Iterable[dt.date | None]) -> dt.date | None:
    """Return the first of the known dates."""
    return min((date for date in dates if date is not None), default=None)


def latest(dates: Iterable[dt.date | None]) -> dt.date | None:
    """Return the last of the known dates."""
    return max((date for date in dates if date is not None), default=None)
