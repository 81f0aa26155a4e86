"""One run of indexing: list, read, commit, report."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from multiprocessing import current_process
from typing import Any

from searchkit.codec.sets import is_in
from searchkit.index.generation import Generation
from searchkit.index.guards import Bounded, Deferred, Unguarded
from searchkit.index.intake import Batch, Intake, Taken
from searchkit.index.known import Known
from searchkit.index.layout import Layout
from searchkit.index.ledger import UNFINISHED, FileEntry, Ledger
from searchkit.index.limits import Limits
from searchkit.index.pool import Job, Pool
from searchkit.index.report import IndexReport, Progress, Step, general
from searchkit.index.scan import Found, Plan, entry, is_under, plan
from searchkit.index.settings import Settings

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

    def _read(self, files: list[Found]) -> None:
        total = sum(found.size for found in files)
        self._show(Step("reading", 0, len(files), 0, total), always=True)
        known = self._generation.known(self._settings.context)
        prefix = self._generation.fresh_prefix()
        if min(self._limits.jobs, len(files)) < 2:
            files = self._read_here(files, known, prefix)
        if files:
            job = Job(self._generation.folder, self._settings, self._limits, known, prefix)
            Pool(job, self._deliver, self._taken).run(files)
        self._show(self._step, always=True)

    def _read_here(self, files: list[Found], known: Known, prefix: str) -> list[Found]:
        """Read what cannot hang in this process, for a worker takes time to start; return what is left to one."""
        numbers = count()
        left: list[Found] = []
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
                left.append(found)
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
        self._ready.append(replace(batch, entries=tuple(map(self._kept, batch.entries))))
        self._report.undated += batch.undated
        self._report.statements += batch.statements
        self._noted.update(batch.notes)
        begun = time.monotonic()
        if begun > self._next_commit:
            self._commit(self._ready, people=self._told is not None)
            self._ready = []
            ended = time.monotonic()
            self._next_commit = ended + self._limits.pause(ended - begun)

    def _kept(self, file: FileEntry) -> FileEntry:
        """Return the entry with what the file gave earlier where it could not be read this time."""
        row = self._before.rows.get(file.path)
        if row is None or not file.failures or file.size != UNFINISHED:
            return file
        return replace(file, given=tuple(dict.fromkeys((*file.given, *self._before.given(row)))))

    def _commit(self, batches: list[Batch], **options: Any) -> None:
        self._generation.commit(batches, **options)
        if self._told is not None:
            self._told()

    def _finish(self, made: Plan, *, prune: bool) -> None:
        """Commit what is left, and let go of all that no file gives any more."""
        moved = self._moved(made)
        gone = made.vanished if prune else moved
        touched = list(self._touched(made))
        self._show(Step("committing", releases=self._step.releases, failed=self._step.failed), always=True)
        self._commit([*self._ready, Batch(None, tuple(touched))], gone=gone, final=True)
        self._ready = []
        self._report.files_moved = len(moved)
        self._report.files_missing = 0 if prune else len(set(made.vanished) - set(moved))

    def _touched(self, made: Plan) -> Iterator[FileEntry]:
        """Yield what is to be noted of files with a new time but the same bytes."""
        before = self._before
        for found, row in made.touched:
            look = before.look_at(row)
            noted = entry(found, look.digest, before.given(row), before.failures_of(found.path))
            if noted.mtime_ns != look.mtime_ns:  # one that is too young for its time to be noted stays as it is
                yield noted

    def _moved(self, made: Plan) -> list[str]:
        """Return the vanished files whose bytes have turned up at a new path in this run."""
        new = {found.path for found in made.to_read if found.path not in self._before.rows}
        digests = {e.digest for batch in self._ready for e in batch.entries if e.path in new}
        digests |= {look.digest for path in new if (look := self._generation.ledger.look(path))}
        before = self._before
        return [path for path in made.vanished if before.look_at(before.rows[path]).digest in digests]

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
        changed = [after.rows[f.path] for f in made.to_read if f.path in before.rows and f.path in after.rows]
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
