"""Checking an index byte by byte."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from searchkit.errors import IndexDamaged, IndexOutdated
from searchkit.index.generation import check_files, open_live
from searchkit.index.layout import Layout
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
