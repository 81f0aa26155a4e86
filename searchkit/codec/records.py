"""A release and its statements as bytes; `codec.decoding` makes them of these again.

    length of the head (4 bytes) | head: a JSON list | letters of the text (`codec.lettering`), or the text in UTF-8

Spans are written as flat lists of differences, which compress well; a title that stands in the text is written as its
offset. The id is not in the record: a segment has it in a column.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Sequence
from itertools import chain
from operator import sub
from typing import Any, NamedTuple

from searchkit.codec.composing import packed
from searchkit.codec.lettering import Lettering
from searchkit.codec.strings import to_bytes
from searchkit.model import Release, Statement, ZoneKind
from searchkit.spans import Span

LENGTH = struct.Struct("<I")
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
ZONES = tuple(ZoneKind)
_ZONE_NUMBER = {kind: number for number, kind in enumerate(ZONES)}


class Head(NamedTuple):
    """What a record says of a release, as JSON data: all but the words of its text."""

    lettered: int
    """1 where letters follow, 0 where the text does."""
    title: str | int
    """The title, or where it stands in the text."""
    title_size: int
    date: str
    date_origin: str
    date_precision: str
    source: str
    place: str
    path: str
    url: str
    language: str
    zones: list[int]
    zone_kinds: list[int]
    paragraphs: list[int]
    places: Sequence[str] | int
    """0 where they are only the path."""
    metadata: dict[str, str]
    speakers: list[tuple[str, str, str, Sequence[str]]]
    statements: list[list[Any]]


def encode(release: Release, statements: Sequence[Statement], lettering: Lettering | None) -> bytes:
    """Return the bytes of a release and its statements; `lettering` says how words are set in its text, None that the
    text is to be kept as it is.
    """
    at = release.text.find(release.title)
    speakers = list(dict.fromkeys(chain.from_iterable([s.speakers for s in statements])))
    number = {speaker: i for i, speaker in enumerate(speakers)}
    head = Head(
        lettered=0 if lettering is None else 1,
        title=at if at >= 0 else release.title,
        title_size=len(release.title),
        date=release.date.isoformat() if release.date else "",
        date_origin=release.date_origin,
        date_precision=release.date_precision,
        source=release.source,
        place=release.place,
        path=release.path,
        url=release.url,
        language=release.language,
        zones=_flat([zone.span for zone in release.zones]),
        zone_kinds=[_ZONE_NUMBER[zone.kind] for zone in release.zones],
        paragraphs=_flat(release.paragraphs),
        places=0 if release.places == (release.path,) else release.places,
        metadata=dict(release.metadata),
        speakers=[(s.name, s.role, s.kind, s.aliases) for s in speakers],
        statements=[_statement(s, [number[speaker] for speaker in s.speakers]) for s in statements],
    )
    data = to_bytes(_JSON.encode(head))
    text = to_bytes(release.text) if lettering is None else packed(lettering)
    return b"".join((LENGTH.pack(len(data)), data, text))


def _statement(statement: Statement, speakers: list[int]) -> list[Any]:
    return [
        statement.type,
        statement.resolution,
        statement.confidence,
        speakers,
        statement.source or 0,
        statement.cue or 0,
        *_flat(statement.content),
    ]


def _flat(spans: Iterable[Span]) -> list[int]:
    """Return all offsets, each as its difference from the one before."""
    offsets = list(chain.from_iterable(spans))
    return list(map(sub, offsets, [0, *offsets]))
