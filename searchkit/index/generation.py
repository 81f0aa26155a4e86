"""The writing side of one generation: what it holds, and how a commit changes it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

import numpy as np

from searchkit.__about__ import __version__
from searchkit.analysis import FINGERPRINT
from searchkit.codec import Manifest, SegmentReader, read_manifest
from searchkit.codec.commit import commit, sweep, write_deletions
from searchkit.codec.durable import FileInfo, remove, sync_folder, write_file
from searchkit.codec.manifest import FORMAT, latest_commit
from searchkit.codec.sets import is_in
from searchkit.codec.tiers import Merging, merge_some
from searchkit.errors import IndexDamaged, IndexFault, rebuild_advice
from searchkit.index.amending import amend
from searchkit.index.comparing import find_copies
from searchkit.index.copies import open_copies, save_copies
from searchkit.index.garbage import give_back
from searchkit.index.identifying import identify
from searchkit.index.intake import Batch
from searchkit.index.known import Known
from searchkit.index.layout import Layout
from searchkit.index.ledger import Ledger
from searchkit.index.noted import Noted
from searchkit.index.people import People, corrections_digest
from searchkit.index.ragged import Array
from searchkit.index.settings import Settings

BUILDING = "BUILDING"
"""A file that stands in a generation until it is whole: by which rules it is being made."""
LEDGER, PEOPLE, COPIES = "ledger", "people", "copies"
"""The files of a commit beside its segments."""


class Generation:
    """A generation folder open for writing; the writer's lock is held by the caller.

    What a writer left behind that was stopped is removed when the folder is opened.

    Raises:
        IndexDamaged, IndexOutdated: the folder's commit cannot be used.
    """

    def __init__(self, folder: Path, corrections: Path) -> None:
        self.folder = folder
        self._corrections = corrections
        self._manifest: Manifest | None = None
        self._segments: list[SegmentReader] = []
        self._added = 0
        self.ledger = Ledger.empty()
        if latest_commit(folder) is not None:
            self._load()
        sweep(folder, self._manifest, keep=(BUILDING,))

    def _load(self) -> None:
        try:
            self._manifest = read_manifest(self.folder)
            self._segments = [SegmentReader(self.folder, info) for info in self._manifest.segments]
            self.ledger = Ledger.open(self.folder / self._manifest.extras[LEDGER].name)
        except FileNotFoundError as error:
            raise IndexDamaged(f"{error.filename} is missing", rebuild_advice(self.folder.parent)) from error

    @classmethod
    def open(cls, layout: Layout) -> Generation:
        """Return the live generation.

        Raises:
            IndexMissing, IndexDamaged, IndexOutdated: there is none, or it cannot be used.
        """
        folder = layout.live()
        if latest_commit(folder) is None:
            raise IndexDamaged(f"{folder} holds no commit", rebuild_advice(layout.root))
        return cls(folder, layout.corrections)

    @classmethod
    def begin(cls, layout: Layout, settings: Settings) -> Generation:
        """Return a new generation beside the live one, or one that an interrupted run began by the same rules."""
        rules = _rules(settings)
        live = layout.live_name()
        for folder in layout.generations():
            if folder.name == live:
                continue
            try:
                if (folder / BUILDING).read_bytes() == rules:
                    return cls(folder, layout.corrections)
            except (OSError, IndexFault):
                pass
            if live or (folder / BUILDING).exists():
                shutil.rmtree(folder, ignore_errors=True)
        folder = layout.next_generation()
        folder.mkdir()
        write_file(folder / BUILDING, rules)
        sync_folder(folder)
        sync_folder(layout.root)
        return cls(folder, layout.corrections)

    def known(self, context: str) -> Known:
        """Return the releases that can be found and were read by these rules."""
        live = [(segment.ids[segment.live_docs], segment.stamps[segment.live_docs]) for segment in self._segments]
        ids = np.concatenate([np.empty(0, np.uint64), *(ids for ids, _ in live)])
        stamps = np.concatenate([np.empty(0, np.uint32), *(stamps for _, stamps in live)])
        order = np.argsort(ids)
        order = order[is_in(ids[order], self.ledger.ids_in(context))]
        return Known(ids[order], stamps[order])

    def fresh_prefix(self) -> str:
        """Return what the names of a run's segments begin with: no file in the folder begins so."""
        number = self._next
        taken = {path.name for path in self.folder.iterdir()}
        while any(name.startswith(f"s{number}") for name in taken):
            number += 1
        return f"s{number}"

    @property
    def _next(self) -> int:
        return self._manifest.number + 1 if self._manifest else 1

    def commit(
        self, batches: Sequence[Batch], *, gone: Iterable[str] = (), final: bool = False, people: bool = True
    ) -> bool:
        """Make the batches visible, all or nothing; return whether there was anything to do.

        A final commit lets go of `gone` files and of all releases that no file gives any more; where half of what is
        left was added since the folder was opened, it merges all segments, which costs little beside that. Without
        `people` nobody is identified and no copies are found: that is for commits that no reader will see.

        Raises:
            CorrectionsError: a line of the corrections file cannot be understood.
            OSError: the disk is full or the folder cannot be written; the commit before stands.
        """
        noted = [batch.noted for batch in batches if batch.noted]
        new = [SegmentReader(self.folder, batch.segment) for batch in batches if batch.segment is not None]
        ledger, file = self._amended(noted, gone)
        deleted = superseded(self._segments, new, ledger.ids if final else None)
        changed = bool(new) or any(documents is not None for documents in deleted.values())
        if self._manifest and not (changed or file or (people and self._people_are_stale())):
            return False
        kept = [self._without(segment, deleted[segment.name]) for segment in (*self._segments, *new)]
        self._added += sum(map(len, new))
        merging = Merging.WHOLE if final and 2 * self._added >= sum(len(s) for s in kept if s) else Merging.TIERS
        self._write([segment for segment in kept if segment is not None], (ledger, file), merging, people=people)
        return True

    def _amended(self, noted: Sequence[Noted], gone: Iterable[str]) -> tuple[Ledger, FileInfo | None]:
        """Return the ledger with what is noted and without the files that are gone, and its file if it is a new one."""
        gone = iter(gone)
        first = next(gone, None)
        if not noted and first is None and self._manifest:
            return self.ledger, None
        path = self.folder / f"{LEDGER}-{self._next}"
        file = amend(self.ledger, noted, gone if first is None else chain((first,), gone), path)
        return Ledger.open(path), file

    def optimize(self) -> bool:
        """Merge all segments into one and let go of what has been deleted; return whether there was anything to do."""
        if len(self._segments) == 0 or (len(self._segments) == 1 and self._segments[0].live is None):
            return False
        self._write(self._segments, (self.ledger, None), Merging.REQUIRED, people=True)
        return True

    def _without(self, segment: SegmentReader, deleted: Array | None) -> SegmentReader | None:
        """Return a segment with these documents deleted (bool); as it is where None is given, None where all are."""
        if deleted is None:
            return segment
        if deleted.all():
            return None
        file = write_deletions(self.folder, f"{segment.name}-{self._next}.del", deleted)
        return SegmentReader(self.folder, replace(segment.info, deletions=file, deleted=int(deleted.sum())))

    def _write(
        self, segments: list[SegmentReader], ledger: tuple[Ledger, FileInfo | None], merging: Merging, *, people: bool
    ) -> None:
        merged = merge_some(self.folder, segments, f"m{self._next}", merging)
        manifest = commit(
            self.folder, self._manifest, [segment.info for segment in merged], self._extras(merged, ledger[1], people)
        )
        for segment in segments:
            for name in segment.info.files():
                if name not in manifest.names():
                    remove(self.folder / name)
        self._manifest, self._segments, self.ledger = manifest, merged, ledger[0]
        for segment in merged:
            segment.forget()
        give_back()

    def _extras(self, segments: list[SegmentReader], ledger: FileInfo | None, people: bool) -> dict[str, FileInfo]:
        """Write the files beside the segments; those that would be as before are kept. The ledger is there already."""
        extras = dict(self._manifest.extras) if self._manifest else {}
        if ledger is not None:
            extras[LEDGER] = ledger
        changed = [segment.info for segment in self._segments] != [segment.info for segment in segments]
        if not people:
            extras.pop(PEOPLE, None)
            extras.pop(COPIES, None)
            return extras
        if changed or PEOPLE not in extras or self._people_are_stale():
            people_before = People.open(self.folder / extras[PEOPLE].name) if PEOPLE in extras else None
            now = identify(segments, self._corrections, (self._segments, people_before) if people_before else None)
            extras[PEOPLE] = now.save(self.folder / f"{PEOPLE}-{self._next}")
        if changed or COPIES not in extras:
            before = open_copies(self.folder / extras[COPIES].name) if COPIES in extras else None
            copies = find_copies(segments, (self._segments, before) if before else None)
            extras[COPIES] = save_copies(copies, self.folder / f"{COPIES}-{self._next}")
        return extras

    def _people_are_stale(self) -> bool:
        """Return whether the people of the last commit are missing, or were made with other corrections."""
        file = self._manifest.extras.get(PEOPLE) if self._manifest else None
        digest = corrections_digest(self._corrections)
        return file is None or People.open(self.folder / file.name).corrections != digest


def superseded(
    before: Sequence[SegmentReader], new: Sequence[SegmentReader], kept: Array | None
) -> dict[str, Array | None]:
    """Return which documents are deleted now (bool), by name of the segment; None where nothing changes.

    A release stands in one segment: the newest that has it. Of `kept` (sorted ids), where given, all others are let go.
    """
    deleted: dict[str, Array | None] = {}
    newer = np.empty(0, np.uint64)
    for segment in (*reversed(new), *reversed(before)):
        lost = is_in(segment.ids, newer)
        if kept is not None:
            lost |= ~is_in(segment.ids, kept)
        if segment.live is not None:
            lost &= segment.live
        if segment in new:
            newer = np.sort(np.concatenate([newer, segment.ids]))
        dead = lost if segment.live is None else lost | ~segment.live
        deleted[segment.name] = dead if lost.any() else None
    return deleted


def switch(layout: Layout, generation: Generation) -> None:
    """Make a generation the live one; nothing is done where it is that already."""
    if layout.live_name() != generation.folder.name:
        write_file(layout.current, f"{generation.folder.name}\n".encode())
        sync_folder(layout.root)
    remove(generation.folder / BUILDING)


def drop_old(layout: Layout) -> None:
    """Remove all generations but the live one; readers that have them mapped go on."""
    live = layout.live().name
    for folder in layout.generations():
        if folder.name != live:
            shutil.rmtree(folder, ignore_errors=True)


def _rules(settings: Settings) -> bytes:
    """Return by which rules a generation is made: only one of the same rules is gone on with."""
    return "\n".join((settings.context, __version__, str(FORMAT), FINGERPRINT, *settings.roots)).encode()
