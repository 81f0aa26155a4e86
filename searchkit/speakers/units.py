"""What parts printed speakers for good: no two of different units are ever one person, unless the user says so.

A person's unit is the surname, a body's its name. Identity is decided unit by unit, so that a commit decides anew only
those that it touches. A unit is known by a hash of 32 bits: where two hashes are equal, both are decided at once, which
changes nothing of what is found.
"""

from __future__ import annotations

from functools import lru_cache
from zlib import crc32

from searchkit.model import SpeakerKind
from searchkit.names.personal import key_of, parse_name
from searchkit.speakers.evidence import bare_name, own_name
from searchkit.speakers.lookup import words_of


def body_name(printed: str) -> str:
    """Return the name of a body without its article."""
    return printed.removeprefix("the ").removeprefix("The ")


@lru_cache(maxsize=1 << 14)
def unit_of(printed: str, kind: SpeakerKind, source: str) -> int:
    """Return the unit of a name that an issuer prints (uint32)."""
    if kind is SpeakerKind.PERSON:
        return number_of(parse_name(own_name(printed, source)).surname)
    return number_of(key_of(body_name(printed)))


@lru_cache(maxsize=1 << 14)
def name_number(printed: str) -> int:
    """Return a number (uint32) that is the same for names which a correction takes for one."""
    return number_of(spoken_of(printed))


def spoken_of(printed: str) -> str:
    """Return the words by which corrections speak of a name: without titles, capitals and accents."""
    return " ".join(words_of(bare_name(printed)))


def number_of(key: str) -> int:
    """Return the hash of a key (uint32)."""
    return crc32(key.encode("utf-8", "surrogatepass"))
