"""Counts as a table: for CSV, Markdown and JSON lines."""

from __future__ import annotations

from typing import NamedTuple

Cell = str | int | float | None


class Table(NamedTuple):
    """Names of columns, and rows of as many cells."""

    columns: tuple[str, ...]
    rows: list[tuple[Cell, ...]]
