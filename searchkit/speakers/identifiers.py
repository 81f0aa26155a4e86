"""Ids of persons: readable, and the same when releases are added."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from hashlib import blake2b

from searchkit.model import SpeakerKind
from searchkit.names.lists import fold
from searchkit.names.roles import parse_role
from searchkit.speakers.person import earliest
from searchkit.speakers.printed import PrintedSpeaker, kind_of
from searchkit.speakers.profile import slug_of

_NEVER = dt.date.max


def identifiers(groups: Sequence[Sequence[PrintedSpeaker]], names: Sequence[str]) -> list[str]:
    """Return an id for each group of rows that is one person; `names` are their main names.

    It is made of the name ("sergey-lavrov", "bush-president"). Where several persons would have the same, the one
    who speaks first keeps it and the others carry four letters more, made from where they come from; so that a
    person who is added later takes no id away. People without a name always carry them.
    """
    by_slug: dict[str, list[int]] = defaultdict(list)
    for k, rows in enumerate(groups):
        by_slug[slug_of(rows, names[k])].append(k)
    out = [""] * len(groups)
    taken: set[str] = set()
    for slug, members in sorted(by_slug.items()):
        if len(members) > 1:
            members.sort(key=lambda k: _precedence(groups[k]))
        for place, k in enumerate(members):
            plain = place == 0 and slug and kind_of(groups[k]) is not SpeakerKind.UNNAMED
            out[k] = slug if plain and slug not in taken else _distinct(slug, groups[k], names[k], taken)
            taken.add(out[k])
    return out


def _precedence(rows: Sequence[PrintedSpeaker]) -> tuple[dt.date, int, str]:
    return (
        earliest(row.first for row in rows) or _NEVER,
        -sum(row.statements for row in rows),
        min(f"{row.source}\0{row.role}\0{row.name}" for row in rows),
    )


def _distinct(slug: str, rows: Sequence[PrintedSpeaker], name: str, taken: set[str]) -> str:
    """Return the slug with the first letters of a digest of where the person comes from, as many as needed."""
    oldest = min(rows, key=lambda row: (row.first or _NEVER, row.source, row.role, row.name))
    offices = " ".join(sorted(parse_role(oldest.role).offices))
    origin = "\0".join((fold(oldest.source), offices, fold(name)))
    digest = blake2b(origin.encode(), digest_size=16).hexdigest()
    for length in range(4, len(digest)):
        candidate = f"{slug}-{digest[:length]}".lstrip("-")
        if candidate not in taken:
            return candidate
    return f"{slug}-{digest}-{len(taken)}".lstrip("-")
