"""The file of the groups of releases that are copies of one another; `index.comparing` finds them."""

from __future__ import annotations

from pathlib import Path

from searchkit.codec.arrayfile import ArrayFile, ArrayFileWriter
from searchkit.codec.durable import FileInfo
from searchkit.search.copies import Copies

ARRAYS = ("segment", "doc", "start")


def save_copies(copies: Copies, path: Path) -> FileInfo:
    """Write the groups durably."""
    writer = ArrayFileWriter(path)
    try:
        for name in ARRAYS:
            writer.add(name, getattr(copies, name))
        return writer.close({})
    except BaseException:
        writer.abandon()
        raise


def open_copies(path: Path) -> Copies:
    """Map what `save_copies` wrote.

    Raises:
        IndexDamaged: the file is not whole.
        FileNotFoundError: there is none.
    """
    file = ArrayFile(path)
    return Copies(*(file[name] for name in ARRAYS))
