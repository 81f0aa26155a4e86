"""A segment, mapped: what stands where, for searching, merging and stock Whoosh alike.

Nothing is read before it is asked for: opening maps the file, and each array is a view of it.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from pathlib import Path

import numpy as np

from searchkit.codec.arrayfile import Array, ArrayFile
from searchkit.codec.columns import KeywordColumn, id_column, keyword_column
from searchkit.codec.decoding import Places, Record
from searchkit.codec.lexicon import Vocabulary
from searchkit.codec.manifest import SegmentInfo
from searchkit.codec.packing import PACKED, PackedLists, read_list
from searchkit.codec.postings import FIELDS, FieldPostings
from searchkit.codec.sets import places_in
from searchkit.codec.speakers import SpeakerTable
from searchkit.codec.statements import StatementColumns
from searchkit.codec.stored import StoredReleases
from searchkit.codec.stream import BLOCK_BITS
from searchkit.errors import IndexDamaged, rebuild_advice
from searchkit.model import Release


class SegmentReader:
    """One segment as a commit sees it. Threads may share it; it never changes.

    `reader[name]` is an array of the segment file. `live` (bool by document) is None where nothing is deleted.

    Raises:
        IndexDamaged: a file is missing, cut off, or not the one that the commit names.
        FileNotFoundError: a file is missing.
    """

    def __init__(self, folder: Path, info: SegmentInfo) -> None:
        self.info = info
        self.name = info.name
        self.file = ArrayFile(folder / info.file)
        self.doc_count = info.docs
        if self.file.attributes["docs"] != info.docs or self.file.size != info.size:
            raise IndexDamaged(
                f"{folder / info.file} is not the file that the commit names", rebuild_advice(folder.parent)
            )
        self.live = _live(folder, info)
        self._unpacked: dict[str, Array] = {}
        self._keywords: dict[str, KeywordColumn] = {}

    def __getitem__(self, name: str) -> Array:
        if name not in PACKED:
            return self.file[name]
        if name not in self._unpacked:
            self._unpacked[name] = read_list(self.file, name)
        return self._unpacked[name]

    def __len__(self) -> int:
        """The number of releases that are not deleted."""
        return self.doc_count - self.info.deleted

    def forget(self) -> None:
        """Let go of the memory that holds what has been read; it is read again when it is needed."""
        self._unpacked.clear()
        self.file.forget()

    @cached_property
    def live_docs(self) -> Array:
        """The documents that are not deleted, ascending (uint32)."""
        if self.live is None:
            return np.arange(self.doc_count, dtype=np.uint32)
        return np.flatnonzero(self.live).astype(np.uint32)

    @cached_property
    def block_doc(self) -> Array:
        """The release of every 64 positions of the stream (uint32)."""
        blocks = np.diff(np.append(self["doc_start"], np.uint32(self.info.positions))) >> np.uint32(BLOCK_BITS)
        return np.repeat(np.arange(self.doc_count, dtype=np.uint32), blocks)

    def section_kinds(self, positions: Array) -> Array:
        """Return in what kind of section each position of the stream lies (uint8; see `codec.stream`)."""
        kinds: Array = self["section_kind"][places_in(self["section_start"], positions, "right") - 1]
        return kinds

    @cached_property
    def ids(self) -> Array:
        """The ids of the releases as numbers (uint64, by document)."""
        return self["ids"]

    @cached_property
    def stamps(self) -> Array:
        """What tells editions of the same release apart (uint32, by document); see `codec.columns.stamp_of`."""
        return self["stamps"]

    @cached_property
    def dates(self) -> Array:
        """The dates of the releases as days (int32, by document); see `codec.columns.day_of`."""
        return self["dates"]

    @cached_property
    def signatures(self) -> Array:
        """The signatures of the releases, by which near-duplicates are found (uint8, a row of 64 by document)."""
        column = self["signature"]
        return column.view(np.uint8).reshape(-1, column.itemsize)

    def exact(self, start: int, end: int) -> Array:
        """Return the exact ids of the stream's positions `start` to `end`, `end` not included (uint32)."""
        ids = self["stream"][start:end].astype(np.uint32)
        rare_at, rare_exact = self["rare_at"], self["rare_exact"]
        first = bisect_left(rare_at.data, start)
        last = bisect_left(rare_at.data, end, first)
        ids[rare_at[first:last] - start] = rare_exact[first:last]
        return ids

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Exact words and stems."""
        return Vocabulary(self.file)

    @cached_property
    def postings(self) -> dict[str, FieldPostings]:
        """The postings by field: `text`, `aside`, `title`."""
        return {field: FieldPostings(self.file, field, self.doc_count) for field in FIELDS}

    @cached_property
    def positions(self) -> dict[str, PackedLists]:
        """The positions of stems by field: `text` (without the commonest ones) and `aside`."""
        return {field: PackedLists(self.file, f"{field}_positions", len(self["stream"])) for field in ("text", "aside")}

    @cached_property
    def pairs(self) -> PackedLists:
        """Where two of the commonest stems stand side by side, by pair (`common` has their order)."""
        return PackedLists(self.file, "pair_positions", len(self["stream"]))

    @cached_property
    def statements(self) -> StatementColumns:
        """The statements."""
        return StatementColumns(self.file)

    @property
    def speakers(self) -> SpeakerTable:
        """The printed speakers."""
        return self.statements.speakers

    def keyword(self, field: str) -> KeywordColumn:
        """Return the column of a keyword field: `id`, `source`, `place`, `lang`, `path` or `url`."""
        if field not in self._keywords:
            self._keywords[field] = id_column(self.ids) if field == "id" else keyword_column(self.file, field)
        return self._keywords[field]

    @cached_property
    def stored(self) -> StoredReleases:
        """The stored releases."""
        return StoredReleases(self.file)

    def read(self, doc: int, places: Places | None = None) -> Record:
        """Return a release and its statements; `places` finds where the release lies now."""
        return self.stored.read(doc, places)

    def release(self, doc: int) -> Release:
        """Return a release."""
        return self.read(doc).release


def _live(folder: Path, info: SegmentInfo) -> Array | None:
    """Return which documents are not deleted, from the bits of the deletions' file; None where none is."""
    if info.deletions is None:
        return None
    path = folder / info.deletions.name
    content = path.read_bytes()
    if len(content) != info.deletions.size or len(content) != (info.docs + 7) // 8:
        raise IndexDamaged(f"{path} is not the file that the commit names", rebuild_advice(folder.parent))
    deleted = np.unpackbits(np.frombuffer(content, np.uint8), count=info.docs, bitorder="little")
    live: Array = deleted == 0
    return live
