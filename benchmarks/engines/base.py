"""What the harness asks of an engine. Each lives in a process of its own and knows nothing of the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from benchmarks.document import Document
from benchmarks.query import Query


@dataclass(frozen=True, slots=True)
class Answer:
    """The exact count of matches, and the best ten as the engine names them (numbers of documents, best first)."""

    count: int
    best: list[int]


class Engine(Protocol):
    """One engine, in its best ordinary configuration."""

    version: str

    def build(self, folder: Path, documents: Iterable[Document]) -> None:
        """Index documents that are analysed already, without storing their text; `folder` is empty."""
        ...

    def build_ordinary(self, folder: Path, documents: Iterable[Document]) -> None:
        """Index the documents' text with the engine's own English analysis, and store it, as its users do."""
        ...

    def open(self, folder: Path) -> None:
        """Open what `build` made, for `search`."""
        ...

    def search(self, query: Query) -> Answer | None:
        """Return the answer; None where the engine has no such query."""
        ...
