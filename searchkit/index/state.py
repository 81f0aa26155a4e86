"""An index as it stood at one commit: everything a search needs, mapped, never changed."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import numpy as np

from searchkit.codec import Manifest, SegmentReader, read_manifest
from searchkit.errors import IndexDamaged, ReleaseMissing
from searchkit.index.layout import Layout
from searchkit.index.ledger import Ledger
from searchkit.index.people import People, corrections_digest, identify
from searchkit.index.ragged import Array
from searchkit.model import Release, Statement
from searchkit.search import Searcher

ATTEMPTS = 50
"""How often opening is tried again when a writer has replaced what is being opened."""


class State:
    """One commit of one generation."""

    def __init__(self, layout: Layout) -> None:
        self.folder = layout.live()
        self.manifest: Manifest = read_manifest(self.folder)
        self.segments = [SegmentReader(self.folder, info) for info in self.manifest.segments]
        self.ledger = Ledger.open(self.folder / self.manifest.extras["ledger"].name)
        people = People.open(self.folder / self.manifest.extras["people"].name)
        if people.corrections != corrections_digest(layout.corrections):
            people = identify(self.segments, layout.corrections)
        self.people = people

    @cached_property
    def searcher(self) -> Searcher:
        """The search over this state."""
        return Searcher(self.segments, self.people.persons, self.people.directory, self.ledger.ids_under)

    def read(self, segment: int, doc: int) -> tuple[Release, list[Statement]]:
        """Return a release, with the places that hold it now, and its statements."""
        release, statements = self.segments[segment].release_with_statements(doc)
        places = tuple(self.ledger.places(release.id)) or release.places or (release.path,)
        return replace(release, path=places[0], places=places), statements

    def find(self, prefix: str) -> tuple[int, int]:
        """Return the segment and document number of the release whose id begins so.

        Raises:
            ReleaseMissing: there is none, or there are several.
        """
        wanted = prefix.strip().lower()
        found = [(number, doc) for number in range(len(self.segments)) for doc in self._docs(number, wanted)]
        if len(found) == 1:
            return found[0]
        if not found:
            raise ReleaseMissing(
                f"No release has an id that begins with {prefix!r}", "ids stand in the answers of a search"
            )
        raise ReleaseMissing(f"{len(found)} releases have ids that begin with {prefix!r}", "give more digits")

    def _docs(self, number: int, wanted: str) -> list[int]:
        if not 0 < len(wanted) <= 16 or set(wanted) - set("0123456789abcdef"):
            return []
        low, high = (np.uint64(int(wanted.ljust(16, digit), 16)) for digit in "0f")
        segment = self.segments[number]
        match = (segment.ids >= low) & (segment.ids <= high)
        if segment.live is not None:
            match &= segment.live
        return [int(doc) for doc in np.flatnonzero(match)]


def open_state(layout: Layout) -> State:
    """Return the state of the last commit.

    A writer may remove what is being opened: then the newer commit is opened.

    Raises:
        IndexMissing, IndexOutdated, IndexDamaged: as `Layout.live` and the codec say.
    """
    for attempt in range(ATTEMPTS):
        before = _pointer(layout)
        try:
            return State(layout)
        except (FileNotFoundError, IndexDamaged) as error:
            if _pointer(layout) == before and attempt > 1:
                if isinstance(error, IndexDamaged):
                    raise
                raise IndexDamaged(f"{error.filename} is missing", "run `searchkit rebuild`") from error
            time.sleep(0.002 * attempt)
    raise IndexDamaged(f"{layout.root} changes faster than it can be opened", "try again")


def _pointer(layout: Layout) -> tuple[str | None, list[str]]:
    """Return what changes with every commit: the live generation and the names in it."""
    name = layout.live_name()
    folder = layout.root / name if name else None
    return name, sorted(p.name for p in Path(folder).iterdir()) if folder and folder.is_dir() else []


__all__ = ["Array", "Mapping", "State", "open_state"]
