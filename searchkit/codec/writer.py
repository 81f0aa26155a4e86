"""From releases to a segment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from searchkit.analysis import stem_all, tokenize
from searchkit.codec.arrayfile import Array
from searchkit.codec.columns import (
    KEPT_KEYWORDS,
    KEYWORDS,
    PRECISIONS,
    day_of,
    encoded,
    keywords_of,
    pack_ids,
    pack_keyword,
    stamp_of,
)
from searchkit.codec.compressing import Compressor
from searchkit.codec.content import CHUNK_POSITIONS, SegmentContent, write_segment
from searchkit.codec.inversion import DEFAULT_TUNING, Tuning
from searchkit.codec.lexicon import rank
from searchkit.codec.manifest import SegmentInfo
from searchkit.codec.numbering import Lexicon
from searchkit.codec.placing import Batch, Placed, place
from searchkit.codec.records import encode
from searchkit.codec.statements import StatementRows, pack_statements
from searchkit.codec.strings import to_bytes
from searchkit.model import Release, Statement

BATCH_CHARACTERS = 1 << 18
"""Releases of so many characters are split into words and placed at a time."""
WORKING_BYTES = 96 << 20
"""What writing takes besides what is held."""
POSITION_BYTES = 12
RELEASE_BYTES = 1000


class SegmentWriter:
    """Gathers releases and their statements, and writes them as one segment.

    Nothing is visible, and nothing lies in `folder`, before `finish`; its result is to be committed.
    """

    def __init__(self, folder: Path, name: str, tuning: Tuning = DEFAULT_TUNING) -> None:
        self._folder, self._name, self._tuning = folder, name, tuning
        self._lexicon = Lexicon(stem_all)
        self._compressor = Compressor()
        self._statements = StatementRows()
        self._batch = Batch()
        self._placed: list[Placed] = []
        self._docs = 0
        self._keywords: list[tuple[str, ...]] = []
        self._stamps: list[int] = []
        self._days: list[int] = []
        self._precisions: list[int] = []

    def __len__(self) -> int:
        return self._docs

    @property
    def memory(self) -> int:
        """About the memory (bytes) that this writer takes until it has finished."""
        positions = self._placed[-1].end if self._placed else 0
        held = positions * POSITION_BYTES + len(self) * RELEASE_BYTES + self._compressor.bytes
        return WORKING_BYTES + held + self._lexicon.bytes + self._statements.memory

    def add(self, release: Release, statements: Sequence[Statement]) -> None:
        """Add a release with its statements; it becomes the next document."""
        batch = self._batch
        for statement in statements:
            batch.said += [(len(batch), *span, len(self._statements)) for span in statement.content]
            cue = _folded(statement.cue.of(release.text)) if statement.cue else b""
            self._statements.add(self._docs, release.source, statement, cue)
        batch.add(release, statements)
        self._docs += 1
        if batch.characters >= BATCH_CHARACTERS:
            self._take_batch()

    def _take_batch(self) -> None:
        """Take what has been added since the last time, one kind of work after the other, which is quicker."""
        batch, releases = self._batch, self._batch.releases
        if not releases:
            return
        self._batch = Batch()
        self._keywords += map(keywords_of, releases)
        self._stamps += map(stamp_of, releases)
        self._days += [day_of(release.date) for release in releases]
        self._precisions += [PRECISIONS.index(release.date_precision) for release in releases]
        placed = place(batch, self._lexicon, self._placed[-1].end if self._placed else 0)
        self._compressor.extend(list(map(encode, releases, batch.statements, placed.letterings)))
        placed.letterings.clear()
        self._placed.append(placed)

    def finish(self) -> SegmentInfo:
        """Write the segment.

        Raises:
            OSError: the disk is full or the folder cannot be written; nothing is left behind.
            ValueError: no release was added.
        """
        if not len(self):
            raise ValueError("a segment needs a release")
        self._take_batch()
        counts = sum(np.bincount(p.exact, minlength=len(self._lexicon) + 1).astype(np.uint32) for p in self._placed)
        words, stems = self._lexicon.pairs()
        ranking = rank(words, stems, np.asarray(counts)[1:])
        arrays = {
            name: np.concatenate([placed.arrays[name] for placed in self._placed]) for name in self._placed[0].arrays
        }
        stream = self._stream(np.concatenate((np.zeros(1, np.uint32), ranking.ids)))
        content = SegmentContent(
            ranking, stream, self._placed[-1].end, arrays | self._columns(), self._compressor.stored()
        )
        return write_segment(self._folder, self._name, content, self._tuning)

    def _stream(self, ids: Array) -> Iterator[Array]:
        waiting: list[Array] = []
        for placed in self._placed:
            waiting.append(placed.exact)
            if sum(map(len, waiting)) >= CHUNK_POSITIONS:
                yield ids[np.concatenate(waiting)]
                waiting = []
        if waiting:
            yield ids[np.concatenate(waiting)]

    def _columns(self) -> dict[str, Array]:
        dates = np.array(self._days, np.int32)
        columns = {
            "ids": pack_ids([values[0] for values in self._keywords]),
            "stamps": np.array(self._stamps, np.uint32),
            "dates": dates,
            "date_precision": np.array(self._precisions, np.uint8),
        }
        for number, name in enumerate(KEYWORDS):
            if name in KEPT_KEYWORDS:
                columns |= pack_keyword(name, encoded([values[number] for values in self._keywords]))
        rows = self._statements
        return columns | pack_statements(rows.columns(), list(rows.cues), list(rows.speakers), dates)

    def abandon(self) -> None:
        """Let go of everything; nothing is written."""
        self._placed, self._batch = [], Batch()


@lru_cache(maxsize=4096)
def _folded(cue: str) -> bytes:
    return to_bytes(" ".join(tokenize(cue).words))
