"""The statements of a segment as columns; their intervals are a layer of the stream (`said_*`)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TypeVar

import numpy as np

from searchkit.codec.arrayfile import Array, ArrayFile
from searchkit.codec.speakers import KIND_NUMBER, SpeakerKey, SpeakerTable, pack_speakers
from searchkit.codec.strings import StringTable, pack_strings
from searchkit.model import Resolution, Statement, StatementType

T = TypeVar("T", bytes, SpeakerKey)

TYPES = tuple(StatementType)
RESOLUTIONS = tuple(Resolution)
_TYPE_NUMBER = {kind: number for number, kind in enumerate(TYPES)}
_RESOLUTION_NUMBER = {kind: number for number, kind in enumerate(RESOLUTIONS)}


class StatementRows:
    """The statements met while a segment is written. Cues and speakers are numbered as they come."""

    def __init__(self) -> None:
        self.cues: dict[bytes, int] = {}
        self.speakers: dict[SpeakerKey, int] = {}
        self._rows: list[tuple[int, int, int, float, int, int]] = []
        self._slots: list[int] = []

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def memory(self) -> int:
        """About the memory held."""
        return 200 * len(self._rows) + 400 * len(self.speakers)

    def add(self, doc: int, source: str, statement: Statement, cue: bytes) -> None:
        """Add a statement of a release issued by `source`; `cue` is the folded cue, empty where there is none."""
        for speaker in statement.speakers:
            key = (speaker.name, speaker.role, KIND_NUMBER[speaker.kind], source, speaker.aliases)
            self._slots.append(self.speakers.setdefault(key, len(self.speakers)))
        self._rows.append(
            (
                doc,
                _TYPE_NUMBER[statement.type],
                _RESOLUTION_NUMBER[statement.resolution],
                statement.confidence,
                self.cues.setdefault(cue, len(self.cues)),
                len(self._slots),
            )
        )

    def columns(self) -> dict[str, Array]:
        """Return the columns of the statements; cues and speakers by the numbers given here."""
        doc, kind, resolution, confidence, cue, slots = zip(*self._rows, strict=True) if self._rows else ((),) * 6
        return {
            "statement_doc": np.array(doc, np.uint32),
            "statement_type": np.array(kind, np.uint8),
            "statement_resolution": np.array(resolution, np.uint8),
            "statement_confidence": np.array(confidence, np.float32),
            "statement_cue": np.array(cue, np.uint32),
            "statement_slots": np.array((0, *slots), np.uint32),
            "slot_speaker": np.array(self._slots, np.uint32),
        }


def pack_statements(
    columns: dict[str, Array], cues: Sequence[bytes], speakers: Sequence[SpeakerKey], dates: Array
) -> dict[str, Array]:
    """Return the arrays of a segment's statements and speakers.

    `columns` are those of `StatementRows`; their cues and speakers point into `cues` and `speakers`, which may hold
    unused ones. Only used ones are kept, sorted.
    """
    cue, kept_cues = _sorted(columns["statement_cue"], cues)
    speaker, kept_speakers = _sorted(columns["slot_speaker"], speakers)
    statement_of_slot = np.repeat(np.arange(len(cue)), np.diff(columns["statement_slots"]))
    blob, offsets = pack_strings(kept_cues)
    starts = np.zeros(len(kept_speakers) + 1, np.uint32)
    np.cumsum(np.bincount(speaker, minlength=len(kept_speakers)), out=starts[1:])
    return {
        **columns,
        "statement_cue": cue,
        "slot_speaker": speaker,
        "cue_blob": blob,
        "cue_offsets": offsets,
        "speaker_said": statement_of_slot[np.argsort(speaker, kind="stable")].astype(np.uint32),
        "speaker_said_start": starts,
        **pack_speakers(kept_speakers, speaker, columns["statement_doc"][statement_of_slot], dates),
    }


def _sorted(numbers: Array, values: Sequence[T]) -> tuple[Array, list[T]]:
    """Return the used values sorted and `numbers` pointing to them."""
    used = np.unique(numbers).tolist()
    order = sorted(used, key=lambda number: values[number])
    place = np.zeros(len(values), np.uint32)
    place[order] = np.arange(len(order), dtype=np.uint32)
    return place[numbers], [values[number] for number in order]


class StatementColumns:
    """The statements of a segment, mapped; arrays by the ordinal of the statement.

    `doc`, `type` (place in `TYPES`), `resolution` (place in `RESOLUTIONS`), `confidence` (float32), `cue` (place in
    `cues`, a table of folded cues); the speakers of statement s are `slot_speaker[slots[s]:slots[s + 1]]`, rows of
    `speakers`.
    """

    def __init__(self, file: ArrayFile) -> None:
        self.doc = file["statement_doc"]
        self._docs = self.doc.data
        self.type = file["statement_type"]
        self.resolution = file["statement_resolution"]
        self.confidence = file["statement_confidence"]
        self.cue = file["statement_cue"]
        self.slots = file["statement_slots"]
        self.slot_speaker = file["slot_speaker"]
        self.cues = StringTable(file["cue_blob"], file["cue_offsets"])
        self.speakers = SpeakerTable(file)
        self._said = file["speaker_said"]
        self._said_start = file["speaker_said_start"]

    def __len__(self) -> int:
        return len(self.doc)

    def of_doc(self, doc: int) -> range:
        """Return the ordinals of a release's statements."""
        first = bisect_left(self._docs, doc)
        return range(first, bisect_right(self._docs, doc, first))

    def of_speaker(self, row: int) -> Array:
        """Return the ordinals of a printed speaker's statements (uint32, sorted)."""
        first, last = self._said_start[row : row + 2].tolist()
        return self._said[first:last]
