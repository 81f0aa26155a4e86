"""A person of one release: name, roles and forms of the name, filled while the release is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from searchkit.attribution.lexicon import table
from searchkit.names.lists import fold
from searchkit.names.personal import PersonName
from searchkit.names.roles import Role, distance, gender_of_role, parse_role, singular, without_honorifics

_MOST_ALIASES = 12


@dataclass(slots=True, eq=False)
class Person:
    """A person of the release, filled while the release is read."""

    name: PersonName
    roles: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    gender: str = ""
    """ "m", "f", or nothing where it cannot be told."""
    places: list[int] = field(default_factory=list)
    office: str = ""
    """What metadata say of the issuer; the roles that the text prints go before it."""

    def held(self) -> Iterator[Role]:
        """Yield the meanings of the person's roles."""
        for role in self.roles:
            yield parse_role(role)

    def may_be(self, title: Role) -> bool:
        """Return whether a title can mean the person, of whom the text prints no role."""
        if self.roles:
            return False
        return not self.office or distance(title, parse_role(self.office)) is not None

    def add_role(self, printed: str) -> None:
        """Add a role as printed, forms of address left out."""
        self.gender = self.gender or gender_of_role(printed)
        role = singular(without_honorifics(" ".join(printed.split())))
        if role.isupper() and len(role) > 3:
            role = role.title()
        if role and role not in self.roles:
            self.roles.append(role)

    def add_alias(self, printed: str) -> None:
        """Add a form of the name as printed."""
        alias = " ".join(printed.split())
        if alias not in self.aliases and len(self.aliases) < _MOST_ALIASES:
            self.aliases.append(alias)

    def rename(self, name: PersonName) -> None:
        """Take `name` where it is fuller than the name so far."""
        ours, theirs = self.name, name
        if ours.full.isupper() and not theirs.full.isupper() and ours.keys == theirs.keys:
            self.name = name  # "KYL", then "Kyl"
        if (len(theirs.keys), len(theirs.initials), len(theirs.suffix)) > (
            len(ours.keys),
            len(ours.initials),
            len(ours.suffix),
        ):
            self.name = name
            self._settle_gender()

    def _settle_gender(self) -> None:
        if not self.gender:
            self.gender = gender_of_name(self.name)


def gender_of_name(name: PersonName) -> str:
    """Return the gender that the given names show: "m", "f" or nothing."""
    given = table("given-names")
    for word in name.full.split()[:-1]:
        gender = given.get(fold(word.strip("\"'“”‘’(),")), "u")
        if gender != "u":
            return gender
    return ""
