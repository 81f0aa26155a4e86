"""From the token stream to postings, without a Python object a posting.

The stream comes in chunks that end where a release ends. In a chunk the positions are sorted by stem (one sort of
64-bit keys, stem above position); a release's occurrences of a stem then stand together, and their number is its
frequency. The commonest stems are not sorted but counted, and keep no positions: where two of them stand side by side,
the pair is noted instead.

In the field `text` an occurrence in the headline counts twice: what is kept is the *weight* of a stem in a release, its
frequency in the searched zones plus that in the headline. Stems that stand in a fifth of the releases or more are kept
as rows of weights by release, which is smaller than a list of releases, and quicker to look up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from searchkit.codec.arrayfile import Array, ArrayFileWriter
from searchkit.codec.grouping import Runs, Spool
from searchkit.codec.packing import STRETCH_BITS, stretches, write_lists
from searchkit.codec.sets import counted
from searchkit.codec.stream import BLOCK_BITS

NOT_COMMON = 255
MAX_WEIGHT = 255
"""Weights from this on stand in a table of exceptions."""
DENSE_SHARE = 5
"""A stem in one of so many releases or more is kept as a row."""


@dataclass(frozen=True, slots=True)
class Tuning:
    """At most `common_stems` (no more than 254) with `common_least` occurrences or more keep no positions.

    In segments of `dense_docs` releases or more, stems of many releases are kept as rows of weights. Lists of
    `long_list` positions or more for each stretch of the stream are packed.
    """

    common_stems: int = 24
    common_least: int = 16384
    dense_docs: int = 1024
    long_list: int = 3


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
        self._last_doc, self._end = -1, 0
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
        self._last_doc, self._end = int(chunk.block_doc[-1]), chunk.start + len(chunk.exact)
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
        groups, counts, _ = counted(stems)
        if field in self._positions:
            self._positions[field].add(groups, counts, index + np.uint32(chunk.start))
        if len(keys):
            change = (stems[1:] != stems[:-1]) | (docs[1:] != docs[:-1])
            first = np.flatnonzero(np.concatenate(([True], change)))
            weights = np.diff(np.append(first, len(keys))).astype(np.uint32)
            if field == "text":
                weights += np.add.reduceat(chunk.head[index], first, dtype=np.uint32)
            _, counts, _ = counted(stems[first])
            self._postings[field].add(groups, counts, docs[first], weights)

    def _counted(self, chunk: Chunk, common: Array, index: Array) -> None:
        first_doc = int(chunk.block_doc[0])
        docs = int(chunk.block_doc[-1]) - first_doc + 1
        cells = common[index].astype(np.int64) * docs + (chunk.block_doc[index >> BLOCK_BITS] - first_doc)
        table = np.bincount(cells, minlength=len(self._common) * docs)
        table += np.bincount(cells[chunk.head[index]], minlength=len(table))
        cells = np.flatnonzero(table)
        groups, counts, _ = counted(self._common[cells // docs])
        weights = table[cells].astype(np.uint32)
        self._postings["text"].add(groups, counts, (cells % docs + first_doc).astype(np.uint32), weights)

    def _paired(self, chunk: Chunk, common: Array) -> None:
        index = np.flatnonzero((common[:-1] != NOT_COMMON) & (common[1:] != NOT_COMMON))
        pairs = common[index].astype(np.uint16) * np.uint16(len(self._common)) + common[index + 1]
        order = np.argsort(pairs, kind="stable")
        groups, counts, _ = counted(pairs[order])
        self._pairs.add(groups, counts, (index[order] + chunk.start).astype(np.uint32))

    def write(self, file: ArrayFileWriter, tuning: Tuning) -> None:
        """Write the arrays of all postings."""
        file.add("common", self._common)
        write_lists(file, "pair_positions", self._pairs, self._end, tuning.long_list)
        docs = self._last_doc + 1
        text = self._postings["text"]
        dense = (
            np.flatnonzero(text.counts * DENSE_SHARE >= docs) if docs >= tuning.dense_docs else np.empty(0, np.int64)
        )
        self._write_dense(file, dense, text.split(dense), docs)
        for field, runs in self._postings.items():
            file.add(f"{field}_start", runs.starts())
            write_docs(file, field, runs, docs)
            _write_weights(file, f"{field}_weights", runs.column(1))
        for field, runs in self._positions.items():
            write_lists(file, f"{field}_positions", runs, self._end, tuning.long_list)
        self._spool.close()

    def _write_dense(self, file: ArrayFileWriter, stems: Array, runs: Runs, docs: int) -> None:
        """Write the rows of `stems`, whose postings are `runs`."""

        def rows() -> Iterator[Array]:
            for stem in stems.tolist():
                held, weights = runs.group(stem)
                row = np.zeros(docs, np.uint32)
                row[held] = weights
                yield row

        file.add("dense_stems", stems.astype(np.uint32))
        file.add("dense_counts", runs.counts[stems].astype(np.uint32))
        _write_weights(file, "dense_weights", rows())


def write_docs(file: ArrayFileWriter, field: str, runs: Runs, docs: int) -> None:
    """Write the lists of releases: the low 16 bits of each, and for each stem how many lie in each stretch of 65,536.

    The last stretch goes without saying, so that fewer releases than that need no more than the low halves; where few
    postings do not pay for many stretches, the releases are written as they are.
    """
    count, starts = stretches(docs), runs.starts().astype(np.int64)
    if 2 * len(runs.counts) * (count - 1) > starts[-1]:
        file.add_parts(f"{field}_docs", np.uint32, runs.column(0))
        return
    inside = np.zeros((len(runs.counts), count - 1), np.uint32)

    def low() -> Iterator[Array]:
        done = 0
        for part in runs.column(0):
            edges = np.clip(starts - done, 0, len(part))
            for stretch in range(count - 1):
                before = np.concatenate(([0], np.cumsum(part >> np.uint32(STRETCH_BITS) == stretch)))
                inside[:, stretch] += np.diff(before[edges]).astype(np.uint32)
            yield part.astype(np.uint16)
            done += len(part)

    file.add_parts(f"{field}_docs", np.uint16, low())
    file.add(f"{field}_docs_stretches", inside.ravel())


def _write_weights(file: ArrayFileWriter, name: str, parts: Iterable[Array]) -> None:
    """Write weights as bytes, and apart from them those that are too large for a byte."""
    places, large = [np.empty(0, np.uint64)], [np.empty(0, np.uint32)]

    def small() -> Iterator[Array]:
        done = 0
        for part in parts:
            found = np.flatnonzero(part >= MAX_WEIGHT)
            places.append((found + done).astype(np.uint64))
            large.append(part[found])
            yield np.minimum(part, MAX_WEIGHT).astype(np.uint8)
            done += len(part)

    file.add_parts(name, np.uint8, small())
    file.add(f"{name}_large_at", np.concatenate(places))
    file.add(f"{name}_large", np.concatenate(large))
