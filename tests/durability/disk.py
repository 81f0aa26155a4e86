"""Runs a call in a child process and ends it at a chosen step of what it writes.

A step is what changes the file system under a folder: opening a file for writing, fsync, rename, remove, mkdir, rmdir.
The child ends with SIGKILL just before step `step` (from 0). `mode` says what becomes of what was not yet made safe:

    kill   the process dies, the system lives: nothing is lost
    cut    the power fails: all content not fsynced and all names whose folder was not fsynced are lost
    mixed  the same, but each is lost or kept by chance (seeded by the step)
    full   no death: from the step on, each step fails with ENOSPC
"""

from __future__ import annotations

import errno
import os
import random
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from searchkit.errors import SearchkitError

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
SEED = 0
"""What is lost by chance depends on it."""


class Outcome(NamedTuple):
    """How a child ended: `killed`, or the number of steps it took and the error it raised (empty where none)."""

    killed: bool
    steps: int
    error: str


class Disk:
    """What of the changes under a folder would survive a power cut, and when to stop."""

    def __init__(self, folder: Path, step: int, mode: str) -> None:
        self.folder = os.path.realpath(folder)
        self.step, self.mode, self.count = step, mode, 0
        self.unsynced: set[str] = set()
        self.undo: list[tuple[str, Callable[[], None]]] = []
        self.busy = False
        self.fsync = os.fsync

    def inside(self, path: str) -> bool:
        return os.path.realpath(path).startswith(self.folder)

    def tick(self) -> None:
        if self.count >= self.step >= 0:
            if self.mode == "full":
                self.count += 1
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            if self.mode != "kill":
                self.lose()
            os.kill(os.getpid(), signal.SIGKILL)
        self.count += 1

    def lose(self) -> None:
        dice = random.Random(SEED * 100_003 + self.step)
        for path in sorted(self.unsynced):
            if os.path.isfile(path) and (self.mode == "cut" or dice.random() < 0.5):
                content = Path(path).read_bytes()
                Path(path).write_bytes(content[: dice.randrange(len(content) + 1)])
        for _, undo in reversed(self.undo):
            if self.mode == "cut" or dice.random() < 0.5:
                undo()

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        actions: dict[str, Callable[..., None]] = {
            "open": self.opened,
            "os.rename": self.renamed,
            "os.remove": self.removed,
            "os.mkdir": self.folder_changed,
            "os.rmdir": self.folder_changed,
        }
        if self.busy or event not in actions or not isinstance(arguments[0], str | bytes | os.PathLike):
            return
        self.busy = True
        try:
            actions[event](*arguments)
        finally:
            self.busy = False

    def opened(self, name: Any, _mode: Any, flags: int) -> None:
        path = os.path.realpath(os.fsdecode(name))
        if not flags & WRITING or not self.inside(path):
            return
        self.tick()
        self.unsynced.add(path)
        if not os.path.exists(path):
            self.undo.append((os.path.dirname(path), lambda: Path(path).unlink(missing_ok=True)))

    def renamed(self, source: Any, target: Any, *_rest: Any) -> None:
        old, new = os.path.realpath(os.fsdecode(source)), os.path.realpath(os.fsdecode(target))
        if not self.inside(new):
            return
        self.tick()
        earlier = Path(new).read_bytes() if os.path.isfile(new) else None

        def undo() -> None:
            if os.path.exists(new):
                os.replace(new, old)
            if earlier is not None:
                Path(new).write_bytes(earlier)

        self.undo.append((os.path.dirname(new), undo))
        if old in self.unsynced:
            self.unsynced.remove(old)
            self.unsynced.add(new)

    def removed(self, name: Any, *_rest: Any) -> None:
        path = os.path.realpath(os.fsdecode(name))
        if not self.inside(path):
            return
        self.tick()
        if os.path.isfile(path):
            content = Path(path).read_bytes()
            self.undo.append((os.path.dirname(path), lambda: _restore(path, content)))

    def folder_changed(self, name: Any, *_rest: Any) -> None:
        if self.inside(os.fsdecode(name)):
            self.tick()

    def synced(self, fd: Any) -> None:
        number = fd if isinstance(fd, int) else fd.fileno()
        path = os.readlink(f"/proc/self/fd/{number}")
        if self.inside(path) and not self.busy:
            self.busy = True
            try:
                self.tick()
            finally:
                self.busy = False
            self.unsynced.discard(path)
            self.undo = [(folder, undo) for folder, undo in self.undo if folder != path]
        self.fsync(number)


def _restore(path: str, content: bytes) -> None:
    if os.path.isdir(os.path.dirname(path)) and not os.path.exists(path):
        Path(path).write_bytes(content)


def run_until(step: int, mode: str, folder: Path, call: Callable[[], object]) -> Outcome:
    """Run `call` in a child that ends at `step` of its writing under `folder`; -1 lets it run to its end."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _child(writing, Disk(folder, step, mode), call)
    os.close(writing)
    with open(reading, encoding="utf-8") as told:
        steps, _, error = told.read().partition(" ")
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return Outcome(True, step, "")
    return Outcome(False, int(steps), error)


def _child(writing: int, disk: Disk, call: Callable[[], object]) -> None:
    error = ""
    try:
        os.fsync = os.fdatasync = disk.synced
        sys.addaudithook(disk.hook)
        try:
            call()
        except SearchkitError as caught:
            error = f"{type(caught).__name__}: {caught}"
        disk.busy = True
    except BaseException as caught:  # a child of a test must never return into pytest
        error = f"unexpected {type(caught).__name__}: {caught}"
    os.write(writing, f"{disk.count} {error}".encode())
    os._exit(0)
