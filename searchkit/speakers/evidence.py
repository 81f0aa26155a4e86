"""What speaks for and against two printed speakers being one person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from searchkit.names.lists import fold, table, words
from searchkit.names.personal import PersonName, compatible, parse_name
from searchkit.names.roles import Role, parse_role
from searchkit.speakers.person import earliest, latest
from searchkit.speakers.printed import PrintedSpeaker

_NO_OFFICE = frozenset(("hon", "member", "veteran", "victim", "resident", "defendant", "survivor"))
_PLACEHOLDERS = frozenset((("john", "doe"), ("jane", "doe"), ("john", "roe"), ("jane", "roe")))
_SPAN = dt.timedelta(days=366 * 20)
_DOMINANT = 10
_SLACK = dt.timedelta(days=366)


def bare_name(printed: str) -> str:
    """Return a name without titles before it: "Rep. Marcy Kaptur" → "Marcy Kaptur"."""
    parts = printed.split()
    while len(parts) > 1 and (fold(parts[0]) in table("titles") or fold(parts[0]) in table("honorifics")):
        parts = parts[1:]
    return " ".join(parts)


@dataclass(slots=True)
class Evidence:
    """What is known of one group of printed speakers who are held to be one person."""

    names: list[PersonName]
    offices: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    roles: list[Role] = field(default_factory=list)
    sources: set[str] = field(default_factory=set)
    first: dt.date | None = None
    last: dt.date | None = None
    statements: int = 0
    occupied: bool = False
    """Some role is printed, were it only an occupation ("swimmer")."""

    @classmethod
    def of(cls, row: PrintedSpeaker) -> Evidence:
        """Return the evidence of a single row."""
        role = parse_role(row.role)
        places = {word for word in role.modifiers if word in words("places") or word in table("demonyms").values()}
        return cls(
            names=[parse_name(bare_name(row.name))],
            offices=set(role.offices - _NO_OFFICE),
            places=places,
            roles=[role],
            sources={fold(row.source)} if row.source else set(),
            first=row.first,
            last=row.last,
            statements=row.statements,
            occupied=bool(row.role),
        )

    @property
    def name(self) -> PersonName:
        """The fullest of the names."""
        return max(self.names, key=lambda name: (len(name.keys), len(name.initials)))

    @property
    def public(self) -> bool:
        """Whether the group holds an office that few hold."""
        return not self.offices.isdisjoint(words("strong-offices"))

    def absorb(self, other: Evidence) -> None:
        """Take in what is known of another group of the same person."""
        self.names += [name for name in other.names if name not in self.names]
        self.offices |= other.offices
        self.places |= other.places
        self.roles += [role for role in other.roles if role not in self.roles]
        self.sources |= other.sources
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
    related = not one.sources.isdisjoint(other.sources) or _share_office(one, other)
    exact = any(a.keys == b.keys for a in one.names for b in other.names)
    if exact and one.name.keys in _PLACEHOLDERS:
        return not one.sources.isdisjoint(other.sources)
    if exact:
        return related or _careers(one, other)
    return related and _near(one, other, _SPAN)


def _careers(one: Evidence, other: Evidence) -> bool:
    """Return whether two holders of one full name may be one: both in public office, or one without any role."""
    if one.occupied and other.occupied:
        return one.public and other.public
    return one.public or other.public


def _names_agree(one: Evidence, other: Evidence) -> bool:
    """Return whether some names of two groups can be one person's and none of one surname and first name cannot."""
    found = False
    for a in one.names:
        for b in other.names:
            if compatible(a, b):
                found = True
            elif a.surname == b.surname and a.first[:1] == b.first[:1]:
                return False
    return found


def holder_of_surname(bare: Evidence, candidates: Iterable[Evidence]) -> Evidence | None:
    """Return the one person of full name whom a surname alone unmistakably means; `None` if there is any doubt."""
    fitting = [c for c in candidates if _initial_fits(bare, c) and not contradict(bare, c)]
    issuers = [c for c in fitting if _is_issuer(bare, c)]
    if len(issuers) == 1 and (not bare.offices or _share_office(bare, issuers[0])):
        return issuers[0]
    near = [c for c in fitting if not bare.sources.isdisjoint(c.sources)]
    if bare.offices:
        return _only([c for c in near if _share_office(bare, c)], fitting, bare)
    if len(fitting) == 1 and len(near) == 1 and _near(bare, near[0], _SLACK):
        return near[0]
    return None


def same_bare(one: Evidence, other: Evidence) -> bool:
    """Return whether two surnames without a full name are one person's: one issuer, or an office of one holder."""
    if contradict(one, other) or not _initial_fits(one, other):
        return False
    if not one.sources.isdisjoint(other.sources):
        return one.offices == other.offices or not one.offices or not other.offices
    unique = one.offices & other.offices & words("unique-offices")
    return bool(unique) and one.roles[0].modifiers == other.roles[0].modifiers and _near(one, other, _SLACK * 8)


def _only(near: list[Evidence], fitting: list[Evidence], bare: Evidence) -> Evidence | None:
    unique = bare.offices & words("unique-offices")
    if unique:
        return _foremost([c for c in fitting if unique & c.offices and _near(bare, c, _SLACK * 15)])
    if near:
        return near[0] if len(near) == 1 else None
    far = [c for c in fitting if _share_strong_office(bare, c) and _near(bare, c, _SLACK)]
    return far[0] if len(far) == 1 else None


def _foremost(candidates: list[Evidence]) -> Evidence | None:
    """Return the one candidate, or the one who speaks ten times as often as any other."""
    ranked = sorted(candidates, key=lambda c: -c.statements)
    if len(ranked) > 1 and ranked[0].statements < _DOMINANT * max(ranked[1].statements, 1):
        return None
    return ranked[0] if ranked else None


def _share_office(one: Evidence, other: Evidence) -> bool:
    return not one.offices.isdisjoint(other.offices)


def _share_strong_office(one: Evidence, other: Evidence) -> bool:
    return not (one.offices & other.offices).isdisjoint(words("strong-offices"))


def _is_issuer(bare: Evidence, candidate: Evidence) -> bool:
    """Return whether an issuer of the surname's releases is named as the candidate is."""
    for source in bare.sources:
        name = parse_name(bare_name(source))
        if len(name.keys) > 1 and name.surname == candidate.name.surname:
            return any(compatible(name, held) for held in candidate.names)
    return False


def _initial_fits(one: Evidence, other: Evidence) -> bool:
    for bare, full in ((one.names[0], other.name), (other.names[0], one.name)):
        leading = {letter for place, letter in bare.initials if place == 0 and len(bare.keys) == 1}
        if leading and len(full.keys) > 1 and full.keys[0][0] not in leading:
            return False
        theirs = {letter for place, letter in full.initials if place == 0 and len(full.keys) == 1}
        if leading and theirs and not leading & theirs:
            return False
    return True


def _near(one: Evidence, other: Evidence, slack: dt.timedelta) -> bool:
    """Return whether the times of two groups are at most `slack` apart; unknown times are no objection."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return True
    return one.first <= other.last + slack and other.first <= one.last + slack
