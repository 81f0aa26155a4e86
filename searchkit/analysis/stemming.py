"""Stemming by the language of a release, with the Snowball stemmers.

Language codes are ISO 639-1 ("en", "pt-BR"); other languages, and no language, are not stemmed.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import Stemmer

ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "tr": "turkish",
    "yi": "yiddish",
}
LONGEST = 64
"""Longer words are no words of a language, and stay as they are."""
_local = threading.local()


def primary(language: str) -> str:
    """Return the language that stems: "en" for "en-GB", empty where there is no stemmer."""
    code = language.replace("_", "-").partition("-")[0].lower()
    return code if code in ALGORITHMS else ""


def has_stemmer(language: str) -> bool:
    """Return whether words of the language are stemmed."""
    return bool(primary(language))


def stem(word: str, language: str = "en") -> str:
    """Return the stem of a folded word in `language`; the word itself where the language has no stemmer."""
    return _stem(word, primary(language))


def stem_all(words: Sequence[str], language: str = "en") -> list[str]:
    """Return the stems of many folded words, without remembering them."""
    code = primary(language)
    if not code:
        return list(words)
    whole = [word if len(word) <= LONGEST and word.isprintable() else "" for word in words]
    return [stemmed or word for stemmed, word in zip(_stemmer(code).stemWords(whole), words, strict=True)]


@lru_cache(maxsize=65536)
def ways(word: str, codes: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the stems of a folded word, each with the languages that give it, given as `primary` gives them; no
    languages where they all give the same.
    """
    grouped: dict[str, list[str]] = {}
    for code in codes:
        grouped.setdefault(_stem(word, code), []).append(code)
    return tuple((stem, tuple(own) if len(grouped) > 1 else ()) for stem, own in grouped.items())


@lru_cache(maxsize=65536)
def _stem(word: str, code: str) -> str:
    if not code or len(word) > LONGEST or not word.isprintable():
        return word
    stemmed: str = _stemmer(code).stemWord(word)
    return stemmed or word


def _stemmer(code: str) -> Any:
    stemmers = _local.__dict__  # a Stemmer must not be used by two threads at once
    if code not in stemmers:
        stemmers[code] = Stemmer.Stemmer(ALGORITHMS[code], 0)
    return stemmers[code]
