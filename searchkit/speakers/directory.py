"""The directory of persons of an index, looked up without loading it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy.typing as npt

from searchkit import speakers
from searchkit.model import SpeakerKind
from searchkit.speakers.terms import Terms

if TYPE_CHECKING:
    from searchkit.speakers.person import Person

Array = npt.NDArray[Any]
_ARRAYS = (
    "person_of",
    "kinds",
    "statements",
    "releases",
    "records",
    "record_offsets",
    "words",
    "word_offsets",
    "numbers",
    "number_offsets",
    "notes",
)
KINDS = tuple(SpeakerKind)
"""Sorts of speakers by the number that the arrays hold."""
_PERSON = KINDS.index(SpeakerKind.PERSON)

LONGEST_SUGGESTED = 6
"""Words of a name that is suggested, at most: longer ones are sentences taken for names."""


class Directory:
    """Persons by ordinal, most statements first; what they are is decoded only when asked for.

    `arrays` are those that `arrays()` of a built directory gave, perhaps mapped from a file.
    """

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._arrays = {name: arrays[name] for name in _ARRAYS}
        self.person_of: Array = arrays["person_of"]
        """int32: the key of a printed speaker → the ordinal of the person, −1 for nobody."""
        self.statements: Array = arrays["statements"]
        """int64: statements by ordinal."""
        self.releases: Array = arrays["releases"]
        """int64: releases by ordinal; one that prints a person in two ways counts twice."""
        self._terms = Terms(arrays["words"], arrays["word_offsets"], arrays["numbers"], arrays["number_offsets"])

    def kind(self, ordinal: int) -> SpeakerKind:
        """Return what sort of speaker the one of an ordinal is, without decoding the rest."""
        return KINDS[int(self._arrays["kinds"][ordinal])]

    def arrays(self) -> dict[str, Array]:
        """Return the directory as one-dimensional arrays, from which it can be made again without work."""
        return dict(self._arrays)

    def __len__(self) -> int:
        return len(self.statements)

    def __iter__(self) -> Iterator[Person]:
        return (self.person(ordinal) for ordinal in range(len(self)))

    @property
    def notes(self) -> list[str]:
        """Corrections that met nobody in this index, in words."""
        found: list[str] = json.loads(self._arrays["notes"].tobytes())
        return found

    def person(self, ordinal: int) -> Person:
        """Return the person of an ordinal."""
        offsets = self._arrays["record_offsets"]
        start, end = int(offsets[ordinal]), int(offsets[ordinal + 1])
        return speakers.Person.from_dict(json.loads(self._arrays["records"][start:end].tobytes()))

    def persons(self, start: int = 0, end: int | None = None) -> list[Person]:
        """Return the persons from one ordinal to another, the most quoted first."""
        return [self.person(ordinal) for ordinal in range(len(self))[start:end]]

    def beginning(self, text: str) -> Iterator[Person]:
        """Yield all whose names have the words of `text`, the last perhaps unfinished; the most quoted first."""
        return (self.person(ordinal) for ordinal in speakers.lookup.look_ahead(self._terms, text))

    def ordinals(self, text: str) -> list[int]:
        """Return the ordinals of all whom `text` fits: any name or part of one, title and name, or `#id`.

        Bodies and people without a name ("Obama Administration") are given only where no person fits.
        """
        found, role = speakers.lookup.look_up(self._terms, text)
        found = [ordinal for ordinal in found if self._arrays["kinds"][ordinal] == _PERSON] or found
        if role.empty:
            return found
        holders = [ordinal for ordinal in found if speakers.lookup.holds(self.person(ordinal), role)]
        return holders or found

    def find(self, text: str) -> list[Person]:
        """Return all persons whom `text` fits, the most quoted first; none if nobody has such a name."""
        return [self.person(ordinal) for ordinal in self.ordinals(text)]

    def suggestions(self, text: str, count: int = 3) -> list[str]:
        """Return names that are spelled nearly like `text`, for when it fits nobody."""
        out: list[str] = []
        for word in speakers.lookup.near_words(self._terms, text, count):
            out += [self.person(ordinal).name for ordinal in self._terms.get(word)[:1]]
        return [name for name in dict.fromkeys(out) if len(name.split()) <= LONGEST_SUGGESTED][:count]
