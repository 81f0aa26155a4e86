"""The word lists of attribution: one file a list, one folded word or phrase a line, sorted; `#` begins a comment."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


def _lines(name: str) -> list[str]:
    text = (_FOLDER / f"{name}.txt").read_text("utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]


@cache
def words(name: str) -> frozenset[str]:
    """Return the entries of the list `name`."""
    return frozenset(_lines(name))


@cache
def table(name: str) -> dict[str, str]:
    """Return the tab-separated pairs of the list `name`. The result is shared: do not change it."""
    return dict(line.split("\t", 1) for line in _lines(name))


def names() -> list[str]:
    """Return the names of all lists."""
    return sorted(path.stem for path in _FOLDER.glob("*.txt"))
