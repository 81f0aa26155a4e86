"""A release and its statements as bytes, and back: what is decoded equals what was encoded.

    length of the head (4 bytes) | head: a JSON list | text in UTF-8

Spans are written as flat lists of differences, which compress well; a title that stands in the
text is written as its offset.
"""

from __future__ import annotations

import datetime as dt
import json
import struct
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from operator import sub
from typing import Any

from searchkit.codec.strings import to_bytes, to_text
from searchkit.model import (
    DateOrigin,
    Release,
    Resolution,
    Speaker,
    SpeakerKind,
    Statement,
    StatementType,
    Zone,
    ZoneKind,
)
from searchkit.spans import Span

_LENGTH = struct.Struct("<I")
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_ZONES = tuple(ZoneKind)
_ZONE_NUMBER = {kind: number for number, kind in enumerate(_ZONES)}


def encode(release: Release, statements: Sequence[Statement]) -> bytes:
    """Return the bytes of a release and its statements."""
    at = release.text.find(release.title)
    speakers = list(dict.fromkeys(chain.from_iterable([s.speakers for s in statements])))
    number = {speaker: i for i, speaker in enumerate(speakers)}
    head = [
        release.id,
        at if at >= 0 else release.title,
        len(release.title),
        release.date.isoformat() if release.date else "",
        release.date_origin,
        release.date_precision,
        release.source,
        release.place,
        release.path,
        release.url,
        release.language,
        _flat([zone.span for zone in release.zones]),
        [_ZONE_NUMBER[zone.kind] for zone in release.zones],
        _flat(release.paragraphs),
        0 if release.places == (release.path,) else release.places,
        dict(release.metadata),
        [(s.name, s.role, s.kind, s.aliases) for s in speakers],
        [_statement(s, [number[speaker] for speaker in s.speakers]) for s in statements],
    ]
    data = to_bytes(_JSON.encode(head))
    return b"".join((_LENGTH.pack(len(data)), data, to_bytes(release.text)))


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


def _spans(differences: list[int]) -> list[Span]:
    offsets = accumulate(differences)
    return [Span(start, next(offsets)) for start in offsets]


def decode_release(data: bytes) -> Release:
    """Return the release of a record."""
    return _release(*_parts(data))


def decode(data: bytes) -> tuple[Release, list[Statement]]:
    """Return the release of a record and its statements."""
    head, text = _parts(data)
    speakers = [Speaker(name, role, SpeakerKind(kind), tuple(aliases)) for name, role, kind, aliases in head[16]]
    return _release(head, text), [_read_statement(row, speakers) for row in head[17]]


def _parts(data: bytes) -> tuple[list[Any], str]:
    start = _LENGTH.size
    end = start + _LENGTH.unpack_from(data)[0]
    head: list[Any] = json.loads(to_text(data[start:end]))
    return head, to_text(data[end:])


def _release(head: list[Any], text: str) -> Release:
    at, length, path = head[1], head[2], head[8]
    return Release(
        id=head[0],
        title=at if isinstance(at, str) else text[at : at + length],
        text=text,
        date=dt.date.fromisoformat(head[3]) if head[3] else None,
        date_origin=DateOrigin(head[4]),
        date_precision=head[5],
        source=head[6],
        place=head[7],
        path=path,
        url=head[9],
        language=head[10],
        zones=tuple(Zone(_ZONES[k], span) for k, span in zip(head[12], _spans(head[11]), strict=True)),
        paragraphs=tuple(_spans(head[13])),
        places=tuple(head[14]) if head[14] != 0 else (path,),
        metadata=head[15],
    )


def _read_statement(row: list[Any], speakers: list[Speaker]) -> Statement:
    kind, resolution, confidence, numbers, source, cue, *content = row
    return Statement(
        content=tuple(_spans(content)),
        type=StatementType(kind),
        speakers=tuple(speakers[n] for n in numbers),
        source=Span(*source) if source else None,
        cue=Span(*cue) if cue else None,
        resolution=Resolution(resolution),
        confidence=confidence,
    )
