"""Records as releases and statements again: what is decoded equals what was encoded (`codec.records`).

Of the many releases that a search finds, mostly a title and a date are asked for: every field of a release is made when
it is first asked for, its text too.
"""

from __future__ import annotations

import datetime as dt
import json
import struct
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple, Protocol

from searchkit.codec.records import LENGTH, ZONES, Head
from searchkit.codec.strings import to_text
from searchkit.model import DateOrigin, Release, Resolution, Speaker, SpeakerKind, Statement, StatementType, Zone
from searchkit.spans import Span, spans_of


class Compose(Protocol):
    """Makes the text of a release of its letters."""

    def __call__(self, letters: bytes, least: int | None = None) -> str:
        """Return the text; with `least`, perhaps only its beginning, of at least so many characters if it has them."""


UNREADABLE = (ValueError, LookupError, TypeError, struct.error)
"""What it can come to where bytes are not those that were written."""


def _no_record() -> Exception:
    return ValueError("this is no record")


Places = Callable[[str], Sequence[str]]
"""Finds all places that hold the release of an id now."""


class Record:
    """A release and its statements as they are stored.

    `number` is its id; `places` finds where it lies now, else it lies where it lay when it was stored. `damaged` makes
    the error that is raised where a field cannot be made.

    Raises:
        ValueError: the record is no such thing.
    """

    def __init__(
        self,
        data: bytes,
        number: int,
        compose: Compose,
        places: Places | None = None,
        damaged: Callable[[], Exception] = _no_record,
    ) -> None:
        start = LENGTH.size
        end = start + LENGTH.unpack_from(data)[0]
        values = json.loads(to_text(data[start:end]))
        if len(values) != len(Head._fields):
            raise ValueError("the head is none")
        self._head = head = Head._make(values)
        letters = data[end:] if head.lettered else to_text(data[end:])
        self._damaged = damaged
        self.release = StoredRelease.of(_Sources(number, head, letters, compose, places, damaged))

    @cached_property
    def statements(self) -> list[Statement]:
        """The statements."""
        rows = self._head.speakers
        try:
            speakers = [Speaker(name, role, SpeakerKind(kind), tuple(aliases)) for name, role, kind, aliases in rows]
            return [_statement(row, speakers) for row in self._head.statements]
        except UNREADABLE as error:
            raise self._damaged() from error


class _Sources(NamedTuple):
    """What a release is made of."""

    number: int
    head: Head
    letters: bytes | str
    """Letters of the text, or the text."""
    compose: Compose
    places: Places | None
    damaged: Callable[[], Exception]


class StoredRelease(Release):
    """A release that equals the one which was stored; its fields are made when they are first asked for."""

    __slots__ = ("_sources",)
    _sources: _Sources

    @classmethod
    def of(cls, sources: _Sources) -> StoredRelease:
        """Return the release without any field made."""
        made = cls.__new__(cls)
        object.__setattr__(made, "_sources", sources)
        return made

    def __getattr__(self, name: str) -> Any:
        """Make a field; fields that have been made do not come here."""
        if name not in _MADE_BY:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        try:
            value = _MADE_BY[name](self._sources)
        except UNREADABLE as error:
            raise self._sources.damaged() from error
        object.__setattr__(self, name, value)
        return value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Release) and all(getattr(self, name) == getattr(other, name) for name in _MADE_BY)

    __hash__ = Release.__hash__

    def __reduce__(self) -> tuple[type[Release], tuple[Any, ...]]:
        return Release, tuple(getattr(self, name) for name in _MADE_BY)


def _title(sources: _Sources) -> str:
    at, size = sources.head.title, sources.head.title_size
    if isinstance(at, str):
        return at
    return _text(sources, at + size)[at : at + size]


def _text(sources: _Sources, least: int | None = None) -> str:
    letters = sources.letters
    return letters if isinstance(letters, str) else sources.compose(letters, least)


def _path(sources: _Sources) -> str:
    return _places(sources)[0] if sources.places else sources.head.path


def _places(sources: _Sources) -> tuple[str, ...]:
    now = tuple(sources.places(f"{sources.number:016x}")) if sources.places else ()
    if now:
        return now
    stored = sources.head.places
    if isinstance(stored, int):
        return (sources.head.path,)
    return tuple(stored) or ((sources.head.path,) if sources.places else ())


_MADE_BY: dict[str, Callable[[_Sources], Any]] = {
    "id": lambda sources: f"{sources.number:016x}",
    "title": _title,
    "text": _text,
    "date": lambda sources: dt.date.fromisoformat(sources.head.date) if sources.head.date else None,
    "date_origin": lambda sources: DateOrigin(sources.head.date_origin),
    "date_precision": lambda sources: sources.head.date_precision,
    "source": lambda sources: sources.head.source,
    "place": lambda sources: sources.head.place,
    "path": _path,
    "url": lambda sources: sources.head.url,
    "language": lambda sources: sources.head.language,
    "zones": lambda sources: tuple(
        map(Zone, map(ZONES.__getitem__, sources.head.zone_kinds), _spans(sources.head.zones))
    ),
    "paragraphs": lambda sources: _spans(sources.head.paragraphs),
    "places": _places,
    "metadata": lambda sources: sources.head.metadata,
}
"""What makes each field of a release, in the order of the fields."""


def _spans(differences: Sequence[int]) -> tuple[Span, ...]:
    offsets = accumulate(differences)
    return spans_of(zip(offsets, offsets, strict=True))


def _statement(row: list[Any], speakers: list[Speaker]) -> Statement:
    kind, resolution, confidence, numbers, source, cue, *content = row
    return Statement(
        content=_spans(content),
        type=StatementType(kind),
        speakers=tuple(speakers[n] for n in numbers),
        source=Span(*source) if source else None,
        cue=Span(*cue) if cue else None,
        resolution=Resolution(resolution),
        confidence=confidence,
    )
