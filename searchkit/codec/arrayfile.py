"""A file of named flat arrays, written from start to end and mapped to be read.

    magic | arrays, each at a multiple of 64 bytes | directory (JSON) | tail: where the directory is, its checksum

Opening reads the directory (a few kilobytes) and maps the rest: its cost does not grow with the arrays.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import struct
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from searchkit.codec.durable import DurableFile, FileInfo
from searchkit.errors import IndexDamaged, rebuild_advice

Array = npt.NDArray[Any]

MAGIC = b"skarr\x01\r\n"
ALIGNMENT = 64
_TAIL = struct.Struct("<QQ16s8s")


class ArrayFileWriter:
    """Writes an array file; `close` makes it durable."""

    def __init__(self, path: Path) -> None:
        self._file = DurableFile(path)
        self._file.write(MAGIC)
        self._places: dict[str, tuple[str, int, int]] = {}

    def add(self, name: str, array: Array) -> None:
        """Write a one-dimensional array."""
        self.add_parts(name, array.dtype, (array,))

    def add_parts(self, name: str, dtype: npt.DTypeLike, parts: Iterable[Array]) -> None:
        """Write one array that comes in parts."""
        kind = np.dtype(dtype).newbyteorder("<")
        self._file.write(b"\0" * (-self._file.size % ALIGNMENT))
        start = self._file.size
        for part in parts:
            self._file.write(part.astype(kind, copy=False))
        self._places[name] = (kind.str, (self._file.size - start) // kind.itemsize, start)

    def close(self, attributes: Mapping[str, Any]) -> FileInfo:
        """Write the directory, with `attributes` (JSON) beside the arrays, and make the file durable."""
        directory = json.dumps({"arrays": self._places, "attributes": attributes}, sort_keys=True).encode()
        start = self._file.size
        self._file.write(directory)
        self._file.write(_TAIL.pack(start, len(directory), _digest(directory), MAGIC))
        return self._file.close()

    def abandon(self) -> None:
        """Leave nothing behind."""
        self._file.abandon()


class ArrayFile:
    """A mapped array file: `file["name"]` is a read-only view, `file.attributes` the JSON beside the arrays.

    Raises:
        IndexDamaged: it is no such file, or it is cut off.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            directory = self._directory()
            self._places: dict[str, tuple[str, int, int]] = directory["arrays"]
            self.attributes: dict[str, Any] = directory["attributes"]
        except FileNotFoundError:
            raise
        except OSError as error:
            advice = "check its permissions, the disk, and how many files a program may have open"
            raise IndexDamaged(f"{path} cannot be read ({error.strerror})", advice) from error
        except (ValueError, KeyError, TypeError, struct.error) as error:
            raise IndexDamaged(f"{path} is damaged ({error})", rebuild_advice(path.parent.parent)) from error

    def _directory(self) -> dict[str, Any]:
        start, length, digest, magic = _TAIL.unpack_from(self._map, max(0, len(self._map) - _TAIL.size))
        data = self._map[start : start + length]
        if magic != MAGIC or self._map[: len(MAGIC)] != MAGIC or _digest(data) != digest:
            raise ValueError("it is cut off, changed, or another kind of file")
        directory: dict[str, Any] = json.loads(data)
        return directory

    @property
    def size(self) -> int:
        """The bytes of the whole file."""
        return len(self._map)

    def __contains__(self, name: str) -> bool:
        return name in self._places

    def __getitem__(self, name: str) -> Array:
        dtype, count, offset = self._places[name]
        return np.frombuffer(self._map, dtype=dtype, count=count, offset=offset)

    def forget(self) -> None:
        """Let go of the memory that holds what has been read; it is read again when it is needed."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)

    def sizes(self) -> dict[str, int]:
        """Return the bytes that each array takes."""
        return {name: np.dtype(dtype).itemsize * count for name, (dtype, count, _) in self._places.items()}


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()
