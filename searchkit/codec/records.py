"""A release and its statements as bytes, and back: what is decoded equals what was encoded.

    length of the head (4 bytes) | head: a JSON list | letters of the text (`codec.lettering`), or the text in UTF-8

Spans are written as flat lists of differences, which compress well; a title that stands in the text is written as its
offset. The id is not in the record: a segment has it in a column.
"""

from __future__ import annotations

import datetime as dt
import json
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, chain
from operator import sub
from typing import Any

from searchkit.codec.composing import packed
from searchkit.codec.lettering import Lettering
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

Compose = Callable[[bytes], bytes]
"""Makes the text of a release (UTF-8) of its letters."""
_LENGTH = struct.Struct("<I")
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_ZONES = tuple(ZoneKind)
_ZONE_NUMBER = {kind: number for number, kind in enumerate(_ZONES)}


def encode(release: Release, statements: Sequence[Statement], lettering: Lettering | None) -> bytes:
    """Return the bytes of a release and its statements; `lettering` says how words are set in its text, None that the
    text is to be kept as it is.
    """
    at = release.text.find(release.title)
    speakers = list(dict.fromkeys(chain.from_iterable([s.speakers for s in statements])))
    number = {speaker: i for i, speaker in enumerate(speakers)}
    head = [
        0 if lettering is None else 1,
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
    text = to_bytes(release.text) if lettering is None else packed(lettering)
    return b"".join((_LENGTH.pack(len(data)), data, text))


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


def _spans(differences: list[int]) -> Iterator[Span]:
    offsets = accumulate(differences)
    return map(Span, offsets, offsets)


def decode_release(data: bytes, number: int, compose: Compose) -> Release:
    """Return the release of a record, whose id as a number is `number`."""
    return _release(*_parts(data, compose), number)


def decode(data: bytes, number: int, compose: Compose) -> tuple[Release, list[Statement]]:
    """Return the release of a record, whose id as a number is `number`, and its statements."""
    head, text = _parts(data, compose)
    speakers = [Speaker(name, role, SpeakerKind(kind), tuple(aliases)) for name, role, kind, aliases in head[16]]
    return _release(head, text, number), [_read_statement(row, speakers) for row in head[17]]


def _parts(data: bytes, compose: Compose) -> tuple[list[Any], str]:
    start = _LENGTH.size
    end = start + _LENGTH.unpack_from(data)[0]
    head: list[Any] = json.loads(to_text(data[start:end]))
    return head, to_text(compose(data[end:]) if head[0] else data[end:])


def _release(head: list[Any], text: str, number: int) -> Release:
    at, length, path = head[1], head[2], head[8]
    return Release(
        id=f"{number:016x}",
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
        zones=tuple(map(Zone, map(_ZONES.__getitem__, head[12]), _spans(head[11]))),
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
