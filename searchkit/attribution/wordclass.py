"""What a capitalised word can be, looked up in the lexicon once for each word."""

from __future__ import annotations

import re
from enum import IntFlag
from functools import cache, lru_cache

from searchkit.attribution.lexicon import table, words
from searchkit.names.lists import fold

_INITIAL = re.compile(r"[A-Z](?:\.?[A-Z])?\.?")
_PARTY = re.compile(r"[DRI]-[A-Z][\w.]*")


class WordClass(IntFlag):
    """Classes of words inside a run of capitalised words; a word can be several."""

    NONE = 0
    TITLE = 1
    HONORIFIC = 2
    GIVEN = 4
    SURNAME = 8
    INITIAL = 16
    PARTICLE = 32
    SUFFIX = 64
    BODY = 128
    THING = 256
    PLACE = 512
    DEMONYM = 1024
    COMMON = 2048
    HEADLINE = 4096
    FUNCTION = 8192
    NUMBER = 16384
    """Also months, weekdays and party suffixes: capitalised, and part of nothing."""
    UNKNOWN = 32768


BARRIER = (
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
def _classes() -> dict[str, WordClass]:
    out: dict[str, WordClass] = {}
    lists: tuple[tuple[str, WordClass], ...] = (
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
    return out


@lru_cache(maxsize=1 << 15)
def classify(word: str) -> WordClass:
    """Return the classes of one word as printed, without possessive ending."""
    if word[0].isdigit():
        return WordClass.NUMBER
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


def _hyphenated(word: str) -> WordClass:
    parts = [classify(part) for part in word.split("-") if part]
    if parts and parts[-1] & (WordClass.TITLE | WordClass.BODY | WordClass.COMMON | WordClass.THING):
        return parts[-1]
    if parts and parts[0] & WordClass.GIVEN:
        return WordClass.GIVEN | WordClass.SURNAME
    return WordClass.UNKNOWN
