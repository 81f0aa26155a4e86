"""A file of named flat arrays: a JSON header, then the arrays, each at a multiple of 8 bytes.

The manifest of the commit holds the file's checksum; reading only checks that nothing is cut off.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from searchkit.errors import IndexDamaged

MAGIC = b"skcol\x01\r\n"
Array = npt.NDArray[Any]


def pack(arrays: Mapping[str, Array], extra: Mapping[str, Any]) -> bytes:
    """Return the bytes of a file of `arrays` (one-dimensional), with `extra` (JSON) in its header."""
    places: dict[str, list[Any]] = {}
    parts: list[bytes] = []
    offset = 0
    for name, array in arrays.items():
        data = np.ascontiguousarray(array).astype(array.dtype.newbyteorder("<")).tobytes()
        places[name] = [array.dtype.newbyteorder("<").str, len(array), offset]
        padding = -len(data) % 8
        parts += [data, b"\0" * padding]
        offset += len(data) + padding
    header = json.dumps({"arrays": places, "bytes": offset, **extra}, ensure_ascii=False).encode()
    header += b" " * (-(len(MAGIC) + 4 + len(header)) % 8)
    return b"".join([MAGIC, struct.pack("<I", len(header)), header, *parts])


def load(path: Path) -> tuple[dict[str, Array], dict[str, Any]]:
    """Return the arrays of the file, mapped and read-only, and the header.

    Raises:
        IndexDamaged: it is no such file, or is not whole.
    """
    try:
        mapped = np.memmap(path, dtype=np.uint8, mode="r")
        start = len(MAGIC) + 4
        (length,) = struct.unpack("<I", mapped[len(MAGIC) : start].tobytes())
        header = json.loads(mapped[start : start + length].tobytes())
        body = mapped[start + length :]
        arrays = {name: _view(body, *place) for name, place in header["arrays"].items()}
    except (OSError, ValueError, KeyError, TypeError, struct.error) as error:
        raise IndexDamaged(f"{path} is damaged or missing ({error})", "run `searchkit rebuild`") from error
    if mapped[: len(MAGIC)].tobytes() != MAGIC or len(body) != header["bytes"]:
        raise IndexDamaged(f"{path} is not as it was written", "run `searchkit rebuild`")
    return arrays, header


def _view(body: Array, dtype: str, count: int, offset: int) -> Array:
    kind = np.dtype(dtype)
    return np.frombuffer(body, dtype=kind, count=count, offset=offset) if count else np.empty(0, kind)


def ends_of(lengths: Array) -> Array:
    """Return where each of consecutive pieces of these lengths ends."""
    return np.cumsum(lengths, dtype=np.int64)


def take_ragged(flat: Array, ends: Array, rows: Array) -> tuple[Array, Array]:
    """Return the pieces `rows` of the ragged array `flat` (piece i ends at `ends[i]`), and their new ends."""
    starts = np.concatenate([np.zeros(1, np.int64), ends[:-1]])[rows] if len(ends) else np.empty(0, np.int64)
    lengths = ends[rows] - starts
    new_ends = ends_of(lengths)
    total = int(new_ends[-1]) if len(new_ends) else 0
    index = np.repeat(starts - (new_ends - lengths), lengths) + np.arange(total)
    return flat[index], new_ends
