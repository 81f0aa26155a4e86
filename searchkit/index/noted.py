"""What a run notes of the files that it has read, before the ledger takes it over: columns, not an object a release."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from searchkit import readers
from searchkit.index.ragged import Array

if TYPE_CHECKING:
    from searchkit.readers import Failure

UNFINISHED = -1
"""The size noted for a file of which only the beginning has been indexed: the next run reads it again."""
DIGEST_BYTES = 16
END = b"\0"
FILE_BYTES = 170
"""About the memory that is taken for a file, besides what it gave."""
RELEASE_BYTES = 10


class Given:
    """The releases that a file gave, in order: ids as numbers, and where in the file each stands (":12", "!a.txt").

    A zero byte in such a place, which no program writes, becomes a replacement character.
    """

    __slots__ = ("ids", "members")

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self.ids = array("Q")
        self.members = bytearray()
        for pair in pairs:
            self.add(*pair)

    def __len__(self) -> int:
        return len(self.ids)

    def add(self, release_id: str, member: str) -> None:
        """Add a release."""
        self.ids.append(int(release_id, 16))
        self.members += os.fsencode(member.replace("\0", "\ufffd")) + END

    def joined(self, other: Given) -> Given:
        """Return these and those of another that are not among them."""
        return Given(dict.fromkeys((*self, *other)))

    def __iter__(self) -> Iterator[tuple[str, str]]:
        members = bytes(self.members).split(END)[:-1]
        return ((f"{number:016x}", os.fsdecode(member)) for number, member in zip(self.ids, members, strict=True))


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file: how it looked, what it gave and what in it could not be read.

    `digest` is 16 bytes of BLAKE2b over the file, `context` says by which rules it was read.
    """

    path: str
    size: int
    mtime_ns: int
    digest: bytes
    context: str
    given: Given = field(default_factory=Given)
    failures: Sequence[Failure] = ()


class Noted:
    """Entries of files in the order in which they were made; of those of one file the last one counts."""

    def __init__(self, entries: Iterable[FileEntry] = ()) -> None:
        self.paths: list[bytes] = []
        self.sizes, self.mtimes = array("q"), array("q")
        self.digests = bytearray()
        self.contexts: dict[str, int] = {}
        self.context_of = array("i")
        self.counts = array("Q")
        self.ids = array("Q")
        self.members = bytearray()
        self.failures: dict[int, list[list[str]]] = {}
        for entry in entries:
            self.add(entry)

    def __len__(self) -> int:
        return len(self.paths)

    @property
    def memory(self) -> int:
        """About the bytes held."""
        return len(self) * FILE_BYTES + len(self.ids) * RELEASE_BYTES + len(self.members)

    def add(self, entry: FileEntry) -> None:
        """Note a file."""
        if entry.failures:
            self.failures[len(self)] = [[f.place, f.reason, f.advice] for f in entry.failures]
        self.paths.append(os.fsencode(entry.path))
        self.sizes.append(entry.size)
        self.mtimes.append(entry.mtime_ns)
        self.digests += entry.digest
        self.context_of.append(self.contexts.setdefault(entry.context, len(self.contexts)))
        self.counts.append(len(entry.given))
        self.ids.extend(entry.given.ids)
        self.members += entry.given.members

    def finished(self) -> Iterator[str]:
        """Yield the paths of the files that were read to their ends."""
        return (os.fsdecode(path) for path, size in zip(self.paths, self.sizes, strict=True) if size != UNFINISHED)

    def broken(self) -> Iterator[FileEntry]:
        """Yield the entries of files that could not be read to their ends."""
        rows = [row for row in self.failures if self.sizes[row] == UNFINISHED]
        if not rows:
            return
        ends = [0, *accumulate(self.counts)]
        members = bytes(self.members).split(END)
        contexts = list(self.contexts)
        for row in rows:
            given = Given()
            given.ids = self.ids[ends[row] : ends[row + 1]]
            given.members += b"".join(member + END for member in members[ends[row] : ends[row + 1]])
            yield FileEntry(
                os.fsdecode(self.paths[row]),
                self.sizes[row],
                self.mtimes[row],
                bytes(self.digests[row * DIGEST_BYTES : (row + 1) * DIGEST_BYTES]),
                contexts[self.context_of[row]],
                given,
                [readers.Failure(*failure) for failure in self.failures[row]],
            )

    def halves(self) -> Array:
        """Return the first halves of the digests as numbers (uint64)."""
        return halves_of(np.frombuffer(bytes(self.digests), np.uint8))


def halves_of(digests: Array) -> Array:
    """Return the first halves of digests that stand one behind the other, as numbers (uint64)."""
    found: Array = digests.view("<u8")[::2]
    return found
