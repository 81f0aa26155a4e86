"""Roles as printed before or behind a name, and whether "the Foreign Minister" can mean the holder of one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from searchkit.names.lists import fold, table, unpossessed, words

_WORD = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*")
_PLAIN = frozenset(
    (
        "the",
        "of",
        "for",
        "to",
        "a",
        "an",
        "and",
        "in",
        "on",
        "at",
        "&",
        "us",
        "u.s",
        "u",
        "s",
        "u.n",
        "dc",
        "d.c",
        "united",
        "states",
        "right",
    )
)
_CONTRASTING = frozenset(
    ("vice", "deputy", "under", "assistant", "associate", "shadow", "opposition", "lieutenant", "junior", "sub", "co")
)
_TEMPORAL = frozenset(
    ("former", "acting", "interim", "then", "ex", "outgoing", "incoming", "late", "retired", "new", "elect")
)


_PAST = frozenset(("former",))
_ASIDE = frozenset(("democrat", "democratic", "from", "republican"))


@dataclass(frozen=True, slots=True)
class Role:
    """The meaning of a printed role: its offices ("minister") and what modifies them ("foreign", "russia")."""

    offices: frozenset[str]
    modifiers: frozenset[str]

    @property
    def empty(self) -> bool:
        """Whether the role names no office."""
        return not self.offices


NO_ROLE = Role(frozenset(), frozenset())


@lru_cache(maxsize=1 << 13)
def parse_role(printed: str) -> Role:
    """Return what `printed`, a role without the holder's name, means."""
    offices: set[str] = set()
    modifiers: set[str] = set()
    titles, demonyms, honorifics = table("titles"), table("demonyms"), table("honorifics")
    for match in _WORD.finditer(printed):
        word = fold(unpossessed(match.group()))
        if word in _PLAIN:
            continue
        if word in titles:
            for part in titles[word].split():
                (offices if part in titles else modifiers).add(part)
        elif word not in honorifics:
            modifiers.add(demonyms.get(word, word))
    if "deputy" in offices and len(offices) > 1:
        offices.discard("deputy")
        modifiers.add("deputy")
    if "assistant" in offices and len(offices) > 1:
        offices.discard("assistant")
        modifiers.add("assistant")
    return Role(frozenset(offices), frozenset(modifiers))


@lru_cache(maxsize=1 << 13)
def places_of(role: Role) -> frozenset[str]:
    """Return the places among the modifiers of a role."""
    return role.modifiers & _places()


@lru_cache(maxsize=1 << 13)
def own_places(printed: str) -> frozenset[str]:
    """Return the places of a role, without those of others behind it: "Attorney General, attorneys general of Ohio"."""
    first, *more = printed.split(",")
    own = (part for part in more if not any(is_plural(fold(word)) for word in part.split()))
    return places_of(parse_role(",".join((first, *own))))


@cache
def _places() -> frozenset[str]:
    return words("places").union(table("demonyms").values())


def office_of(printed: str) -> Role:
    """Return what `printed` means apart from where it is held: "Oakland Congresswoman" and "Congresswoman" are one.

    That is so of offices that one place has each, not of an ambassador's.
    """
    role = parse_role(printed)
    titles = {word for word in (fold(match.group()) for match in _WORD.finditer(printed)) if word in table("titles")}
    if not titles or not titles <= words("local-offices"):
        return role
    return Role(role.offices, role.modifiers - places_of(role) - _ASIDE)


def distance(title: Role, held: Role) -> int | None:
    """Return how far the role `held` is from `title` ("the Foreign Minister"); `None` where it cannot be meant.

    0 is the same role; each modifier that only `held` has adds one, so that "the Foreign Minister" means the one who
    is called so rather than the Russian Foreign Minister.
    """
    if not title.offices <= held.offices:
        return None
    missing = title.modifiers - held.modifiers - _TEMPORAL
    if missing or (title.modifiers ^ held.modifiers) & _CONTRASTING:
        return None
    once = (title.modifiers ^ held.modifiers) & _PAST
    return len(held.modifiers - title.modifiers) + len(held.offices - title.offices) + 3 * len(once)


@lru_cache(maxsize=1 << 13)
def gender_of_role(printed: str) -> str:
    """Return the gender that a role or form of address shows: "m", "f" or nothing."""
    honorifics = table("honorifics")
    for match in _WORD.finditer(printed):
        word = fold(match.group())
        if word in words("feminine"):
            return "f"
        if word in words("masculine"):
            return "m"
        gender = honorifics.get(word, "u")
        if gender != "u":
            return gender
    return ""


def is_plural(printed: str) -> bool:
    """Return whether a role stands before several names: "Maine Senators"."""
    return fold(printed.rpartition(" ")[2]) in table("plural-titles")


def singular(printed: str) -> str:
    """Return a role that stands before several names as one holder's: "Maine Senators" → "Maine Senator"."""
    first, _, last = printed.rpartition(" ")
    plural = table("plural-titles").get(fold(last))
    return f"{first} {plural}".strip() if plural else printed


@lru_cache(maxsize=1 << 13)
def without_honorifics(printed: str) -> str:
    """Return a role without forms of address: "Labour Minister Dr." → "Labour Minister", "Mr." → nothing."""
    honorifics = table("honorifics")
    kept = [word for word in printed.split() if fold(word.strip(",")) not in honorifics]
    return " ".join(kept).strip(" ,")
