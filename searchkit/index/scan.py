"""Which files a run has to read: the folders as they are, held against the ledger."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from searchkit.index.foundlist import Found, FoundList
from searchkit.index.ledger import Ledger
from searchkit.index.noted import UNFINISHED, FileEntry, Given
from searchkit.index.ragged import Array
from searchkit.index.rules import Rules
from searchkit.readers import Failure, walk

RACY_NS = 2_000_000_000
"""A file written less than this before it was read could change again within one tick of its time stamp."""
CHUNK = 1 << 20
READING = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
UNREAD = bytes(16)
"""The digest of a file that could not be read to its end."""


@dataclass(slots=True)
class Plan:
    """What to do with each file that was found or remembered."""

    to_read: FoundList = field(default_factory=FoundList)
    unchanged: int = 0
    """Files that look as they did."""
    touched: FoundList = field(default_factory=FoundList)
    """Files with another time but the same bytes."""
    vanished: Array = field(default_factory=lambda: np.empty(0, np.int64))
    """The rows of files that the ledger knows under the scanned roots and that are gone."""
    failures: list[Failure] = field(default_factory=list)
    passed: Counter[str] = field(default_factory=Counter)
    """Suffixes and names of the files that by their name hold no releases."""


def absolute(paths: Iterable[str | Path]) -> list[str]:
    """Return the paths made absolute, without repeats and without those that lie below another, sorted."""
    given = sorted({os.path.abspath(path) for path in paths}, key=lambda p: (p.count(os.sep), p))  # noqa: PTH100
    kept: list[str] = []
    for path in given:
        if not any(is_under(path, root) for root in kept):
            kept.append(path)
    return sorted(kept)


def is_under(path: str, root: str) -> bool:
    """Return whether `path` is `root` or lies below it."""
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)


def plan(
    roots: list[str], ledger: Ledger, context: str, skip: Callable[[str], bool], listed: Callable[[int], None]
) -> Plan:
    """Hold the files under `roots` against the ledger.

    `skip` says which paths never to read (the index itself), `listed` is told now and then how many were found.
    """
    made, seen = Plan(), bytearray(len(ledger))
    for number, found in enumerate(_files(roots, Rules(context), made, skip), 1):
        if number % 1000 == 0:
            listed(number)
        look = ledger.look(found.path)
        if look is not None:
            seen[look.row] = True
        if look is None or look.context != found.context or look.size != found.size:
            made.to_read.add(found)
        elif look.mtime_ns == found.mtime_ns:
            made.unchanged += 1
        elif digest(found.path) == look.digest:
            made.touched.add(found)
        else:
            made.to_read.add(found)
    unseen = np.frombuffer(seen, bool) == 0
    below = [rows for root in roots if os.path.lexists(root) for rows in ledger.rows_below(root)]
    missing = [np.flatnonzero(unseen[rows.start : rows.stop]) + rows.start for rows in below]
    made.vanished = np.concatenate([made.vanished, *missing])
    return made


def _files(roots: list[str], rules: Rules, made: Plan, skip: Callable[[str], bool]) -> Iterator[Found]:
    def passed(kind: str) -> None:
        made.passed[kind] += 1

    failures = made.failures
    for item in walk(roots, passed=passed):
        if isinstance(item, Failure):
            failures.append(item)
            continue
        path = str(item)
        if skip(path):
            continue
        try:
            status = os.stat(path)  # noqa: PTH116 – a Path for each of a million files is time lost
        except OSError as error:
            failures.append(Failure(path, f"cannot be read: {error.strerror}", "check that it is still there"))
            continue
        if not stat.S_ISREG(status.st_mode):
            failures.append(Failure(path, "it is a pipe, a socket or a device, not a file", "leave it out"))
            continue
        yield Found(path, status.st_size, status.st_mtime_ns, rules.of(path))


def contents(found: Found) -> bytes | None:
    """Return the bytes of a file of at most `CHUNK`; None for a larger one, and for one that cannot be read."""
    if found.size > CHUNK:
        return None
    try:
        file = os.open(found.path, READING)  # half the calls of the system that a file object makes
        try:
            content = os.read(file, found.size + 1)
            while len(content) != found.size and (more := os.read(file, CHUNK)):  # it is no longer as it was found
                content += more
        finally:
            os.close(file)
    except OSError:
        return None
    return content


def digest(path: str, content: bytes | None = None) -> bytes:
    """Return 16 bytes of BLAKE2b over the file, or over its `content` where that is at hand; `UNREAD` for neither."""
    made = hashlib.blake2b(content or b"", digest_size=16)
    if content is not None:
        return made.digest()
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            while chunk := file.read(CHUNK):
                made.update(chunk)
    except OSError:
        return UNREAD
    return made.digest()


def entry(found: Found, content: bytes, given: Given, failures: list[Failure]) -> FileEntry:
    """Return the ledger's entry for a file that was read whole.

    A file that was written a moment before it was read is entered without a time: the next run looks at its bytes. One
    that could not be read is entered as unfinished: the next run tries again.
    """
    if content == UNREAD or found.again:
        return unfinished(found, given, failures)
    racy = abs(time.time_ns() - found.mtime_ns) < RACY_NS
    mtime = 0 if racy else found.mtime_ns
    return FileEntry(found.path, found.size, mtime, content, found.context, given, tuple(failures))


def unfinished(found: Found, given: Given, failures: Sequence[Failure] = ()) -> FileEntry:
    """Return the entry for a file of which only the beginning, or nothing, has been read so far."""
    return FileEntry(found.path, UNFINISHED, 0, UNREAD, found.context, given, tuple(failures))
