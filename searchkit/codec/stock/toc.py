"""Whoosh's table of contents: written for it, and read by us only with an allow-list.

    varint 4, 8, 4 (sizes of int, long, float) | int -12345 | int -111 | three varints: release | string: pickled schema
    | int generation | int 0 | pickled list of segments

Whoosh itself unpickles whatever stands there; nothing on our own way of searching reads the file at all.
"""

from __future__ import annotations

import io
import pickle
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh import __version__ as whoosh_version
from whoosh.filedb.filestore import RamStorage
from whoosh.index import _CURRENT_TOC_VERSION, TOC

from searchkit.codec.manifest import INDEX_NAME, toc_name
from searchkit.codec.stock.schema import release_schema
from searchkit.codec.stock.segment import ArraySegment
from searchkit.errors import IndexDamaged, rebuild_advice

ALLOWED = frozenset(
    {
        "__builtin__.long",  # the name of `int` in pickles of protocol 2
        "searchkit.codec.stock.analyzer.ReleaseAnalyzer",
        "searchkit.codec.stock.segment.ArraySegment",
        "whoosh.analysis.tokenizers.IDTokenizer",
        "whoosh.columns.NumericColumn",
        "whoosh.columns.VarBytesColumn",
        "whoosh.fields.DATETIME",
        "whoosh.fields.ID",
        "whoosh.fields.Schema",
        "whoosh.fields.TEXT",
        "whoosh.formats.Existence",
        "whoosh.formats.Positions",
    }
)
"""All that the pickles of a TOC of ours name."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a TOC says."""

    schema: Any
    segments: list[ArraySegment]
    generation: int


def toc_bytes(generation: int, segments: Sequence[ArraySegment], language: str = "en") -> bytes:
    """Return the bytes of the TOC of a commit; the caller writes them."""
    storage = RamStorage()
    TOC(release_schema(language), list(segments), generation, release=whoosh_version).write(storage, INDEX_NAME)
    content: bytes = storage.files[toc_name(generation)]
    return content


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if f"{module}.{name}" not in ALLOWED:
            raise pickle.UnpicklingError(f"{module}.{name} is not allowed in a table of contents")
        return super().find_class(module, name)


_FAULTS = (
    pickle.UnpicklingError,
    struct.error,
    ValueError,
    TypeError,
    AttributeError,
    ImportError,
    LookupError,
    EOFError,
    ArithmeticError,
    RecursionError,
)
"""What reading bytes that are no table of contents can end in."""


def read_toc(path: Path) -> Contents:
    """Return what a TOC says, without running any code from it.

    Raises:
        IndexDamaged: it is damaged, of another version, or names what a TOC of ours does not.
    """
    content = path.read_bytes()
    try:
        return _parsed(content, path.name)
    except _FAULTS as error:
        raise IndexDamaged(
            f"{path} is damaged or was not written by searchkit ({error})", rebuild_advice(path.parent.parent)
        ) from error


def _parsed(content: bytes, name: str) -> Contents:
    storage = RamStorage()
    storage.files[name] = content
    stream = storage.open_file(name)
    for _ in range(3):
        stream.read_varint()
    if stream.read_int() != -12345 or stream.read_int() != _CURRENT_TOC_VERSION:
        raise ValueError("another version of the table of contents")
    for _ in range(3):
        stream.read_varint()
    schema = _Unpickler(io.BytesIO(stream.read_string())).load()
    generation, _unused = stream.read_int(), stream.read_int()
    segments = _Unpickler(io.BytesIO(content[stream.tell() :])).load()
    if toc_name(generation) != name or not all(isinstance(segment, ArraySegment) for segment in segments):
        raise ValueError("it is not as it was written")
    return Contents(schema, segments, generation)
