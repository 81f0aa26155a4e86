"""What a capitalised word can be, looked up in the lexicon once for each word."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from searchkit.attribution.lexicon import table, words
from searchkit.names.lists import fold

_INITIAL = re.compile(r"[A-Z](?:\.?[A-Z])?\.?")
_PARTY = re.compile(r"[DRI]-[A-Z][\w.’'‘ʻ]*")


class WordClass:
    """Classes of words inside a run of capitalised words, as bits: a word can be several.

    Plain numbers, because `&` of an `enum.IntFlag` takes ten times as long and is most of the work here.
    """

    NONE: Final = 0
    TITLE: Final = 1
    HONORIFIC: Final = 2
    GIVEN: Final = 4
    SURNAME: Final = 8
    INITIAL: Final = 16
    PARTICLE: Final = 32
    SUFFIX: Final = 64
    BODY: Final = 128
    THING: Final = 256
    PLACE: Final = 512
    DEMONYM: Final = 1024
    COMMON: Final = 2048
    HEADLINE: Final = 4096
    FUNCTION: Final = 8192
    NUMBER: Final = 16384
    """Also months, weekdays and party suffixes: capitalised, and part of nothing."""
    UNKNOWN: Final = 32768
    ORDINARY: Final = 65536
    """A word of no other list that is none of names: it may be part of a body's name, but ends a person's."""
    UNLISTED: Final = UNKNOWN | ORDINARY


BARRIER: Final = (
    WordClass.TITLE
    | WordClass.HONORIFIC
    | WordClass.BODY
    | WordClass.THING
    | WordClass.PLACE
    | WordClass.DEMONYM
    | WordClass.COMMON
    | WordClass.HEADLINE
    | WordClass.FUNCTION
    | WordClass.NUMBER
)
"""Words that no personal name goes across, unless they are common surnames standing after a given name."""


@cache
def _classes() -> dict[str, int]:
    out: dict[str, int] = {}
    lists: tuple[tuple[str, int], ...] = (
        ("function-words", WordClass.FUNCTION),
        ("calendar", WordClass.NUMBER),
        ("headline-words", WordClass.HEADLINE),
        ("common", WordClass.COMMON),
        ("bodies", WordClass.BODY),
        ("things", WordClass.THING),
        ("places", WordClass.PLACE),
        ("particles", WordClass.PARTICLE),
        ("suffixes", WordClass.SUFFIX),
        ("surnames", WordClass.SURNAME),
    )
    for name, word_class in lists:
        for word in words(name):
            out[word] = out.get(word, WordClass.NONE) | word_class
    tables = (
        ("titles", WordClass.TITLE),
        ("honorifics", WordClass.HONORIFIC),
        ("given-names", WordClass.GIVEN),
        ("demonyms", WordClass.DEMONYM),
    )
    for name, word_class in tables:
        for word in table(name):
            out[word] = out.get(word, WordClass.NONE) | word_class
    for word in words("ordinary"):
        out.setdefault(word, WordClass.ORDINARY)
    return out


@lru_cache(maxsize=1 << 15)
def classify(word: str) -> int:
    """Return the classes of one word as printed, without possessive ending."""
    if word[0].isdigit():
        return WordClass.NUMBER
    if len(word) == 2 and word[1] == "." and word[0].isupper():
        return WordClass.INITIAL
    if len(word) == 1 and word.isupper():
        return WordClass.INITIAL | (WordClass.FUNCTION if word in "AI" else WordClass.NONE)
    found = _classes().get(fold(word))
    if found is not None:
        return found
    if _INITIAL.fullmatch(word):
        return WordClass.INITIAL
    if _PARTY.fullmatch(word):
        return WordClass.NUMBER
    if "-" in word:
        return _hyphenated(word)
    return WordClass.UNKNOWN


@lru_cache(maxsize=1 << 12)
def inflected(word: str) -> bool:
    """Return whether a word is a form of an ordinary one: "Precedes", "Questioning", but not "Bunning"."""
    low = fold(word)
    stems = [low[: -len(ending)] + tail for ending, tails in _ENDINGS if low.endswith(ending) for tail in tails]
    return any(_classes().get(stem, WordClass.NONE) & _ORDINARY for stem in stems if len(stem) > 2)


_ENDINGS = (("ing", ("", "e")), ("ed", ("", "e")), ("es", ("", "e")), ("s", ("",)))
_ORDINARY = WordClass.COMMON | WordClass.HEADLINE | WordClass.ORDINARY


def _hyphenated(word: str) -> int:
    parts = [classify(part) for part in word.split("-") if part]
    if parts and parts[-1] & (WordClass.TITLE | WordClass.BODY | WordClass.COMMON | WordClass.THING):
        return parts[-1]
    if parts and parts[0] & WordClass.GIVEN:
        return WordClass.GIVEN | WordClass.SURNAME
    return WordClass.UNKNOWN
