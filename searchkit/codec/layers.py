"""Layers: what lies over the stream as sorted half-open intervals, and the tables of documents and statements.

A piece of layers comes from a batch of releases (or from documents of another segment, in merging); all its positions,
documents, statements and speakers count from the piece's own beginning, and `LayerPiece.shifted` moves them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from searchkit.codec.arrays import Array, ArrayWriter
from searchkit.codec.streams import Layout
from searchkit.model import Release, Resolution, Speaker, Statement, StatementType

TYPES = tuple(StatementType)
RESOLUTIONS = tuple(Resolution)
_TYPE = {kind: number for number, kind in enumerate(TYPES)}
_RESOLUTION = {kind: number for number, kind in enumerate(RESOLUTIONS)}

POSITION, DOC, STATEMENT, SPEAKER, SPEAKER_ROW, PLAIN = range(6)
COLUMNS: Mapping[str, tuple[type[np.generic], int]] = {
    "doc.start": (np.uint32, POSITION),
    "doc.end": (np.uint32, POSITION),
    "zone.start": (np.uint32, POSITION),
    "zone.end": (np.uint32, POSITION),
    "zone.kind": (np.uint8, PLAIN),
    "paragraph.start": (np.uint32, POSITION),
    "sentence.start": (np.uint32, POSITION),
    "content.start": (np.uint32, POSITION),
    "content.end": (np.uint32, POSITION),
    "content.statement": (np.uint32, STATEMENT),
    "statement.doc": (np.uint32, DOC),
    "statement.type": (np.uint8, PLAIN),
    "statement.resolution": (np.uint8, PLAIN),
    "statement.confidence": (np.float32, PLAIN),
    "statement.cue_start": (np.uint32, POSITION),
    "statement.cue_end": (np.uint32, POSITION),
    "statement.speaker_end": (np.uint32, SPEAKER_ROW),
    "statement.speaker": (np.uint32, SPEAKER),
}
"""Every column: its type, and what it counts."""


@dataclass(frozen=True, slots=True, eq=False)
class LayerPiece:
    """The layers of some documents, by name of the column."""

    columns: dict[str, Array]
    size: int
    """Positions of the stream that it covers."""

    def shifted(self, position: int, doc: int, statement: int, row: int) -> LayerPiece:
        """Return the piece as it stands behind others of so many positions, documents, statements and speaker rows."""
        by = {POSITION: position, DOC: doc, STATEMENT: statement, SPEAKER: 0, SPEAKER_ROW: row, PLAIN: 0}
        moved = {
            name: (self.columns[name] + by[counts]).astype(kind) if by[counts] else self.columns[name].astype(kind)
            for name, (kind, counts) in COLUMNS.items()
        }
        return LayerPiece(moved, self.size)


class Layers:
    """Gathers pieces into the layers of a segment."""

    def __init__(self) -> None:
        self._pieces: list[LayerPiece] = []
        self.size = self.docs = self.statements = self._rows = 0

    @property
    def memory(self) -> int:
        """Bytes held."""
        return sum(sum(a.nbytes for a in piece.columns.values()) for piece in self._pieces)

    def add(self, piece: LayerPiece) -> LayerPiece:
        """Append a piece that counts from its own beginning; return it as it stands in the segment."""
        placed = piece.shifted(self.size, self.docs, self.statements, self._rows)
        self._pieces.append(placed)
        self.size += piece.size
        self.docs += len(piece.columns["doc.start"])
        self.statements += len(piece.columns["statement.doc"])
        self._rows += len(piece.columns["statement.speaker"])
        return placed

    def column(self, name: str) -> Array:
        """Return a whole column."""
        kind = COLUMNS[name][0]
        return np.concatenate([np.empty(0, kind), *(piece.columns[name] for piece in self._pieces)])

    def write(self, out: ArrayWriter) -> None:
        """Write all columns."""
        for name in COLUMNS:
            out.add(name, self.column(name))


def layers_of(
    layout: Layout,
    releases: Sequence[Release],
    offsets: Array,
    statements: Sequence[Sequence[Statement]],
    sentences: Sequence[Sequence[int]],
    speakers: dict[Speaker, int],
) -> LayerPiece:
    """Return the layers of a batch; `speakers` numbers the printed speakers of the segment and grows.

    `sentences` are the character offsets of each release's sentences; a paragraph begins one too.
    """
    base = offsets.tolist()
    paragraph = [o + span.start for release, o in zip(releases, base, strict=True) for span in release.paragraphs]
    sentence = [o + start for starts, o in zip(sentences, base, strict=True) for start in starts]
    columns: dict[str, Array] = {
        "doc.start": layout.doc_start,
        "doc.end": layout.doc_end,
        "zone.start": layout.zone_start,
        "zone.end": layout.zone_end,
        "zone.kind": layout.zone_kind,
        "paragraph.start": _starts(layout, paragraph),
        "sentence.start": _starts(layout, paragraph + sentence),
        **_statements(layout, base, statements, speakers),
    }
    return LayerPiece(columns, layout.size)


def _starts(layout: Layout, characters: list[int]) -> Array:
    """Return the positions of the first tokens at or behind the characters; every document and zone starts one too."""
    at = np.array(characters, np.int64)
    padded = np.append(layout.positions, layout.size)
    found = padded[np.searchsorted(layout.starts, at)]
    return np.unique(np.concatenate([found[found < layout.size], layout.doc_start, layout.zone_start]))


def _statements(
    layout: Layout, base: list[int], statements: Sequence[Sequence[Statement]], speakers: dict[Speaker, int]
) -> dict[str, Array]:
    rows = [(doc, base[doc], statement) for doc, found in enumerate(statements) for statement in found]
    content = [(o + span.start, o + span.end, n) for n, (_, o, s) in enumerate(rows) for span in s.content]
    characters = np.array(content, np.int64).reshape(-1, 3)
    start, end = layout.intervals(characters[:, 0], characters[:, 1])
    kept = np.flatnonzero(end > start)
    kept = kept[np.lexsort((characters[kept, 2], start[kept]))]
    cues = np.array([(o + s.cue.start, o + s.cue.end) if s.cue else (0, 0) for _, o, s in rows], np.int64).reshape(
        -1, 2
    )
    cue_start, cue_end = layout.intervals(cues[:, 0], cues[:, 1])
    who = [speakers.setdefault(printed(speaker), len(speakers)) for _, _, s in rows for speaker in s.speakers]
    return {
        "content.start": start[kept],
        "content.end": end[kept],
        "content.statement": characters[kept, 2],
        "statement.doc": np.array([doc for doc, _, _ in rows], np.int64),
        "statement.type": np.array([_TYPE[s.type] for _, _, s in rows], np.uint8),
        "statement.resolution": np.array([_RESOLUTION[s.resolution] for _, _, s in rows], np.uint8),
        "statement.confidence": np.array([s.confidence for _, _, s in rows], np.float32),
        "statement.cue_start": cue_start,
        "statement.cue_end": cue_end,
        "statement.speaker_end": np.cumsum([len(s.speakers) for _, _, s in rows], dtype=np.int64),
        "statement.speaker": np.array(who, np.uint32),
    }


def printed(speaker: Speaker) -> Speaker:
    """Return the row of the speaker table that a speaker belongs to: name, role and kind."""
    return Speaker(speaker.name, speaker.role, speaker.kind)
