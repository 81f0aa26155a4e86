"""One run of indexing: list, read, commit, report."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from multiprocessing import current_process
from typing import Any

import numpy as np

from searchkit.codec.sets import is_in
from searchkit.index.foundlist import FoundList
from searchkit.index.generation import Generation
from searchkit.index.guards import Bounded, Deferred, Unguarded
from searchkit.index.intake import MOST_NOTED, Batch, Intake, Taken
from searchkit.index.known import Known
from searchkit.index.layout import Layout
from searchkit.index.ledger import Ledger
from searchkit.index.limits import Limits
from searchkit.index.moves import Moves
from searchkit.index.noted import Noted
from searchkit.index.pool import Job, Pool
from searchkit.index.report import IndexReport, Progress, Step, general
from searchkit.index.scan import Plan, entry, is_under, plan
from searchkit.index.settings import Settings

MOST_READY = 32 << 20
"""So many bytes noted of files that are ready are committed, however soon that is."""
TICK = 0.1
"""Seconds between two calls of the progress callback."""


class Run:
    """Brings one generation up to date with the files under some roots."""

    def __init__(
        self,
        generation: Generation,
        settings: Settings,
        limits: Limits,
        *,
        layout: Layout,
        progress: Progress | None = None,
    ) -> None:
        self._generation, self._settings, self._limits = generation, settings, limits
        self._ignored, self._received = str(layout.root.absolute()), str(layout.received.absolute())
        self._progress = progress
        self._report = IndexReport()
        self._before: Ledger = generation.ledger
        self._moves = Moves(self._before, Plan().vanished)
        self._ready: list[Batch] = []
        self._next_commit = time.monotonic() + limits.pause(0.0)
        self._told: Callable[[], None] | None = None
        self._noted: Counter[str] = Counter()
        self._step = Step("listing")
        self._shown = 0.0

    def update(
        self, roots: list[str], *, prune: bool = False, committed: Callable[[], None] | None = None
    ) -> IndexReport:
        """Read what is new or changed under `roots` (absolute paths) and commit it, now and then and at the end.

        `committed` is called after every commit; without it no reader sees the generation before the run has ended.
        """
        started = time.monotonic()
        self._told = committed
        made = plan(roots, self._before, self._settings.context, self._skip, self._listed)
        self._moves = Moves(self._before, made.vanished)
        self._read(made.to_read)
        self._finish(made, prune=prune)
        self._count(made)
        self._report.notes += [f"{note} ({count:,})" for note, count in _told(self._noted)]
        self._report.notes += _passed_over(made.passed)
        self._report.seconds = time.monotonic() - started
        return self._report

    def _skip(self, path: str) -> bool:
        return is_under(path, self._ignored) and not is_under(path, self._received)

    def _listed(self, count: int) -> None:
        self._show(Step("listing", count))

    def _show(self, step: Step, *, always: bool = False) -> None:
        self._step = step
        now = time.monotonic()
        if self._progress is not None and (always or now - self._shown > TICK):
            self._shown = now
            self._progress(step)

    def _read(self, files: FoundList) -> None:
        self._show(Step("reading", 0, len(files), 0, files.bytes), always=True)
        known = self._generation.known(self._settings.context)
        prefix = self._generation.fresh_prefix()
        if min(self._limits.jobs, len(files)) < 2:
            files = self._read_here(files, known, prefix)
        if files:
            job = Job(self._generation.folder, self._settings, self._limits, known, prefix)
            Pool(job, self._deliver, self._taken).run(files)
        self._show(self._step, always=True)

    def _read_here(self, files: FoundList, known: Known, prefix: str) -> FoundList:
        """Read what cannot hang in this process, for a worker takes time to start; return what is left to one."""
        numbers = count()
        left = FoundList()
        guard = Unguarded() if current_process().daemon else Bounded()  # a daemon may have no children
        intake = Intake(
            folder=self._generation.folder,
            settings=self._settings,
            limits=self._limits,
            known=known,
            name=lambda: f"{prefix}-{next(numbers)}",
            deliver=self._deliver,
            guard=guard,
        )
        for found in files:
            try:
                self._taken(intake.take(found))
            except Deferred:
                left.add(found)
        intake.flush()
        return left

    def _taken(self, taken: Taken) -> None:
        last = self._step
        self._show(
            Step(
                "reading",
                last.files_done + 1,
                last.files_total,
                last.bytes_done + taken.found.size,
                last.bytes_total,
                last.releases + taken.releases,
                last.failed + taken.failed,
                taken.found.path,
            )
        )

    def _deliver(self, batch: Batch) -> None:
        noted = batch.noted
        for file in list(noted.broken()):
            row = self._before.row(file.path)
            if row is not None:
                noted.add(replace(file, given=file.given.joined(self._before.given(row))))
        self._moves.note(noted)
        self._ready.append(batch)
        self._report.undated += batch.undated
        self._report.statements += batch.statements
        self._noted.update(batch.notes)
        begun = time.monotonic()
        if begun > self._next_commit or sum(ready.noted.memory for ready in self._ready) > MOST_READY:
            self._commit(self._ready, people=self._told is not None)
            self._ready = []
            ended = time.monotonic()
            self._next_commit = ended + self._limits.pause(ended - begun)

    def _commit(self, batches: list[Batch], **options: Any) -> None:
        self._generation.commit(batches, **options)
        if self._told is not None:
            self._told()

    def _finish(self, made: Plan, *, prune: bool) -> None:
        """Commit what is left, and let go of all that no file gives any more."""
        moved = self._moves.moved
        for batch in self._touched(made):
            self._deliver(batch)
        gone = map(self._before.path, (made.vanished if prune else moved).tolist())
        self._show(Step("committing", releases=self._step.releases, failed=self._step.failed), always=True)
        self._commit(self._ready, gone=gone, final=True)
        self._ready = []
        self._report.files_moved = len(moved)
        self._report.files_missing = 0 if prune else len(made.vanished) - len(moved)

    def _touched(self, made: Plan) -> Iterator[Batch]:
        """Yield what is to be noted of files with a new time but the same bytes."""
        before, noted = self._before, Noted()
        for found in made.touched:
            look = before.look(found.path)
            if look is None:
                continue
            file = entry(found, look.digest, before.given(look.row), before.failures_of(found.path))
            if file.mtime_ns != look.mtime_ns:  # one that is too young for its time to be noted stays as it is
                noted.add(file)
            if noted.memory > MOST_NOTED:
                yield Batch(None, noted)
                noted = Noted()
        if noted:
            yield Batch(None, noted)

    def _count(self, made: Plan) -> None:
        before, after = self._before, self._generation.ledger
        report, was, now = self._report, before.ids, after.ids
        report.unchanged = int(is_in(now, was).sum())
        report.indexed = len(now) - report.unchanged
        lost = len(was) - report.unchanged
        report.updated = min(lost, self._gained(made))
        report.removed = lost - report.updated
        report.duplicates = max(0, after.repeats - before.repeats)
        report.files = len(after)
        report.files_read = len(made.to_read)
        report.releases = len(now)
        report.failed = [*made.failures, *after.failures()]

    def _gained(self, made: Plan) -> int:
        """Return how many new releases came from files that had given others before."""
        before, after = self._before, self._generation.ledger
        if not len(before):
            return 0
        rows = (after.row(found.path) for found in made.to_read if before.row(found.path) is not None)
        changed = np.fromiter((row for row in rows if row is not None), np.int64)
        return int((~is_in(after.ids_of(changed), before.ids)).sum())


def _told(noted: Counter[str]) -> Iterator[tuple[str, int]]:
    """Yield what was odd about releases, the commonest first; notes that differ in what they quote are one."""
    kinds: Counter[str] = Counter()
    for note, times in noted.items():
        kinds[general(note)] += times
    yield from _commonest(kinds)


def _passed_over(passed: Counter[str]) -> Iterator[str]:
    """Yield what is to be said of files that were not read, because they hold no releases by their names."""
    if passed:
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in _commonest(passed))
        yield f"passed over for their names, which are not those of releases: {kinds} (a file that you name is read)"


def _commonest(kinds: Counter[str]) -> list[tuple[str, int]]:
    return sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
