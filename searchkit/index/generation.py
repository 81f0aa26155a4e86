"""The writing side of one generation: what it holds, and how a commit changes it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from searchkit.__about__ import __version__
from searchkit.codec import Manifest, SegmentInfo, SegmentReader, commit, merge, read_manifest
from searchkit.codec.durable import sync_folder, write_file
from searchkit.errors import IndexFault, IndexMissing
from searchkit.index.intake import Batch
from searchkit.index.layout import Layout
from searchkit.index.ledger import Ledger
from searchkit.index.people import identify
from searchkit.index.ragged import Array
from searchkit.index.settings import Settings

BUILDING = "BUILDING"
"""A file that stands in a generation until it is whole: by which rules it is being made."""
MOST_SEGMENTS = 8
"""With more segments than this, the smaller ones are merged."""


class Generation:
    """A generation folder open for writing; the writer's lock is held by the caller."""

    def __init__(self, folder: Path, corrections: Path) -> None:
        self.folder = folder
        self._corrections = corrections
        self._manifest: Manifest | None = None
        self._segments: list[SegmentReader] = []
        self.ledger = Ledger.empty()
        try:
            self._manifest = read_manifest(folder)
        except IndexMissing:
            return
        self._segments = [SegmentReader(folder, info) for info in self._manifest.segments]
        self.ledger = Ledger.open(folder / self._manifest.extras["ledger"].name)

    @classmethod
    def begin(cls, layout: Layout, settings: Settings) -> Generation:
        """Return a new generation beside the live one, or one that an interrupted run began by the same rules."""
        rules = f"{settings.context} {__version__}\n".encode()
        live = layout.live_name()
        for folder in layout.generations():
            if folder.name == live:
                continue
            try:
                if (folder / BUILDING).read_bytes() == rules:
                    return cls(folder, layout.corrections)
            except (OSError, IndexFault):
                pass
            shutil.rmtree(folder)
        folder = layout.next_generation()
        folder.mkdir()
        write_file(folder / BUILDING, rules)
        sync_folder(folder)
        sync_folder(layout.root)
        return cls(folder, layout.corrections)

    def live_ids(self) -> Array:
        """Return the ids of all releases that can be found, as numbers, sorted."""
        return np.sort(np.concatenate([np.empty(0, np.uint64), *(_live(segment)[1] for segment in self._segments)]))

    def fresh_prefix(self) -> str:
        """Return what the names of new segments begin with: no file in the folder begins so."""
        number = 0 if self._manifest is None else self._manifest.number
        taken = {path.name for path in self.folder.iterdir()}
        while any(name.startswith(f"s{number}x") for name in taken):
            number += 1
        return f"s{number}x"

    def commit(self, batches: Sequence[Batch], *, gone: Iterable[str] = (), final: bool = False) -> bool:
        """Make the batches visible, all or nothing; return whether there was anything to do.

        A final commit lets go of `gone` files and of all releases that no file gives any more.
        """
        entries = [entry for batch in batches for entry in batch.entries]
        gone = list(gone)
        new = [SegmentReader(self.folder, batch.segment) for batch in batches if batch.segment is not None]
        ledger = self.ledger.amended(entries, gone) if entries or gone else self.ledger
        segments = [*self._segments, *new]
        kept = ledger.ids if final else None
        deleted = {segment.name: docs for segment, docs in _superseded(segments, kept)}
        stale = any(
            len(docs) > segment.doc_count - _live_count(segment) for segment, docs in _superseded(segments, kept)
        )
        if self._manifest is not None and not (entries or gone or new or stale):
            return False
        self._write(segments, deleted, ledger)
        return True

    def _write(self, segments, deleted, ledger) -> None:
        raise NotImplementedError
