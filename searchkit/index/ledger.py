"""The ledger: which file gave which releases, and how the file looked then.

It lies in the generation and is committed with the segments, so that both always tell of the same files. It is kept as
columns, in the order of paths: an index of a million releases is opened by mapping it, a path is looked up by binary
search, and the next ledger is written from this one in portions (`index.amending`).
"""

from __future__ import annotations

import os
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from searchkit import readers
from searchkit.codec.arrayfile import ArrayFile
from searchkit.codec.sets import distinct
from searchkit.index.blocks import Blocks
from searchkit.index.noted import DIGEST_BYTES, END, UNFINISHED, Given
from searchkit.index.ragged import Array, take_ragged
from searchkit.index.rules import rules_of
from searchkit.query.patterns import glob

if TYPE_CHECKING:
    from searchkit.readers import Failure

CONTEXTS, FAILURES = "contexts", "failures"
__all__ = ["UNFINISHED", "Ledger", "Look"]

SEPARATOR = os.fsencode(os.sep)
KINDS = {"sizes": "i1", "mtimes": "i1", "contexts": "i1", "digests": "u1", "ids": "u8", "id_ends": "u4", "by_id": "u4"}
"""The columns, and of what type they are where there is nothing in them."""


class Look(NamedTuple):
    """What the ledger knows of a file without reading it."""

    row: int
    size: int
    mtime_ns: int
    digest: bytes
    context: str


class Ledger:
    """The files of an index, read-only. Threads may share it."""

    def __init__(self, arrays: Mapping[str, Array], attributes: Mapping[str, Any]) -> None:
        self.arrays = arrays
        self.contexts: list[str] = attributes[CONTEXTS]
        self.failed: dict[str, list[list[str]]] = attributes[FAILURES]
        """By path, place, reason and advice of each failure."""
        self.paths, self.members = Blocks(arrays, "paths"), Blocks(arrays, "members")
        self._sizes, self._mtimes, self._context_of = (arrays[k].data for k in ("sizes", "mtimes", "contexts"))
        self._ids, self._id_ends, self._by_id = (arrays[name].data for name in ("ids", "id_ends", "by_id"))

    @classmethod
    def open(cls, path: Path) -> Ledger:
        """Map the ledger at `path`.

        Raises:
            IndexDamaged: the file is not whole.
            FileNotFoundError: there is none.
        """
        file = ArrayFile(path)
        return cls({name: file[name] for name in file.sizes()}, file.attributes)

    @classmethod
    def empty(cls) -> Ledger:
        """Return the ledger of an index without files."""
        arrays = {name: np.empty(0, kind) for name, kind in KINDS.items()}
        for name in ("paths", "members"):
            arrays |= {f"{name}_blob": np.empty(0, np.uint8), f"{name}_ends": np.empty(0, np.uint32)}
            arrays[f"{name}_first"] = np.zeros(1, np.uint32)
        return cls(arrays, {CONTEXTS: [], FAILURES: {}})

    def __len__(self) -> int:
        return len(self._sizes)

    def row(self, path: str) -> int | None:
        """Return the row of the file at `path`, None where it is new."""
        place, there = self.paths.place(os.fsencode(path))
        return place if there else None

    def path(self, row: int) -> str:
        """Return the path of a row."""
        return os.fsdecode(self.paths[row])

    def rows_below(self, root: str) -> list[range]:
        """Return the rows of the file `root`, or of those in a folder of that name."""
        key = os.fsencode(root)
        folder = key.rstrip(SEPARATOR) + SEPARATOR
        behind = folder[:-1] + bytes([folder[-1] + 1])
        place, there = self.paths.place(key)
        inside = range(self.paths.place(folder)[0], self.paths.place(behind)[0])
        return [range(place, place + 1), inside] if there and key != folder else [inside]

    def look(self, path: str) -> Look | None:
        """Return what is known of the file at `path`, None where it is new."""
        row = self.row(path)
        return None if row is None else self.look_at(row)

    def look_at(self, row: int) -> Look:
        """Return what is known of the file of a row."""
        digest = self.arrays["digests"][row * DIGEST_BYTES : (row + 1) * DIGEST_BYTES].tobytes()
        return Look(row, self._sizes[row], self._mtimes[row], digest, self.contexts[self._context_of[row]])

    @cached_property
    def ids(self) -> Array:
        """The ids of all releases, as sorted 64-bit numbers without repeats."""
        return distinct(self.arrays["ids"][self.arrays["by_id"]])

    def ids_of(self, rows: Array) -> Array:
        """Return the ids that the files of these rows gave, as numbers, sorted, without repeats."""
        return distinct(np.sort(take_ragged(self.arrays["ids"], self.arrays["id_ends"], rows)[0]))

    def ids_in(self, context: str) -> Array:
        """Return the ids that files gave which were read by these rules of the index, as sorted, unique numbers."""
        numbers = [number for number, known in enumerate(self.contexts) if rules_of(known) == context]
        if len(numbers) == len(self.contexts):
            return self.ids
        return self.ids_of(np.flatnonzero(np.isin(self.arrays["contexts"], numbers)))

    def _items(self, row: int) -> range:
        return range(self._id_ends[row - 1] if row else 0, self._id_ends[row])

    def given(self, row: int) -> Given:
        """Return what the file of a row gave."""
        items = self._items(row)
        given = Given()
        given.ids.frombytes(self.arrays["ids"][items.start : items.stop].tobytes())
        given.members += b"".join(member + END for member in self.members.between(items.start, items.stop))
        return given

    @property
    def repeats(self) -> int:
        """How many places hold a release that another place holds already."""
        return len(self.arrays["ids"]) - len(self.ids)

    def places(self, release_id: str) -> list[str]:
        """Return all places that hold the release, by path."""
        key, ids = int(release_id, 16), self._ids
        first = bisect_left(self._by_id, key, key=ids.__getitem__)
        items = takewhile(lambda item: ids[item] == key, self._by_id[first:])
        return sorted(map(self._place, items))

    def _place(self, item: int) -> str:
        return os.fsdecode(self.paths[bisect_right(self._id_ends, item)] + self.members[item])

    def ids_under(self, pattern: str) -> Array:
        """Return the ids (sorted numbers) of releases with a place that `path:` means: see `query.metadata`."""
        wanted = glob(pattern, part=True)
        found = [item for item, place in enumerate(self._all_places()) if wanted.match(place)]
        return np.unique(self.arrays["ids"][np.array(found, np.int64)])

    def _all_places(self) -> Iterator[str]:
        """Yield the place of each item."""
        paths = self.paths.between(0, len(self))
        members = self.members.between(0, len(self.members))
        done = 0
        for path, end in zip(paths, self._id_ends, strict=True):
            for _ in range(end - done):
                yield os.fsdecode(path + next(members))
            done = end

    def failures(self) -> list[Failure]:
        """Return what could not be read, by path."""
        return [failure for path in sorted(self.failed) for failure in self.failures_of(path)]

    def failures_of(self, path: str) -> list[Failure]:
        """Return what could not be read of one file."""
        return [readers.Failure(*f) for f in self.failed.get(path, ())]
