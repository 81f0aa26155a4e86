"""The manifest of a commit: which files it is made of, with their sizes and checksums.

It is JSON, so that opening an index runs no code from it. Beside each manifest stands Whoosh's table of contents of the
same number; the commit is visible when the table of contents is there.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from searchkit.analysis import FINGERPRINT
from searchkit.codec.durable import FileInfo
from searchkit.errors import IndexDamaged, IndexOutdated, rebuild_advice

FORMAT = 7
"""Grows with every change of the files' layout."""
INDEX_NAME = "MAIN"
"""The name by which stock Whoosh knows the index."""
_TOC = re.compile(rf"_{INDEX_NAME}_(\d+)\.toc")


@dataclass(frozen=True, slots=True)
class SegmentInfo:
    """A segment as it was written, and what it holds."""

    name: str
    file: str
    size: int
    checksum: str
    docs: int
    tokens: int
    positions: int
    deletions: FileInfo | None = None
    """The file with a bit for each release, set where it is deleted (lowest bit first); None where none is."""
    deleted: int = 0

    def files(self) -> list[str]:
        """Return the names of the files of the segment."""
        return [self.file, *([self.deletions.name] if self.deletions else [])]


@dataclass(frozen=True, slots=True)
class Manifest:
    """One commit. `extras` are files beside the segments, by what they are; `toc` is Whoosh's table of contents."""

    number: int
    segments: tuple[SegmentInfo, ...]
    toc: FileInfo
    extras: Mapping[str, FileInfo] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of the manifest's own file."""
        return manifest_name(self.number)

    def files(self) -> list[FileInfo]:
        """Return all files of the commit except the manifest itself."""
        segments = [FileInfo(segment.file, segment.size, segment.checksum) for segment in self.segments]
        deletions = [segment.deletions for segment in self.segments if segment.deletions]
        return [*segments, *deletions, *self.extras.values(), self.toc]

    def names(self) -> set[str]:
        """Return the names of all files of the commit."""
        return {self.name, *(file.name for file in self.files())}

    def pack(self) -> bytes:
        """Return the bytes of the manifest's file."""
        values = {"format": FORMAT, "analyzer": FINGERPRINT, **asdict(self)}
        return (json.dumps({"manifest": values, "checksum": _checksum(values)}, indent=1) + "\n").encode()


def toc_name(number: int) -> str:
    """Return the file name of the table of contents of a commit."""
    return f"_{INDEX_NAME}_{number}.toc"


def manifest_name(number: int) -> str:
    """Return the file name of the manifest of a commit."""
    return f"manifest-{number}.json"


def latest_commit(folder: Path) -> int | None:
    """Return the number of the last commit in a folder, None where there is none."""
    found = (_TOC.fullmatch(path.name) for path in folder.iterdir())
    return max((int(match[1]) for match in found if match), default=None)


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of the last commit.

    Raises:
        IndexDamaged: the folder holds no commit, or the manifest is not as it was written.
        IndexOutdated: it is of another format, or was made with another analyzer.
        FileNotFoundError: a writer has just replaced the commit, or the manifest is missing.
    """
    number = latest_commit(folder)
    if number is None:
        raise IndexDamaged(f"{folder} holds no commit", rebuild_advice(folder.parent))
    path = folder / manifest_name(number)
    content = path.read_bytes()
    try:
        found = json.loads(content)
        values = found["manifest"]
        whole = found["checksum"] == _checksum(values)
        ours = values["format"] == FORMAT and values["analyzer"] == FINGERPRINT
        manifest = _manifest(values) if whole and ours else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise IndexDamaged(f"{path} is damaged ({error})", rebuild_advice(folder.parent)) from error
    if whole and not ours:
        told = f"{folder.parent} was made by another version of searchkit"
        raise IndexOutdated(told, rebuild_advice(folder.parent))
    if manifest is None or manifest.number != number or manifest.pack() != content:
        raise IndexDamaged(f"{path} is damaged (its checksum is wrong)", rebuild_advice(folder.parent))
    return manifest


def _manifest(values: Mapping[str, Any]) -> Manifest:
    return Manifest(
        values["number"],
        tuple(SegmentInfo(**{**segment, "deletions": _info(segment["deletions"])}) for segment in values["segments"]),
        FileInfo(**values["toc"]),
        {name: FileInfo(**info) for name, info in values["extras"].items()},
    )


def _info(values: Mapping[str, Any] | None) -> FileInfo | None:
    return FileInfo(**values) if values is not None else None


def _checksum(values: Any) -> str:
    return hashlib.blake2b(json.dumps(values, sort_keys=True).encode(), digest_size=16).hexdigest()
