"""An index as it stood at one commit: everything a search needs, mapped, never changed."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import numpy as np

from searchkit import index
from searchkit.codec import Manifest, SegmentReader, read_manifest
from searchkit.codec.decoding import Record
from searchkit.errors import IndexDamaged, ReleaseMissing, rebuild_advice
from searchkit.index.copies import open_copies
from searchkit.index.layout import Layout
from searchkit.index.ledger import Ledger
from searchkit.index.people import People, corrections_digest
from searchkit.index.reopening import last_commit, steadily
from searchkit.search import Searcher


class State:
    """One commit of one generation."""

    def __init__(self, layout: Layout) -> None:
        self.folder = layout.live()
        self.manifest: Manifest = read_manifest(self.folder)
        for info in (self.manifest.toc, *self.manifest.extras.values()):
            _check_size(self.folder / info.name, info.size)
        self.segments = [SegmentReader(self.folder, info) for info in self.manifest.segments]
        self.ledger = Ledger.open(self.folder / self.manifest.extras["ledger"].name)
        people = People.open(self.folder / self.manifest.extras["people"].name)
        if people.corrections != corrections_digest(layout.corrections):
            people = index.identifying.correct(people, self.segments, layout.corrections)
        self.people = people
        self.copies = open_copies(self.folder / self.manifest.extras["copies"].name)

    @property
    def size(self) -> int:
        """The number of releases."""
        return sum(map(len, self.segments))

    def is_latest(self, layout: Layout) -> bool:
        """Return whether no newer commit has been made."""
        return last_commit(layout) == (self.folder.name, self.manifest.number)

    @cached_property
    def searcher(self) -> Searcher:
        """The search over this state."""
        people = self.people
        return Searcher(self.segments, people.persons, people.directory, self.ledger.ids_under, self.copies)

    def read(self, segment: int, doc: int) -> Record:
        """Return a release, with the places that hold it now, and its statements."""
        return self.segments[segment].read(doc, self.ledger.places)

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


def _check_size(path: Path, size: int) -> None:
    if path.stat().st_size != size:
        raise IndexDamaged(f"{path} is not the file that the commit names", rebuild_advice(path.parent.parent))


def open_state(layout: Layout) -> State:
    """Return the state of the last commit.

    Raises:
        IndexMissing, IndexOutdated, IndexDamaged: as `Layout.live` and the codec say.
    """
    return steadily(layout, lambda: State(layout))
