"""The printed speakers of a segment: one row for each (name, role, kind, source, aliases), sorted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from searchkit.codec.arrayfile import Array, ArrayFile
from searchkit.codec.columns import NO_DATE, date_of
from searchkit.codec.strings import StringTable, pack_strings, to_bytes
from searchkit.model import SpeakerKind

KINDS = tuple(SpeakerKind)
KIND_NUMBER = {kind: number for number, kind in enumerate(KINDS)}
_ALIASES_END = "\n"

SpeakerKey = tuple[str, str, int, str, tuple[str, ...]]
"""Name, role, number of the kind, source (issuer of the release), aliases."""


class SpeakerRow(NamedTuple):
    """A printed speaker: who, for whom, when, and how often in the segment (deleted releases counted too)."""

    name: str
    role: str
    kind: SpeakerKind
    source: str
    aliases: tuple[str, ...]
    first: dt.date | None
    last: dt.date | None
    statements: int
    releases: int


def pack_speakers(keys: Sequence[SpeakerKey], slot_speaker: Array, slot_doc: Array, dates: Array) -> dict[str, Array]:
    """Return the arrays of the table of `keys` (sorted, distinct).

    `slot_speaker` and `slot_doc` are the row and the release of each speaker of a statement, in order; `dates` are days
    by release.
    """
    rows = len(keys)
    sources = sorted({key[3] for key in keys})
    source_number = {source: i for i, source in enumerate(sources)}
    days = dates[slot_doc]
    dated = days != NO_DATE
    first = np.full(rows, np.iinfo(np.int32).max, np.int32)
    last = np.full(rows, NO_DATE, np.int32)
    np.minimum.at(first, slot_speaker[dated], days[dated])
    np.maximum.at(last, slot_speaker[dated], days[dated])
    spoken = np.unique(slot_speaker.astype(np.uint64) << np.uint64(32) | slot_doc) >> np.uint64(32)
    arrays: dict[str, Array] = {
        "speaker_kind": np.array([key[2] for key in keys], np.uint8),
        "speaker_source": np.array([source_number[key[3]] for key in keys], np.uint32),
        "speaker_first": np.where(last == NO_DATE, NO_DATE, first).astype(np.int32),
        "speaker_last": last,
        "speaker_statements": np.bincount(slot_speaker, minlength=rows).astype(np.uint32),
        "speaker_releases": np.bincount(spoken.astype(np.int64), minlength=rows).astype(np.uint32),
    }
    for name, values in (
        ("name", [key[0] for key in keys]),
        ("role", [key[1] for key in keys]),
        ("aliases", ["".join(alias + _ALIASES_END for alias in key[4]) for key in keys]),
        ("source_name", sources),
    ):
        blob, offsets = pack_strings([to_bytes(value) for value in values])
        arrays[f"speaker_{name}_blob"], arrays[f"speaker_{name}_offsets"] = blob, offsets
    return arrays


class SpeakerTable:
    """The printed speakers of a segment, mapped; `table[row]` makes a row."""

    def __init__(self, file: ArrayFile) -> None:
        self.kinds = file["speaker_kind"]
        self.sources = file["speaker_source"]
        self.first = file["speaker_first"]
        self.last = file["speaker_last"]
        self.statements = file["speaker_statements"]
        self.releases = file["speaker_releases"]
        self.names, self.roles, self.aliases, self.source_names = (
            StringTable(file[f"speaker_{name}_blob"], file[f"speaker_{name}_offsets"])
            for name in ("name", "role", "aliases", "source_name")
        )

    def __len__(self) -> int:
        return len(self.kinds)

    def key(self, row: int) -> SpeakerKey:
        """Return what tells the row from others."""
        aliases = tuple(self.aliases[row].split(_ALIASES_END)[:-1])
        source = self.source_names[int(self.sources[row])]
        return self.names[row], self.roles[row], int(self.kinds[row]), source, aliases

    def keys(self, rows: Array) -> list[SpeakerKey]:
        """Return what tells some rows from others, far quicker than one by one."""
        sources = list(self.source_names)
        return [
            (name, role, kind, sources[source], tuple(aliases.split(_ALIASES_END)[:-1]))
            for name, role, kind, source, aliases in zip(
                self.names.some(rows),
                self.roles.some(rows),
                self.kinds[rows].tolist(),
                self.sources[rows].tolist(),
                self.aliases.some(rows),
                strict=True,
            )
        ]

    def __getitem__(self, row: int) -> SpeakerRow:
        name, role, kind, source, aliases = self.key(row)
        return SpeakerRow(
            name=name,
            role=role,
            kind=KINDS[kind],
            source=source,
            aliases=aliases,
            first=date_of(int(self.first[row])),
            last=date_of(int(self.last[row])),
            statements=int(self.statements[row]),
            releases=int(self.releases[row]),
        )

    def __iter__(self) -> Iterator[SpeakerRow]:
        return (self[row] for row in range(len(self)))
