"""The directory of persons of an index, looked up without loading it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from searchkit import speakers
from searchkit.model import SpeakerKind
from searchkit.speakers.terms import Terms

if TYPE_CHECKING:
    from searchkit.speakers.person import Person

Array = npt.NDArray[Any]
_ARRAYS = (
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
        self.statements: Array = arrays["statements"]
        """int64: statements by ordinal."""
        self.releases: Array = arrays["releases"]
        """int64: releases by ordinal; one that prints a person in two ways counts twice."""
        self.terms = Terms(arrays["words"], arrays["word_offsets"], arrays["numbers"], arrays["number_offsets"])
        """Ordinals by words of names, by whole names behind "=", by ids behind "#"."""

    @classmethod
    def empty(cls) -> Directory:
        """Return the directory of nobody."""
        words, word_offsets, numbers, number_offsets = Terms.empty().arrays()
        return cls(
            {
                "kinds": np.empty(0, np.int8),
                "statements": np.empty(0, np.int64),
                "releases": np.empty(0, np.int64),
                "records": np.empty(0, np.uint8),
                "record_offsets": np.zeros(1, np.int64),
                "words": words,
                "word_offsets": word_offsets,
                "numbers": numbers,
                "number_offsets": number_offsets,
                "notes": np.frombuffer(b"[]", np.uint8),
            }
        )

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
        return speakers.Person.from_dict(self._record(ordinal))

    def head(self, ordinal: int) -> tuple[str, str]:
        """Return the name and the id of the person of an ordinal."""
        record = self._record(ordinal)
        return record["name"], record["id"]

    def _record(self, ordinal: int) -> dict[str, Any]:
        offsets = self._arrays["record_offsets"]
        start, end = int(offsets[ordinal]), int(offsets[ordinal + 1])
        record: dict[str, Any] = json.loads(self._arrays["records"][start:end].tobytes())
        return record

    def persons(self, start: int = 0, end: int | None = None) -> list[Person]:
        """Return the persons from one ordinal to another, the most quoted first."""
        return [self.person(ordinal) for ordinal in range(len(self))[start:end]]

    def beginning(self, text: str) -> Iterator[Person]:
        """Yield all whose names have the words of `text`, the last perhaps unfinished; the most quoted first."""
        return (self.person(ordinal) for ordinal in speakers.lookup.look_ahead(self.terms, text))

    def ordinals(self, text: str) -> list[int]:
        """Return the ordinals of all whom `text` fits: any name or part of one, title and name, or `#id`.

        Bodies and people without a name ("Obama Administration") are given only where no person fits.
        """
        found, role = speakers.lookup.look_up(self.terms, text)
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
        for word in speakers.lookup.near_words(self.terms, text, count):
            out += [self.person(ordinal).name for ordinal in self.terms.get(word)[:1]]
        return [name for name in dict.fromkeys(out) if len(name.split()) <= LONGEST_SUGGESTED][:count]
