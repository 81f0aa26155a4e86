"""The next ledger, written from the last one and what has been noted since: in portions, neither of them ever held.

Rows are in the order of paths. What is new is put between runs of old rows, which are copied as they lie.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from searchkit.codec.arrayfile import ArrayFileWriter
from searchkit.codec.durable import FileInfo
from searchkit.index.blocks import Part, write_blocks
from searchkit.index.ledger import CONTEXTS, FAILURES, Ledger
from searchkit.index.noted import DIGEST_BYTES, END, Noted
from searchkit.index.ragged import Array, ends_of, take_ragged

PORTION = 1 << 16
"""Values written at a time, at least."""


class Run(NamedTuple):
    """Consecutive rows of the ledger before, or of what is new."""

    new: bool
    first: int
    last: int


class _New:
    """What has been noted, in the order of paths, each file once."""

    def __init__(self, noted: Sequence[Noted]) -> None:
        paths = list(chain.from_iterable(one.paths for one in noted))
        order = sorted(range(len(paths)), key=paths.__getitem__)  # of one path the last one comes last
        following = [paths[row] for row in order[1:]]
        last = [row for row, after in zip(order, [*following, None], strict=False) if paths[row] != after]
        chosen = np.array(last, np.int64)
        self.paths = [paths[row] for row in last]
        contexts = sorted({context for one in noted for context in one.contexts})
        self.contexts = contexts
        self.columns: dict[str, Array] = {
            "sizes": _joined([one.sizes for one in noted], np.int64)[chosen],
            "mtimes": _joined([one.mtimes for one in noted], np.int64)[chosen],
            "contexts": _joined([_numbered(one, contexts) for one in noted], np.int32)[chosen],
        }
        digests = _joined([np.frombuffer(bytes(one.digests), np.uint8) for one in noted], np.uint8)
        self.columns["digests"] = digests.reshape(-1, DIGEST_BYTES)[chosen].reshape(-1)
        ends = ends_of(_joined([one.counts for one in noted], np.int64))
        self.columns["ids"], self.ends = take_ragged(_joined([one.ids for one in noted], np.uint64), ends, chosen)
        self._members = list(chain.from_iterable(bytes(one.members).split(END)[:-1] for one in noted))
        self._spans = [(int(ends[row - 1]) if row else 0, int(ends[row])) for row in last]
        starts = np.cumsum([0, *map(len, noted)]).tolist()
        failed = {start + row: f for one, start in zip(noted, starts, strict=False) for row, f in one.failures.items()}
        self.failures = {self.paths[place]: failed[row] for place, row in enumerate(last) if row in failed}

    def members(self, first: int, last: int) -> Iterator[bytes]:
        """Yield the places inside files of what the files `first` to `last` gave."""
        for start, end in self._spans[first:last]:
            yield from self._members[start:end]


def _joined(parts: Sequence[Iterable[int] | Array], kind: type[np.generic]) -> Array:
    return np.concatenate([np.empty(0, kind), *(np.asarray(part, kind) for part in parts)])


def _numbered(noted: Noted, contexts: list[str]) -> Array:
    number = np.array([contexts.index(context) for context in noted.contexts], np.int32)
    return number[np.array(noted.context_of, np.int64)] if len(number) else np.empty(0, np.int32)


def amend(ledger: Ledger, noted: Sequence[Noted], gone: Iterable[str], path: Path) -> FileInfo:
    """Write the next ledger durably to `path`: with what is noted in place of what was, without the files `gone`."""
    new = _New(noted)
    writer = ArrayFileWriter(path)
    try:
        return _write(writer, ledger, new, gone)
    except BaseException:
        writer.abandon()
        raise


def _write(writer: ArrayFileWriter, ledger: Ledger, new: _New, gone: Iterable[str]) -> FileInfo:
    places = [ledger.paths.place(path) for path in new.paths]
    place = np.array([at for at, _ in places], np.int64)
    there = np.array([found for _, found in places], bool)
    left = np.ones(len(ledger), bool)
    left[place[there]] = False
    left[np.fromiter((row for row in map(ledger.row, gone) if row is not None), np.int64)] = False
    runs = _runs(np.flatnonzero(left), place)
    contexts = sorted({*ledger.contexts, *new.contexts})
    for name in ("sizes", "mtimes", "contexts", "digests"):
        old, fresh = ledger.arrays[name], new.columns[name]
        if name == "contexts":
            old, fresh = _moved(old, ledger.contexts, contexts), _moved(fresh, new.contexts, contexts)
        width = DIGEST_BYTES if name == "digests" else 1
        kind = np.promote_types(_fitting(old), _fitting(fresh))
        writer.add_parts(
            name, kind, _portions((fresh if r.new else old)[r.first * width : r.last * width] for r in runs)
        )
    _write_items(writer, ledger, new, runs)
    write_blocks(writer, "paths", _paths(ledger, new, runs))
    write_blocks(writer, "members", _members(ledger, new, runs))
    failures = {name: what for name, what in ledger.failed.items() if (row := ledger.row(name)) is None or left[row]}
    failures |= {os.fsdecode(name): what for name, what in new.failures.items()}
    return writer.close({CONTEXTS: contexts, FAILURES: failures})


def _runs(kept: Array, place: Array) -> list[Run]:
    """Return the rows of the next ledger: old ones that are kept, and new ones put before the old rows at `place`."""
    order = np.insert(kept, np.searchsorted(kept, place), ~np.arange(len(place)))
    step = np.where(order < 0, -1, 1)
    breaks = np.flatnonzero((np.diff(order) != step[1:]) | (step[1:] != step[:-1])) + 1
    bounds = np.concatenate((np.zeros(1, np.int64), breaks, [len(order)])) if len(order) else np.zeros(1, np.int64)
    ends = zip(order[bounds[:-1]].tolist(), order[bounds[1:] - 1].tolist(), strict=True)
    return [Run(True, ~a, ~b + 1) if a < 0 else Run(False, a, b + 1) for a, b in ends]


def _moved(numbers: Array, before: list[str], after: list[str]) -> Array:
    """Return numbers of contexts as they are counted among more of them."""
    if before == after or not len(numbers):
        return numbers
    return np.array([after.index(context) for context in before], np.int32)[numbers]


def _fitting(column: Array) -> np.dtype[Any]:
    """Return the narrowest type of signed numbers that holds a column; that of bytes stays as it is."""
    if column.dtype.kind != "i":
        return column.dtype
    low, high = int(column.min(initial=0)), int(column.max(initial=0))
    kinds = (np.int8, np.int16, np.int32, np.int64)
    return np.dtype(next(kind for kind in kinds if np.iinfo(kind).min <= low and high <= np.iinfo(kind).max))


def _portions(parts: Iterable[Array]) -> Iterator[Array]:
    """Yield many short arrays as fewer long ones."""
    waiting: list[Array] = []
    size = 0
    for part in parts:
        waiting.append(part)
        size += len(part)
        if size >= PORTION:
            yield np.concatenate(waiting) if len(waiting) > 1 else part
            waiting, size = [], 0
    if waiting:
        yield np.concatenate(waiting)


def _write_items(writer: ArrayFileWriter, ledger: Ledger, new: _New, runs: Sequence[Run]) -> None:
    """Write what files gave: the ids, where those of each file end, and their order."""

    def counts(run: Run) -> Array:
        ends = new.ends if run.new else ledger.arrays["id_ends"]
        before = ends[run.first - 1 : run.first] if run.first else np.zeros(1, np.int64)
        return np.diff(np.concatenate((before, ends[run.first : run.last])).astype(np.int64))

    def items(run: Run) -> Array:
        column, ends = (new.columns["ids"], new.ends) if run.new else (ledger.arrays["ids"], ledger.arrays["id_ends"])
        return column[int(ends[run.first - 1]) if run.first else 0 : int(ends[run.last - 1])]

    ends = ends_of(np.concatenate([np.empty(0, np.int64), *_portions(map(counts, runs))]))
    total = int(ends[-1]) if len(ends) else 0
    kind = np.uint32 if total < 1 << 32 else np.int64
    writer.add("id_ends", ends.astype(kind))
    del ends
    ids = np.empty(total, np.uint64)
    done = 0
    for run in runs:
        part = items(run)
        ids[done : done + len(part)] = part
        done += len(part)
    writer.add("ids", ids)
    writer.add("by_id", np.argsort(ids, kind="stable").astype(kind))


def _paths(ledger: Ledger, new: _New, runs: Sequence[Run]) -> Iterator[Part]:
    for run in runs:
        if run.new:
            yield new.paths[run.first : run.last]
        else:
            yield from ledger.paths.copied(run.first, run.last)


def _members(ledger: Ledger, new: _New, runs: Sequence[Run]) -> Iterator[Part]:
    ends = ledger.arrays["id_ends"]
    for run in runs:
        if run.new:
            yield list(new.members(run.first, run.last))
        else:
            first = int(ends[run.first - 1]) if run.first else 0
            yield from ledger.members.copied(first, int(ends[run.last - 1]))
