"""What speaks for and against two printed speakers being one person."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from searchkit.names.lists import fold, table, words
from searchkit.names.personal import PersonName, compatible, is_slip, parse_name
from searchkit.names.roles import Role, own_places, parse_role
from searchkit.speakers.person import earliest, latest
from searchkit.speakers.printed import PrintedSpeaker

_NO_OFFICE = frozenset(("hon", "member", "veteran", "victim", "resident", "defendant", "survivor"))
_PLACEHOLDERS = frozenset((("john", "doe"), ("jane", "doe"), ("john", "roe"), ("jane", "roe")))
_SLIPS = 0.1
_SELDOM = 0.05
"""Shares, of the statements with a place in the role and of all, under which a place is taken for a slip."""
_OFTEN = 10
_SPAN = dt.timedelta(days=366 * 20)


@lru_cache(maxsize=1 << 14)
def bare_name(printed: str) -> str:
    """Return a name without titles before it: "Rep. Marcy Kaptur" → "Marcy Kaptur"."""
    parts = printed.split()
    while len(parts) > 1 and (fold(parts[0]) in table("titles") or fold(parts[0]) in table("honorifics")):
        parts = parts[1:]
    return " ".join(parts)


@lru_cache(maxsize=1 << 14)
def own_name(printed: str, source: str) -> str:
    """Return a person's name without titles, and without another's that follows it without a mark.

    It is only in the releases of a person that two names are told from a long one: "John F Kerry Barack Obama" in the
    issuer Kerry's is the issuer.
    """
    name = bare_name(printed)
    parts = name.split()
    issuer = parse_name(bare_name(source)).surname if len(parts) >= 4 else ""
    if not issuer:
        return name
    for place in range(1, len(parts) - 2):
        if parse_name(parts[place]).surname == issuer and len(parse_name(" ".join(parts[place + 1 :])).keys) > 1:
            return " ".join(parts[: place + 1])
    return name


@dataclass(slots=True)
class Evidence:
    """What is known of one group of printed speakers who are held to be one person."""

    names: list[PersonName]
    offices: set[str] = field(default_factory=set)
    placed: Counter[str] = field(default_factory=Counter)
    """Places of the roles, with the statements of each."""
    roles: list[Role] = field(default_factory=list)
    sources: Counter[str] = field(default_factory=Counter)
    """Issuers, with the statements in the releases of each."""
    first: dt.date | None = None
    last: dt.date | None = None
    statements: int = 0
    occupied: bool = False
    """Some role is printed, were it only an occupation ("swimmer")."""

    @classmethod
    def of(cls, row: PrintedSpeaker) -> Evidence:
        """Return the evidence of a single row."""
        role = parse_role(row.role)
        return cls(
            names=[parse_name(own_name(row.name, row.source))],
            offices=set(role.offices - _NO_OFFICE),
            placed=Counter(dict.fromkeys(own_places(row.role), max(row.statements, 1))),
            roles=[role],
            sources=Counter({fold(row.source): max(row.statements, 1)} if row.source else {}),
            first=row.first,
            last=row.last,
            statements=row.statements,
            occupied=bool(row.role),
        )

    @property
    def name(self) -> PersonName:
        """The fullest of the names."""
        if len(self.names) == 1:
            return self.names[0]
        return max(self.names, key=lambda name: (len(name.keys), len(name.initials)))

    @property
    def places(self) -> set[str]:
        """Places of the roles; those of a few slips among many statements are none."""
        least = max(self.placed.total() * _SLIPS, self.statements * _SELDOM)
        return {place for place, count in self.placed.items() if count >= least}

    def shares_issuer(self, other: Evidence) -> bool:
        """Return whether both are printed by one issuer."""
        return not self.sources.keys().isdisjoint(other.sources)

    def at(self, sources: Iterable[str]) -> int:
        """Return the statements in releases of the issuers."""
        return sum(self.sources[source] for source in sources)

    @property
    def public(self) -> bool:
        """Whether the group holds an office that few hold."""
        return not self.offices.isdisjoint(words("strong-offices"))

    def absorb(self, other: Evidence) -> None:
        """Take in what is known of another group of the same person."""
        self.names += [name for name in other.names if name not in self.names]
        self.offices |= other.offices
        self.placed.update(other.placed)
        self.roles += [role for role in other.roles if role not in self.roles]
        self.sources.update(other.sources)
        self.first = earliest((self.first, other.first))
        self.last = latest((self.last, other.last))
        self.statements += other.statements
        self.occupied = self.occupied or other.occupied


def contradict(one: Evidence, other: Evidence) -> bool:
    """Return whether two groups hold one office in different places: the senators of Idaho and of Maine."""
    shared = {office for office in one.offices & other.offices if office in words("strong-offices")}
    return bool(shared and one.places and other.places and one.places.isdisjoint(other.places))


def same_person(one: Evidence, other: Evidence) -> bool:
    """Return whether two groups of full names are one person.

    Names that are letter for letter the same need a shared issuer or office, or a public office on one side; names
    that differ in an initial, a nickname or a word need a shared issuer or office.
    """
    if contradict(one, other) or not _names_agree(one, other):
        return False
    related = one.shares_issuer(other) or share_office(one, other)
    exact = any(a.keys == b.keys for a in one.names for b in other.names)
    if exact and one.name.keys in _PLACEHOLDERS:
        return one.shares_issuer(other)
    if exact:
        return related or _careers(one, other)
    return related and near_in_time(one, other, _SPAN)


def _careers(one: Evidence, other: Evidence) -> bool:
    """Return whether two holders of one full name may be one: both in public office, or one without any role."""
    if one.occupied and other.occupied:
        return one.public and other.public
    return one.public or other.public


def _names_agree(one: Evidence, other: Evidence) -> bool:
    """Return whether some names of two groups can be one person's and none of one surname and first name cannot."""
    found = False
    called = {name.nickname for name in (*one.names, *other.names)}
    for a in one.names:
        for b in other.names:
            if compatible(a, b):
                found = True
            elif a.surname == b.surname and a.first[:1] == b.first[:1] and called.isdisjoint((a.first, b.first)):
                return False
    return found


def misprint_of(one: Evidence, other: Evidence) -> bool:
    """Return whether a name is hardly ever printed and is another's but for a slip: "Keth Ellison".

    The other must be in public office and speak ten times as much, in releases of the same issuer too.
    """
    if not other.public or other.statements < _OFTEN * one.statements or not one.shares_issuer(other):
        return False
    if contradict(one, other):
        return False
    return any(
        is_slip(a.first, b.first) and compatible(replace(a, keys=(b.first, *a.keys[1:])), b)
        for a in one.names
        for b in other.names
    )


def share_office(one: Evidence, other: Evidence) -> bool:
    """Return whether two groups hold an office of one kind."""
    return not one.offices.isdisjoint(other.offices)


def near_in_time(one: Evidence, other: Evidence, slack: dt.timedelta) -> bool:
    """Return whether the times of two groups are at most `slack` apart; unknown times are no objection."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return True
    return one.first <= other.last + slack and other.first <= one.last + slack
