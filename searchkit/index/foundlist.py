"""The files that a run finds: objects would take three hundred bytes a file, this list takes some twenty."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from searchkit.readers import Failure

PIECE = 512
"""So many files are compressed together."""
FAST = 1
"""The level of zlib: a better one gains little, for times and sizes are all different."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, as it looked when it was found: `size` in bytes, and by which rules (`context`) it is read.

    `avoided` are documents in it that have stopped a worker; with `again` the next run tries them once more.
    """

    path: str
    size: int
    mtime_ns: int
    context: str = ""
    avoided: tuple[Failure, ...] = ()
    again: bool = False


class FoundList:
    """Files in the order in which they were added."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._last: list[Found] = []
        self._count = 0
        self.bytes = 0
        """The sizes of all files together."""

    def __len__(self) -> int:
        return self._count

    def add(self, found: Found) -> None:
        """Add a file."""
        self._last.append(found)
        self._count += 1
        self.bytes += found.size
        if len(self._last) == PIECE:
            self._pieces.append(zlib.compress(pickle.dumps(self._last), FAST))
            self._last = []

    def __iter__(self) -> Iterator[Found]:
        for piece in self._pieces:
            yield from pickle.loads(zlib.decompress(piece))  # our own, and never on the disk
        yield from self._last
