"""Every call that changes the file system for the codec, so that what is durable and when can be read in one place.

A file is made under a name nobody reads yet, fsynced, and only then given the name that makes it visible; the folder is
fsynced after the names.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
import numpy.typing as npt

TEMPORARY = ".tmp"
"""The end of the names of files that are being written; they may be removed whenever no writer runs."""
DIGEST_BYTES = 16
READ_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class FileInfo:
    """A file as it was written: its name, its size in bytes, its BLAKE2b-128 in hexadecimal."""

    name: str
    size: int
    checksum: str


class DurableFile:
    """A new file that is written once from start to end; `close` makes it durable and visible under its name."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._temporary = path.with_name(path.name + TEMPORARY)
        self._file: IO[bytes] = self._temporary.open("wb", buffering=READ_BYTES)
        self._digest = hashlib.blake2b(digest_size=DIGEST_BYTES)
        self.size = 0

    def write(self, data: bytes | npt.NDArray[Any]) -> None:
        """Append the bytes of `data`."""
        view = data if isinstance(data, bytes) else np.ascontiguousarray(data).view(np.uint8).data
        self._file.write(view)
        self._digest.update(view)
        self.size += len(view)

    def seal(self) -> FileInfo:
        """Fsync the file under its temporary name; nobody sees it yet."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        return FileInfo(self.path.name, self.size, self._digest.hexdigest())

    def publish(self) -> None:
        """Give the sealed file its name; the folder is the caller's to fsync."""
        self._temporary.replace(self.path)

    def close(self) -> FileInfo:
        """Seal and publish."""
        info = self.seal()
        self.publish()
        return info

    def abandon(self) -> None:
        """Leave nothing behind."""
        with suppress(OSError):
            self._file.close()
        remove(self._temporary)


def write_file(path: Path, content: bytes) -> FileInfo:
    """Write a whole file: nobody ever sees a part of it. The folder is the caller's to fsync."""
    file = DurableFile(path)
    try:
        file.write(content)
        return file.close()
    except BaseException:
        file.abandon()
        raise


def info_of(name: str, content: bytes) -> FileInfo:
    """Return what a file of this name and content is known by."""
    return FileInfo(name, len(content), hashlib.blake2b(content, digest_size=DIGEST_BYTES).hexdigest())


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable (where the system can: not on Windows)."""
    if os.name == "nt":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def remove(path: Path) -> None:
    """Remove a file; that it is gone already, or is held open elsewhere, is no fault."""
    with suppress(OSError):
        path.unlink()


def read_info(path: Path) -> FileInfo:
    """Return what stands on the disk now, every byte read."""
    digest = hashlib.blake2b(digest_size=DIGEST_BYTES)
    size = 0
    with path.open("rb", buffering=0) as file:
        while block := file.read(READ_BYTES):
            digest.update(block)
            size += len(block)
    return FileInfo(path.name, size, digest.hexdigest())
