"""Roles as printed before or behind a name, and whether "the Foreign Minister" can mean the holder of one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

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
