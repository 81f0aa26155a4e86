"""The ledger: which file gave which releases, and how the file looked then.

It lies in the generation and is committed with the segments, so that both always tell of the same files. It is kept as
columns: an index of a million releases is opened by mapping it, and a place is looked up by binary search.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from searchkit import readers
from searchkit.codec.arrayfile import ArrayFile, ArrayFileWriter
from searchkit.codec.durable import FileInfo
from searchkit.codec.sets import distinct
from searchkit.index.ragged import Array, ends_of, take_ragged
from searchkit.index.rules import rules_of
from searchkit.query.patterns import glob

if TYPE_CHECKING:
    from searchkit.readers import Failure

UNFINISHED = -1
"""The size noted for a file of which only the beginning has been indexed: the next run reads it again."""


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file: how it looked, what it gave (release id and place) and what in it could not be read.

    `digest` is 16 bytes of BLAKE2b over the file, `context` says by which rules it was read.
    """

    path: str
    size: int
    mtime_ns: int
    digest: bytes
    context: str
    given: Sequence[tuple[str, str]] = ()
    failures: Sequence[Failure] = ()


class Look(NamedTuple):
    """What the ledger knows of a file without reading it."""

    row: int
    size: int
    mtime_ns: int
    digest: bytes
    context: str


class Ledger:
    """The files of an index, read-only; `amended` returns the next one."""

    def __init__(self, arrays: dict[str, Array], contexts: list[str], failures: dict[str, list[list[str]]]) -> None:
        self._a = arrays
        self._contexts = contexts
        self._failures = failures

    @classmethod
    def open(cls, path: Path) -> Ledger:
        """Map the ledger at `path`.

        Raises:
            IndexDamaged: the file is not whole.
            FileNotFoundError: there is none.
        """
        file = ArrayFile(path)
        return cls(
            {name: file[name] for name in file.sizes()}, file.attributes["contexts"], file.attributes["failures"]
        )

    @classmethod
    def empty(cls) -> Ledger:
        """Return the ledger of an index without files."""
        return _from_entries([])

    def __len__(self) -> int:
        return len(self._a["sizes"])

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row of each path."""
        blob, ends = self._a["paths"].tobytes(), self._a["path_ends"].tolist()
        bounds = list(zip([0, *ends], ends, strict=False))
        if blob.isascii():
            text = blob.decode("ascii")
            return {text[start:end]: row for row, (start, end) in enumerate(bounds)}
        return {os.fsdecode(blob[start:end]): row for row, (start, end) in enumerate(bounds)}

    def look(self, path: str) -> Look | None:
        """Return what is known of the file at `path`, None where it is new."""
        row = self.rows.get(path)
        return None if row is None else self.look_at(row)

    def look_at(self, row: int) -> Look:
        """Return what is known of the file of a row."""
        a = self._a
        digest = a["digests"][row * 16 : row * 16 + 16].tobytes()
        context = self._contexts[int(a["contexts"][row])]
        return Look(row, int(a["sizes"][row]), int(a["mtimes"][row]), digest, context)

    @cached_property
    def ids(self) -> Array:
        """The ids of all releases, as sorted 64-bit numbers without repeats."""
        return distinct(self._a["ids"][self._a["by_id"]])

    def ids_of(self, rows: Sequence[int] | Array) -> Array:
        """Return the ids that the files of these rows gave, as numbers, sorted, without repeats."""
        picked = np.asarray(rows, np.int64)
        return distinct(np.sort(take_ragged(self._a["ids"], self._a["id_ends"], picked)[0]))

    def ids_in(self, context: str) -> Array:
        """Return the ids that files gave which were read by these rules of the index, as sorted, unique numbers."""
        numbers = [number for number, known in enumerate(self._contexts) if rules_of(known) == context]
        inside = np.isin(self._a["contexts"], numbers)
        return self.ids if inside.all() else self.ids_of(np.flatnonzero(inside))

    def count_of(self, row: int) -> int:
        """Return how many releases the file of a row gave."""
        ends = self._a["id_ends"]
        return int(ends[row]) - (int(ends[row - 1]) if row else 0)

    def given(self, row: int) -> list[tuple[str, str]]:
        """Return the ids and places that the file of a row gave."""
        end = int(self._a["id_ends"][row])
        items = range(end - self.count_of(row), end)
        return [(f"{int(self._a['ids'][item]):016x}", self._piece("members", "member_ends", item)) for item in items]

    @property
    def repeats(self) -> int:
        """How many places hold a release that another place holds already."""
        return len(self._a["ids"]) - len(self.ids)

    def places(self, release_id: str) -> list[str]:
        """Return all places that hold the release, by path."""
        key = np.uint64(int(release_id, 16))
        order, ids = self._a["by_id"], self._a["ids"]
        low, high = (int(np.searchsorted(ids, key, side, sorter=order)) for side in ("left", "right"))
        return sorted(self._place(int(item)) for item in order[low:high])

    def _place(self, item: int) -> str:
        row = int(self._a["id_rows"][item])
        return self._piece("paths", "path_ends", row) + self._piece("members", "member_ends", item)

    def _piece(self, blob: str, ends: str, row: int) -> str:
        end = self._a[ends]
        start = int(end[row - 1]) if row else 0
        return os.fsdecode(self._a[blob][start : int(end[row])].tobytes())

    def ids_under(self, pattern: str) -> Array:
        """Return the ids (sorted numbers) of releases with a place that `path:` means: see `query.metadata`."""
        wanted = glob(pattern, part=True)
        lines = zip(self._a["id_rows"].tolist(), range(len(self._a["ids"])), strict=True)
        paths = list(self.rows)
        found = [item for row, item in lines if wanted.match(paths[row] + self._piece("members", "member_ends", item))]
        return np.unique(self._a["ids"][np.array(found, np.int64)])

    def failures(self) -> list[Failure]:
        """Return what could not be read, by path."""
        return [readers.Failure(*f) for path in sorted(self._failures) for f in self._failures[path]]

    def failures_of(self, path: str) -> list[Failure]:
        """Return what could not be read of one file."""
        return [readers.Failure(*f) for f in self._failures.get(path, ())]

    def amended(self, entries: Iterable[FileEntry], gone: Iterable[str] = ()) -> Ledger:
        """Return this ledger with `entries` new or in place of the earlier ones, and without the paths `gone`."""
        latest = {entry.path: entry for entry in entries}
        lost = {row for path in (*latest, *gone) if (row := self.rows.get(path)) is not None}
        left = np.ones(len(self), bool)
        left[list(lost)] = False
        return _joined(self._taken(np.flatnonzero(left), lost), _from_entries(list(latest.values())))

    def _taken(self, kept: Array, lost: set[int]) -> Ledger:
        if not lost:
            return self
        a = self._a
        paths, path_ends = take_ragged(a["paths"], a["path_ends"], kept)
        items, id_ends = take_ragged(np.arange(len(a["ids"])), a["id_ends"], kept)
        members, member_ends = take_ragged(a["members"], a["member_ends"], items)
        digests = a["digests"].reshape(-1, 16)[kept].reshape(-1)
        arrays = {
            "paths": paths,
            "path_ends": path_ends,
            "sizes": a["sizes"][kept],
            "mtimes": a["mtimes"][kept],
            "digests": digests,
            "contexts": a["contexts"][kept],
            "ids": a["ids"][items],
            "id_ends": id_ends,
            "members": members,
            "member_ends": member_ends,
        }
        failures = {path: fs for path, fs in self._failures.items() if self.rows.get(path) not in lost}
        return Ledger(arrays, self._contexts, failures)

    def save(self, path: Path) -> FileInfo:
        """Write the ledger durably."""
        writer = ArrayFileWriter(path)
        try:
            for name, array in self._a.items():
                writer.add(name, array)
            return writer.close({"contexts": self._contexts, "failures": self._failures})
        except BaseException:
            writer.abandon()
            raise


def _from_entries(entries: Sequence[FileEntry]) -> Ledger:
    paths = [os.fsencode(entry.path) for entry in entries]
    given = [pair for entry in entries for pair in entry.given]
    members = [os.fsencode(place) for _, place in given]
    contexts = sorted({entry.context for entry in entries})
    number = {context: i for i, context in enumerate(contexts)}
    arrays = {
        "paths": _bytes(paths),
        "path_ends": _ends(map(len, paths)),
        "sizes": np.array([e.size for e in entries], np.int64),
        "mtimes": np.array([e.mtime_ns for e in entries], np.int64),
        "digests": _bytes([e.digest for e in entries]),
        "contexts": np.array([number[e.context] for e in entries], np.int32),
        "ids": np.array([int(release_id, 16) for release_id, _ in given], np.uint64),
        "id_ends": _ends(len(e.given) for e in entries),
        "members": _bytes(members),
        "member_ends": _ends(map(len, members)),
    }
    failures = {e.path: [[f.place, f.reason, f.advice] for f in e.failures] for e in entries if e.failures}
    return _indexed(Ledger(arrays, contexts, failures))


def _joined(first: Ledger, second: Ledger) -> Ledger:
    contexts = sorted({*first._contexts, *second._contexts})
    arrays: dict[str, Array] = {}
    for name, left in first._a.items():
        right = second._a[name]
        if name == "contexts":
            left, right = (_renumbered(ledger, contexts) for ledger in (first, second))  # noqa: PLW2901
        elif name.endswith("_ends") and len(left):
            right = right + left[-1]
        arrays[name] = np.concatenate([left, right])
    return _indexed(Ledger(arrays, contexts, {**first._failures, **second._failures}))


def _renumbered(ledger: Ledger, contexts: list[str]) -> Array:
    number = np.array([contexts.index(c) for c in ledger._contexts], np.int32)
    return number[ledger._a["contexts"]] if len(number) else np.empty(0, np.int32)


def _indexed(ledger: Ledger) -> Ledger:
    """Add what is derived: the order by id, and the row of each id."""
    a = ledger._a
    counts = np.diff(a["id_ends"], prepend=0)
    a["id_rows"] = np.repeat(np.arange(len(ledger), dtype=np.int64), counts)
    a["by_id"] = np.argsort(a["ids"], kind="stable")
    return ledger


def _bytes(parts: list[bytes]) -> Array:
    return np.frombuffer(b"".join(parts), np.uint8)


def _ends(lengths: Iterable[int]) -> Array:
    return ends_of(np.fromiter(lengths, np.int64))
