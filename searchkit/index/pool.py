"""Several workers, each with an `Intake` of its own; the parent hands out files and collects batches.

Processes are spawned, never forked, so that they behave alike everywhere; they do not import the caller's main module,
so that a script may ask for workers without a guard for its main part. A worker that dies, or is ended because it does
not get on with a document, takes only that document with it, or the file where it cannot be told from the rest: it is
reported, and all else that the worker had not delivered is read again.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from itertools import count, islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType

from searchkit.errors import SearchkitError
from searchkit.index.foundlist import Found
from searchkit.index.garbage import seldom_collected
from searchkit.index.guards import Watched
from searchkit.index.intake import Batch, Intake, Taken
from searchkit.index.known import Known
from searchkit.index.limits import Limits
from searchkit.index.pulse import Pulse
from searchkit.index.settings import Settings
from searchkit.readers import Failure, ReadOptions

CHUNK_FILES = 64
CHUNK_BYTES = 4 << 20
DEATHS = 3
"""Workers that may die without a file in hand before the run gives up."""
AVOIDED = 8
"""Documents of one file that may stop a worker before the rest of it is given up."""
GLANCE = 1.0
"""Seconds between two looks at whether the workers get on."""


@dataclass(frozen=True, slots=True)
class Job:
    """All that a worker has to know. `known` is what the index holds, `prefix` begins the names of its segments."""

    folder: Path
    settings: Settings
    limits: Limits
    known: Known
    prefix: str


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    pulse: Pulse
    pending: dict[str, Found] = field(default_factory=dict)
    """Files handed out that no batch has covered yet."""
    reading: Found | None = None
    beats: int = -1
    since: float = 0.0
    """How many beats its pulse had when it was last seen to get on, and when that was."""


def chunks(files: Iterable[Found]) -> Iterator[list[Found]]:
    """Yield the files in order, in portions small enough to share out evenly."""
    portion: list[Found] = []
    size = 0
    for found in files:
        portion.append(found)
        size += found.size
        if len(portion) >= CHUNK_FILES or size >= CHUNK_BYTES:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def work(pipe: Connection, job: Job, pulse: Pulse) -> None:
    """Run one worker: ask for portions of files until an empty one comes, and tell of each file begun and done."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    numbers = count()
    try:
        intake = Intake(
            folder=job.folder,
            settings=job.settings,
            limits=job.limits,
            known=job.known,
            name=lambda: f"{job.prefix}-{next(numbers)}",
            deliver=pipe.send,
            guard=Watched(pulse),
        )
        with seldom_collected():
            while portion := _next(pipe):
                for found in portion:
                    pipe.send(found)
                    pipe.send(intake.take(found))
            intake.flush()
    except (SearchkitError, OSError) as error:
        pipe.send(error)


def _next(pipe: Connection) -> list[Found]:
    pipe.send(None)
    portion: list[Found] = pipe.recv()
    return portion


@contextmanager
def _main_left_alone() -> Iterator[None]:
    """Hide the main module, which a spawned process would import for what it may hold; ours lies in this module."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


class Pool:
    """Reads files with several workers."""

    def __init__(self, job: Job, deliver: Callable[[Batch], None], taken: Callable[[Taken], None]) -> None:
        self._job, self._deliver, self._taken = job, deliver, taken
        self._seconds = ReadOptions.from_dict(dict(job.settings.reading)).seconds
        self._context = multiprocessing.get_context("spawn")
        self._spawned = self._deaths = 0
        self._workers: list[_Worker] = []
        self._portions: deque[list[Found]] = deque()
        """Those taken from `_coming`, and what lost workers had not delivered."""
        self._coming: Iterator[list[Found]] = iter(())

    def run(self, files: Iterable[Found]) -> None:
        """Read all files; return when every batch has been delivered.

        Raises:
            SearchkitError: workers die again and again without a file to blame, or cannot write.
        """
        self._coming = chunks(files)
        first = zip(range(self._job.limits.jobs), self._coming, strict=False)
        self._portions.extend(portion for _, portion in first)
        try:
            for _ in range(len(self._portions)):
                self._spawn()
            while self._workers:
                ready = set(wait([worker.pipe for worker in self._workers], GLANCE))
                for worker in list(self._workers):
                    if worker.pipe in ready:
                        self._listen(worker)
                    else:
                        self._glance(worker)
        finally:
            for worker in self._workers:
                worker.process.terminate()
                self._close(worker)

    def _spawn(self) -> None:
        ours, theirs = self._context.Pipe()
        self._spawned += 1
        pulse = Pulse(self._context)
        job = replace(self._job, prefix=f"{self._job.prefix}w{self._spawned}")
        process = self._context.Process(target=work, args=(theirs, job, pulse), daemon=True)
        with _main_left_alone():
            process.start()
        theirs.close()
        self._workers.append(_Worker(process, ours, pulse))

    @staticmethod
    def _close(worker: _Worker) -> None:
        worker.process.join()
        worker.pipe.close()

    def _listen(self, worker: _Worker) -> None:
        try:
            message = worker.pipe.recv()
        except (EOFError, ConnectionError):
            self._ended(worker)
            return
        match message:
            case None:
                self._hand(worker)
            case Found():
                worker.reading = message
            case Taken():
                worker.reading = None
                self._taken(message)
            case Batch():
                for path in message.noted.finished():
                    worker.pending.pop(path, None)
                self._deliver(message)
            case BaseException():
                raise message

    def _hand(self, worker: _Worker) -> None:
        portion = self._portions.popleft() if self._portions else next(self._coming, [])
        worker.pending |= {found.path: found for found in portion}
        with suppress(ConnectionError):  # a dead worker's end of file comes next
            worker.pipe.send(portion)

    def _glance(self, worker: _Worker) -> None:
        """End a worker that has nothing to tell and has not got on with a document for too long."""
        beats, now = worker.pulse.beats, time.monotonic()
        if beats != worker.beats or beats < 0 or worker.reading is None:
            worker.beats, worker.since = beats, now
        elif now - worker.since > self._seconds:
            worker.process.kill()
            self._part(worker)
            reason, advice = f"reading it takes more than {self._seconds:g} seconds", "leave it out, or allow more time"
            self._replace(worker, self._without(worker.reading, worker.pulse.place, reason, advice))

    def _ended(self, worker: _Worker) -> None:
        self._part(worker)
        culprit = worker.reading
        if worker.process.exitcode == 0 and culprit is None:  # it has delivered everything
            return
        if culprit is None:
            self._deaths += 1
            if self._deaths > DEATHS:
                raise SearchkitError(
                    f"Workers end by themselves (status {worker.process.exitcode})", "look whether memory runs out"
                )
            self._replace(worker)
            return
        reason, advice = f"reading it ended the worker (status {worker.process.exitcode})", "please report this file"
        again = self._without(culprit, worker.pulse.place, reason, advice)
        self._replace(worker, replace(again, again=True))

    @staticmethod
    def _without(culprit: Found, place: str, reason: str, advice: str) -> Found:
        """Return the file to be read once more, but for what stopped the worker."""
        if not place.startswith(culprit.path) or len(culprit.avoided) >= AVOIDED:
            place = culprit.path
        return replace(culprit, avoided=(*culprit.avoided, Failure(place, reason, advice)))

    def _part(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        self._close(worker)

    def _replace(self, worker: _Worker, again: Found | None = None) -> None:
        """Hand what a lost worker had not delivered to others, a file in place of what stopped it."""
        if again is not None:
            worker.pending[again.path] = again
        self._portions.extendleft([[found] for found in worker.pending.values()])
        self._portions.extend([] if self._portions else islice(self._coming, 1))
        if self._portions:
            self._spawn()
