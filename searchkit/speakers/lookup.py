"""Finding persons by what people type: any name, part of a name, title and name, or id."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping

from searchkit.names.lists import fold, table
from searchkit.names.roles import Role, distance, parse_role
from searchkit.speakers.person import Person
from searchkit.speakers.terms import Terms

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NEAR = 0.72


def words_of(text: str) -> list[str]:
    """Return the words of a name as they are compared: without accents, capitals and apostrophes."""
    return [fold(word).replace("'", "") for word in _WORD.findall(text.replace("’", "'"))]


def entries_of(persons: Iterable[tuple[int, Person]]) -> Mapping[str, set[int]]:
    """Return the table in which persons are found: words of names, whole names behind "=", ids behind "#"."""
    out: dict[str, set[int]] = {}
    for ordinal, person in persons:
        out.setdefault("#" + person.id, set()).add(ordinal)
        for alias in (person.name, *person.aliases):
            found = words_of(alias)
            out.setdefault("=" + " ".join(found), set()).add(ordinal)
            for word in found:
                out.setdefault(word, set()).add(ordinal)
    return out


def look_up(terms: Terms, text: str) -> tuple[list[int], Role]:
    """Return the ordinals of the persons whose names `text` fits, and the role that it asks for besides.

    One word fits every name that has it. Several fit a whole name first, else every name that has them all; titles
    among them ("FM Qureshi") are not looked for in names where there are other words.
    """
    nothing = parse_role("")
    if text.strip().startswith("#"):
        return terms.get("#" + text.strip()[1:].casefold()), nothing
    found = words_of(text)
    if not found:
        return [], nothing
    if len(found) > 1 and (whole := terms.get("=" + " ".join(found))):
        return whole, nothing
    together = _all(terms, found)
    if together:
        return together, nothing
    names = [word for word in found if word not in table("titles") and word not in table("honorifics")]
    titles = [word for word in found if word in table("titles")]
    if not names or len(names) == len(found):
        return [], nothing
    return _all(terms, names), parse_role(" ".join(titles))


def look_ahead(terms: Terms, text: str) -> list[int]:
    """Return the ordinals of the persons whose names have all words of `text`, of which the last may be unfinished."""
    *whole, last = words_of(text) or [""]
    sets = [set(terms.beginning(last)), *(set(terms.get(word)) for word in whole)]
    return sorted(set.intersection(*sets))


def holds(person: Person, role: Role) -> bool:
    """Return whether a person held an office at some time."""
    return any(distance(role, parse_role(tenure.name)) is not None for tenure in person.roles)


def near_words(terms: Terms, text: str, count: int) -> list[str]:
    """Return words of the table that are spelled nearly like the words of `text`, the nearest first."""
    out: list[str] = []
    for wanted in words_of(text):
        near = [word for word in terms if word[0] not in "#=" and _alike(word, wanted)]
        out += difflib.get_close_matches(wanted, near, count, _NEAR)
    return list(dict.fromkeys(out))


def _alike(word: str, wanted: str) -> bool:
    if abs(len(word) - len(wanted)) > 2 or len(word) < 3:
        return False
    return word[0] == wanted[0] or word[-2:] == wanted[-2:]


def _all(terms: Terms, found: Iterable[str]) -> list[int]:
    sets = [set(terms.get(word)) for word in found]
    return sorted(set.intersection(*sets)) if sets else []
