"""From the token stream to postings, without a Python object a posting.

The stream comes in chunks that end where a release ends. In a chunk the positions are sorted by stem (one sort of
64-bit keys, stem above position); a release's occurrences of a stem then stand together, and their number is its
frequency. The commonest stems are not sorted but counted, and keep no positions: where two of them stand side by side,
the pair is noted instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from searchkit.codec.arrayfile import Array, ArrayFileWriter
from searchkit.codec.grouping import Runs, Spool, counted

BLOCK_BITS = 6
BLOCK = 1 << BLOCK_BITS
"""Every release begins at a multiple of this many positions."""
NOT_COMMON = 255
MAX_FREQ = 255
"""Frequencies from this on stand in a table of exceptions."""


@dataclass(frozen=True, slots=True)
class Tuning:
    """At most `common_stems` (no more than 254) with `common_least` occurrences or more keep no positions."""

    common_stems: int = 64
    common_least: int = 16384


DEFAULT_TUNING = Tuning()


def common_stems(occurrences: Array, tuning: Tuning) -> Array:
    """Return the commonest stems, ascending (uint32)."""
    top = np.argsort(-occurrences, kind="stable")[: tuning.common_stems]
    return np.sort(top[occurrences[top] >= tuning.common_least]).astype(np.uint32)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of the stream of whole releases.

    `exact` are the exact ids of the positions from `start` on; `aside` and `head` say of each whether it lies in a zone
    that is not searched by default, and in the headline. `block_doc` gives the release of every 64 positions.
    """

    start: int
    exact: Array
    aside: Array
    head: Array
    block_doc: Array


class Inverter:
    """Gathers the postings of a segment: of the fields `text`, `aside` and `title`, and of the pairs."""

    def __init__(self, exact_stem: Array, stems: int, common: Array, folder: Path) -> None:
        self._exact_stem, self._stems = exact_stem, stems
        self._common = common
        self._common_of = np.full(stems + 1, NOT_COMMON, np.uint8)
        self._common_of[common] = np.arange(len(common))
        self._exact_common = self._common_of[np.minimum(exact_stem, stems)]
        self._spool = Spool(folder)
        self._postings = {field: Runs(stems, self._spool) for field in ("text", "aside", "title")}
        self._positions = {field: Runs(stems, self._spool) for field in ("text", "aside")}
        self._pairs = Runs(len(common) ** 2, self._spool)

    def add(self, chunk: Chunk) -> None:
        """Invert a chunk; chunks come in the order of the stream."""
        word = chunk.exact != 0
        text = word & ~chunk.aside
        common = self._exact_common[chunk.exact]
        rare = common == NOT_COMMON
        self._sorted("text", chunk, np.flatnonzero(text & rare))
        self._counted(chunk, common, np.flatnonzero(text & ~rare))
        self._sorted("aside", chunk, np.flatnonzero(word & chunk.aside))
        self._sorted("title", chunk, np.flatnonzero(word & chunk.head))
        self._paired(chunk, np.where(text, common, NOT_COMMON))

    def _sorted(self, field: str, chunk: Chunk, index: Array) -> None:
        keys = self._exact_stem[chunk.exact[index]].astype(np.uint64) << np.uint64(32)
        keys |= index.astype(np.uint64)
        keys.sort()
        stems = (keys >> np.uint64(32)).astype(np.uint32)
        index = keys.astype(np.uint32)
        docs = chunk.block_doc[index >> BLOCK_BITS]
        if field in self._positions:
            groups, counts, _ = counted(stems)
            self._positions[field].add(groups, counts, index + np.uint32(chunk.start))
        if len(keys):
            change = (stems[1:] != stems[:-1]) | (docs[1:] != docs[:-1])
            first = np.flatnonzero(np.concatenate(([True], change)))
            freqs = np.diff(np.append(first, len(keys))).astype(np.uint32)
            groups, counts, _ = counted(stems[first])
            self._postings[field].add(groups, counts, docs[first], freqs)

    def _counted(self, chunk: Chunk, common: Array, index: Array) -> None:
        first_doc = int(chunk.block_doc[0])
        docs = int(chunk.block_doc[-1]) - first_doc + 1
        cells = common[index].astype(np.int64) * docs + (chunk.block_doc[index >> BLOCK_BITS] - first_doc)
        table = np.bincount(cells, minlength=len(self._common) * docs)
        cells = np.flatnonzero(table)
        groups, counts, _ = counted(self._common[cells // docs])
        freqs = table[cells].astype(np.uint32)
        self._postings["text"].add(groups, counts, (cells % docs + first_doc).astype(np.uint32), freqs)

    def _paired(self, chunk: Chunk, common: Array) -> None:
        index = np.flatnonzero((common[:-1] != NOT_COMMON) & (common[1:] != NOT_COMMON))
        pairs = common[index].astype(np.uint16) * np.uint16(len(self._common)) + common[index + 1]
        order = np.argsort(pairs, kind="stable")
        groups, counts, _ = counted(pairs[order])
        self._pairs.add(groups, counts, (index[order] + chunk.start).astype(np.uint32))

    def write(self, file: ArrayFileWriter) -> None:
        """Write the arrays of all postings."""
        file.add("common", self._common)
        file.add("pair_start", self._pairs.starts())
        file.add_parts("pair_positions", np.uint32, self._pairs.column(0))
        for field, runs in self._postings.items():
            file.add(f"{field}_start", runs.starts())
            file.add_parts(f"{field}_docs", np.uint32, runs.column(0))
            self._write_freqs(file, field, runs)
        for field, runs in self._positions.items():
            file.add(f"{field}_positions_start", runs.starts())
            file.add_parts(f"{field}_positions", np.uint32, runs.column(0))
        self._spool.close()

    def _write_freqs(self, file: ArrayFileWriter, field: str, runs: Runs) -> None:
        places, large = [np.empty(0, np.uint32)], [np.empty(0, np.uint32)]
        total = np.zeros(self._stems, np.uint64)
        starts = runs.starts().astype(np.int64)
        done = 0
        parts = []
        for part in runs.column(1):
            found = np.flatnonzero(part >= MAX_FREQ)
            places.append((found + done).astype(np.uint32))
            large.append(part[found])
            total += _sums(part, starts, done)
            parts.append(np.minimum(part, MAX_FREQ).astype(np.uint8))
            done += len(part)
        file.add_parts(f"{field}_freqs", np.uint8, parts)
        file.add(f"{field}_large_at", np.concatenate(places))
        file.add(f"{field}_large", np.concatenate(large))
        file.add(f"{field}_occurrences", total.astype(np.uint32))


def _sums(part: Array, starts: Array, done: int) -> Array:
    """Return the sums of the groups' values that stand in a part of the whole which begins at `done`."""
    ends = np.concatenate((np.zeros(1, np.int64), np.cumsum(part, dtype=np.int64)))
    within = np.clip(starts - done, 0, len(part))
    sums: Array = np.diff(ends[within]).astype(np.uint64)
    return sums
