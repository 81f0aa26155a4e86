"""From the rows of one person to what is shown of him: name, aliases, roles and times."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from functools import cache

from searchkit.model import SpeakerKind
from searchkit.names.lists import fold, table, words
from searchkit.names.personal import parse_name
from searchkit.names.roles import office_of, parse_role
from searchkit.speakers.evidence import bare_name, own_name
from searchkit.speakers.person import Person, Tenure, earliest, latest
from searchkit.speakers.printed import PrintedSpeaker, kind_of

_ORGANISATION = re.compile(r"\b(?:of|at|for|with)\s+(?:the\s+)?([A-Z].*)$")
_MOST_ALIASES = 40
_SLIP = 0.005
_SHARE = 0.05
"""Share of a person's statements from which a fuller name is taken for his name, not for a slip."""


def profile(rows: Sequence[PrintedSpeaker], person_id: str, name: str, role: str = "") -> Person:
    """Return the person whom `rows` print, by his main name or the user's; `role`, if given, is the user's wording."""
    roles = _tenures(rows, lambda row: [row.role] if row.role else [], _office)
    return Person(
        id=person_id,
        name=name,
        kind=kind_of(rows),
        role=role or (roles[0].name if roles else ""),
        aliases=_aliases(rows, name),
        roles=roles,
        organisations=_tenures(rows, _organisations),
        sources=_tenures(rows, lambda row: [row.source] if row.source else []),
        first=earliest(row.first for row in rows),
        last=latest(row.last for row in rows),
        statements=sum(row.statements for row in rows),
        releases=sum(row.releases for row in rows),
    )


def main_name(rows: Sequence[PrintedSpeaker]) -> str:
    """Return the fullest name that is no slip: printed for one statement in twenty at least; else the commonest.

    For a person, only statements that print more than a surname are counted; where there are none, the issuer's name
    in metadata is taken if it is this surname's.
    """
    counts: Counter[str] = Counter()
    for row in rows:
        is_person = row.kind is SpeakerKind.PERSON
        name = own_name(row.name, row.source) if is_person else row.name.removeprefix("the ")
        if len(rows) == 1 and (not is_person or len(parse_name(name).keys) > 1):
            return name
        counts[name] += max(row.statements, 1)
    if kind_of(rows) is SpeakerKind.PERSON:
        least = counts.total() * _SLIP
        full = {n: c for n, c in counts.items() if len(parse_name(n).keys) > 1 and c >= least}
        counts = Counter(full or _issuer_name(rows, counts) or counts)
    total = counts.total()
    usual = [name for name, count in counts.items() if count >= total * _SHARE and not _has_words_before(name, counts)]
    return max(usual or counts, key=lambda name: (*_fullness(name), counts[name], name))


def _has_words_before(name: str, names: Collection[str]) -> bool:
    """Return whether a long name is another one with words before it: "Clovis Mayor David Lansford"."""
    parts = name.split()
    return len(parts) > 3 and any(" ".join(parts[k:]) in names for k in range(1, len(parts) - 1))


def _issuer_name(rows: Iterable[PrintedSpeaker], counts: Mapping[str, int]) -> dict[str, int]:
    """Return the full names among the issuers of a person of whom only a surname is printed."""
    surnames = {parse_name(name).surname for name in counts}
    out: Counter[str] = Counter()
    for row in rows:
        name = parse_name(bare_name(row.source))
        if len(name.keys) > 1 and name.surname in surnames:
            out[name.full] += row.statements
    return {name: count for name, count in out.items() if count * 2 > sum(counts.values())}


def _fullness(name: str) -> tuple[int, int, int]:
    parsed = parse_name(name)
    return len(parsed.keys), len(parsed.initials) + bool(parsed.suffix), -name.isupper()


def slug_of(rows: Sequence[PrintedSpeaker], name: str) -> str:
    """Return the words from which a person's id is made: first name and surname, or surname and office.

    `name` is the main name of the rows.
    """
    if kind_of(rows) is not SpeakerKind.PERSON:
        return _slug(name)
    parsed = parse_name(name)
    plain = [fold(part.strip(",")) for part in name.split()]
    plain = [part for part in plain if len(part) > 1 and part not in words("suffixes") and part[0].isalnum()]
    if len(parsed.keys) > 1 and len(plain) > 1:
        return _slug(f"{table('nicknames').get(plain[0], plain[0])} {plain[-1]}")
    offices = sorted(office for row in rows for office in parse_role(row.role).offices)
    return _slug(" ".join((plain[-1] if plain else name, Counter(offices).most_common(1)[0][0] if offices else "")))


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:60]


def _office(role: str) -> Hashable:
    """Return what a printed role means: "Sen.", "Senator" and "U.S. Senator" are one; its words if it is no office."""
    meant = office_of(role)
    return fold(role) if meant.empty else meant


def _tenures(
    rows: Sequence[PrintedSpeaker],
    of: Callable[[PrintedSpeaker], list[str]],
    meaning: Callable[[str], Hashable] = fold,
) -> tuple[Tenure, ...]:
    if len(rows) == 1:  # as most are
        return tuple(Tenure(text, rows[0].first, rows[0].last, rows[0].statements) for text in of(rows[0]))
    grouped: dict[Hashable, list[PrintedSpeaker]] = {}
    printed: dict[Hashable, Counter[str]] = {}
    for row in rows:
        for text in of(row):
            key = meaning(text)
            grouped.setdefault(key, []).append(row)
            printed.setdefault(key, Counter())[text] += max(row.statements, 1)
    out = [
        Tenure(
            printed[key].most_common(1)[0][0],
            earliest(row.first for row in held),
            latest(row.last for row in held),
            sum(row.statements for row in held),
        )
        for key, held in grouped.items()
    ]
    return tuple(sorted(out, key=lambda tenure: (-tenure.statements, tenure.name)))


def _organisations(row: PrintedSpeaker) -> list[str]:
    match = _ORGANISATION.search(row.role)
    return [match.group(1)] if match is not None else []


def _of_name(alias: str, known: set[str]) -> bool:
    """Return whether a form printed within a release is made of the name's words and titles: no "the lawmaker"."""
    found = [fold(word) for word in alias.split()]
    return any(word in known for word in found) and all(word in known or word in _titles() for word in found)


@cache
def _titles() -> frozenset[str]:
    return frozenset(table("titles").keys() | table("honorifics").keys())


def _aliases(rows: Sequence[PrintedSpeaker], shown: str) -> tuple[str, ...]:
    """Return every other form printed, the most frequent first, those that differ only in capitals once."""
    counts: Counter[str] = Counter()
    known = {fold(word) for row in rows for word in row.name.split()}
    for row in rows:
        for alias in dict.fromkeys((row.name, *(a for a in row.aliases if _of_name(a, known)))):
            counts[" ".join(alias.split())] += max(row.statements, 1)
    out: dict[str, str] = {}
    for alias, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if alias and fold(alias) != fold(shown):
            out.setdefault(fold(alias), alias)
    return tuple(out.values())[:_MOST_ALIASES]
