"""Ids of persons: readable, and the same when releases are added."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from itertools import count

from searchkit.model import SpeakerKind
from searchkit.names.lists import fold
from searchkit.names.roles import parse_role
from searchkit.speakers.person import earliest
from searchkit.speakers.printed import PrintedSpeaker, kind_of

_NEVER = dt.date.max
LETTERS = 4
"""Letters of a digest that tell namesakes apart, at least."""
_WITH_DIGEST = re.compile(r"(?:(.*)-)?([0-9a-f]{1,31}|[0-9a-f]{32}-[0-9]+)", re.DOTALL)

Rows = Sequence[PrintedSpeaker]


def identifiers(
    groups: Sequence[Rows], names: Sequence[str], slugs: Sequence[str], held: Callable[[str], bool]
) -> list[str]:
    """Return an id for each group of rows that is one person; `names` are their main names, `slugs` made of them.

    It is the slug ("sergey-lavrov", "bush-president"). Where several persons would have the same, the one who speaks
    first keeps it and the others carry four letters more, made from where they come from; so that a person who is
    added later takes no id away. People without a name always carry them. All persons of a slug must be among the
    groups; `held` tells whether another person has an id.
    """
    by_slug: dict[str, list[int]] = defaultdict(list)
    for k, slug in enumerate(slugs):
        by_slug[slug].append(k)
    out = [""] * len(groups)
    for slug, members in by_slug.items():
        if len(members) > 1:
            members.sort(key=lambda k: _precedence(groups[k]))
        if slug and kind_of(groups[members[0]]) is not SpeakerKind.UNNAMED:
            out[members[0]] = slug
    plain = set(out)
    for slug, members in by_slug.items():
        taken: set[str] = set()
        for k in members:
            out[k] = out[k] or next(
                one
                for one in _distinct(slug, groups[k], names[k])
                if one not in taken and one not in plain and not held(one)
            )
            taken.add(out[k])
    return out


def related(slugs: Iterable[str], ids: Iterable[str]) -> set[str]:
    """Return the slugs of persons whose ids may change where persons of some slugs come, and those of some ids go."""
    found = set(slugs)
    for one in ids:
        found |= {one, _stem(one)}
    return found | {_stem(slug) for slug in found}


def beginnings(slug: str, groups: Iterable[tuple[Rows, str]], ids: Iterable[str]) -> set[str]:
    """Return what the ids begin with of all persons of a slug who can be rivals of others for their ids.

    The others are `groups` of rows with main names, and persons who had one of `ids`. All persons of a slug are rivals
    for it. Those without one, in whose names is no Latin letter, may be many: only equal digests make them rivals.
    """
    if slug:
        return {slug}
    return {_digest(*group)[:LETTERS] for group in groups} | {one[:LETTERS] for one in ids if one and not _stem(one)}


def may_be_of(person_id: str, slug: str) -> bool:
    """Return whether an id may have been made of a slug."""
    return person_id == slug or (_stem(person_id) == slug and _WITH_DIGEST.fullmatch(person_id) is not None)


def _stem(person_id: str) -> str:
    """Return an id without what looks like a digest behind it."""
    match = _WITH_DIGEST.fullmatch(person_id)
    if match is None or len(match.group(2)) < LETTERS:
        return person_id
    return match.group(1) or ""


def _precedence(rows: Rows) -> tuple[object, ...]:
    return (
        earliest(row.first for row in rows) or _NEVER,
        -sum(row.statements for row in rows),
        min((f"{row.source}\0{row.role}\0{row.name}", row.kind.value, row.aliases, row.key) for row in rows),
    )


def _distinct(slug: str, rows: Rows, name: str) -> Iterable[str]:
    """Yield the slug with the first letters of a digest of where the person comes from, ever more of them."""
    digest = _digest(rows, name)
    for length in range(LETTERS, len(digest)):
        yield f"{slug}-{digest[:length]}".lstrip("-")
    for number in count(1):
        yield f"{slug}-{digest}-{number}".lstrip("-")


def _digest(rows: Rows, name: str) -> str:
    oldest = min(rows, key=lambda row: (row.first or _NEVER, row.source, row.role, row.name))
    offices = " ".join(sorted(parse_role(oldest.role).offices))
    origin = "\0".join((fold(oldest.source), offices, fold(name)))
    return blake2b(origin.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
