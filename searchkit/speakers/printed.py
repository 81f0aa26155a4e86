"""Speakers as releases print them: what identity across releases is decided from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from searchkit.model import SpeakerKind


@dataclass(frozen=True, slots=True)
class PrintedSpeaker:
    """A speaker as the releases of one issuer print him: one name, one role.

    `key` is the caller's number for the row, at least 0. `name` is the fullest name within the release, without
    titles; `source` the issuer as metadata says it. `first` and `last` are dates of releases, `statements` and
    `releases` how many there are.
    """

    key: int
    name: str
    role: str = ""
    kind: SpeakerKind = SpeakerKind.PERSON
    source: str = ""
    first: dt.date | None = None
    last: dt.date | None = None
    statements: int = 0
    releases: int = 0
    aliases: tuple[str, ...] = ()


def kind_of(rows: Sequence[PrintedSpeaker]) -> SpeakerKind:
    """Return what sort of speaker rows of one identity print: a person, where any of them does."""
    return SpeakerKind.PERSON if any(row.kind is SpeakerKind.PERSON for row in rows) else rows[0].kind
