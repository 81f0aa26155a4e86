"""Checking an index byte by byte."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from searchkit.codec import read_manifest
from searchkit.codec.durable import FileInfo, read_info
from searchkit.errors import IndexDamaged, IndexOutdated, rebuild_advice
from searchkit.index.layout import Layout
from searchkit.index.reopening import last_commit
from searchkit.index.settings import load_settings
from searchkit.plain import FORMAT, plain


@dataclass(frozen=True, slots=True)
class Problem:
    """One file that is not as it was written, and what to do."""

    file: str
    what: str
    advice: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check of every byte found. `bytes` counts what was read."""

    files: int = 0
    bytes: int = 0
    releases: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the index is whole."""
        return not self.problems

    def as_dict(self) -> dict[str, Any]:
        """Return the result as JSON data."""
        return {"format": FORMAT, "ok": self.ok, **plain(self)}


def verify(index: str | Path = "index") -> Verification:
    """Check every byte of the index at `index` against its checksums.

    Raises:
        IndexMissing: there is no index.
    """
    layout = Layout(Path(index))
    while True:
        before = last_commit(layout)
        found = _check(layout)
        if found.ok or last_commit(layout) == before:
            return found


def _check(layout: Layout) -> Verification:
    problems = list(_settings(layout))
    try:
        folder = layout.live()
        manifest = read_manifest(folder)
    except FileNotFoundError as error:
        problems.append(Problem(str(error.filename), "it is missing", rebuild_advice(layout.root)))
        return Verification(problems=tuple(problems))
    except (IndexDamaged, IndexOutdated) as fault:
        problems.append(Problem(str(layout.root), fault.message, fault.advice))
        return Verification(problems=tuple(problems))
    files = manifest.files()
    for info in files:
        problems += _file(folder / info.name, info)
    return Verification(
        files=len(files) + 1,
        bytes=sum(info.size for info in files) + len(manifest.pack()),
        releases=sum(segment.docs - segment.deleted for segment in manifest.segments),
        problems=tuple(problems),
    )


def _settings(layout: Layout) -> Iterator[Problem]:
    if not layout.settings.exists():
        yield Problem(str(layout.settings), "it is missing", "index again, naming the paths")
    try:
        load_settings(layout)
    except IndexDamaged as fault:
        yield Problem(str(layout.settings), fault.message, fault.advice)


def _file(path: Path, written: FileInfo) -> Iterator[Problem]:
    advice = rebuild_advice(path.parent.parent)
    try:
        found = read_info(path)
    except FileNotFoundError:
        yield Problem(str(path), "it is missing", advice)
    except OSError as error:
        yield Problem(str(path), f"it cannot be read ({error.strerror})", "check the disk and its permissions")
    else:
        if found.size != written.size:
            yield Problem(str(path), f"it has {found.size:,} bytes, not {written.size:,} as written", advice)
        elif found != written:
            yield Problem(str(path), "its content has changed since it was written", advice)
