"""Personal names: their words, and whether two of them can be one person's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from searchkit.names.lists import fold, table, words

_DOUBLED = re.compile(r"(.)\1+")
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*\.?")
_NICKNAME = re.compile(r"[\"“”‘’'(]+(\w[\w.-]*)[\"“”’')]+")
_GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv", "v"))
_MIXED = re.compile(r"\b(Mc|O['’])(\w)")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A personal name without titles.

    `full` is the name as printed, spaces made single. `keys` are its folded words without initials, suffix and
    nickname, doubled letters made single so that spellings of one release meet; `initials` the initials among them as
    (place among the words, letter).
    """

    full: str
    keys: tuple[str, ...]
    initials: tuple[tuple[int, str], ...] = ()
    suffix: str = ""
    nickname: str = ""
    particle: str = ""
    """The small word that was left out before the last: that of "Chris Van Hollen" is "van"."""

    @property
    def surname(self) -> str:
        """The key of the last word; empty for an empty name."""
        return self.keys[-1] if self.keys else ""

    @property
    def first(self) -> str:
        """The key of the first word that is not an initial; empty for a surname alone."""
        return self.keys[0] if len(self.keys) > 1 else ""


@lru_cache(maxsize=1 << 15)
def key_of(word: str) -> str:
    """Return the key under which a word of a name is compared."""
    return _DOUBLED.sub(r"\1", fold(word)).replace("'", "")


@lru_cache(maxsize=1 << 14)
def parse_name(printed: str) -> PersonName:
    """Return the name that `printed`, a personal name without titles, spells."""
    if printed.isalpha() and len(printed) > 1:
        return PersonName(
            proper_case(printed) if printed.isupper() and len(printed) > 3 else printed, (key_of(printed),)
        )
    nickname = _NICKNAME.search(printed)
    plain = _NICKNAME.sub(" ", printed) if nickname else printed
    keys: list[str] = []
    initials: list[tuple[int, str]] = []
    suffix = particle = left_out = ""
    for match in _WORD.finditer(plain):
        word = match.group()
        bare = fold(word)
        if keys and bare in words("suffixes") and bare != "v":
            suffix = bare
        elif len(bare) == 1:
            initials.append((len(keys), bare))
        elif bare not in words("particles") or not keys or len(bare) > 3:
            keys.append(key_of(word))
            particle, left_out = left_out, ""
        else:
            left_out = bare
    full = " ".join(_without_honours(printed.split()))
    return PersonName(
        proper_case(full) if full.isupper() and len(full) > 3 else full,
        tuple(keys),
        tuple(initials),
        suffix,
        key_of(nickname.group(1)) if nickname else "",
        particle,
    )


def _without_honours(parts: list[str]) -> list[str]:
    """Return the words of a name without degrees and honours at its end: "Terry Moran AO"."""
    end = len(parts)
    while (
        end > 2 and fold(parts[end - 1].rstrip(",")) in words("suffixes") and fold(parts[end - 1]) not in _GENERATIONS
    ):
        if not parts[end - 1].rstrip(",.").replace(".", "").isupper():
            break
        end -= 1
    kept = parts[:end]
    if end < len(parts):
        kept[-1] = kept[-1].rstrip(",")
    return kept


def proper_case(name: str) -> str:
    """Return a name printed in capitals as it is written elsewhere: "MCCONNELL" → "McConnell"."""
    parts = [part if len(part) <= 2 and "." in part else part.title() for part in name.split(" ")]
    text = re.sub(r"\bMc(\w)", lambda m: "Mc" + m.group(1).upper(), " ".join(parts))
    return re.sub(r"(?<=\w[’'])S\b", "s", text)


@cache
def _formal_names() -> dict[str, str]:
    return {key_of(short): key_of(full) for short, full in table("nicknames").items()}


def formal(key: str) -> str:
    """Return the key of the full form of a given name's key: that of "Robert" for that of "Bob"."""
    return _formal_names().get(key, key)


def _same_given(one: str, other: str) -> bool:
    return one == other or formal(one) == formal(other)


def is_slip(one: str, other: str) -> bool:
    """Return whether two keys differ in one letter left out or in two that have changed places, within the word.

    The first and the last letter tell names apart ("Paul", "Paula") and are seldom misprinted.
    """
    short, long = sorted((one, other), key=len)
    if len(short) < 3 or len(long) < 4 or (short[0], short[-1]) != (long[0], long[-1]):
        return False
    if len(short) < len(long):
        return any(long[:k] + long[k + 1 :] == short for k in range(1, len(long) - 1))
    pairs = range(1, len(long) - 2)
    return short != long and any(long[:k] + long[k + 1] + long[k] + long[k + 2 :] == short for k in pairs)


def compatible(one: PersonName, other: PersonName) -> bool:
    """Return whether both names, each of two words or more, can be one person's within one release."""
    short, long = sorted((one, other), key=lambda name: len(name.keys))
    if not short.keys or (one.suffix and other.suffix and one.suffix != other.suffix):
        return False
    if not _words_within(short, long):
        return False
    return not _initials_clash(one, other)


def _words_within(short: PersonName, long: PersonName) -> bool:
    if short.keys in (long.keys, (long.particle, long.surname)):
        return True
    if short.keys[-1] != long.keys[-1]:
        return len(short.keys) > 1 and short.keys == long.keys[: len(short.keys)]
    if len(short.keys) == 1:
        return _initial_stands_for(short, long)
    rest = list(long.keys[:-1])
    for key in short.keys[:-1]:
        at = next((k for k, candidate in enumerate(rest) if _same_given(key, candidate)), None)
        if at is None:
            return bool(long.nickname) and _same_given(key, long.nickname)
        rest = rest[at + 1 :]
    return True


def _initial_stands_for(short: PersonName, long: PersonName) -> bool:
    """Return whether the leading initial of "J. Smith" is the first letter of the other's given name, if it has one."""
    leading = [letter for place, letter in short.initials if place == 0]
    return not leading or long.keys[0].startswith(leading[0]) or (0, leading[0]) in long.initials


def _initials_clash(one: PersonName, other: PersonName) -> bool:
    middle = {letter for place, letter in one.initials if place == 1}
    theirs = {letter for place, letter in other.initials if place == 1}
    return bool(middle and theirs and not middle & theirs and len(one.keys) > 1 and len(other.keys) > 1)
