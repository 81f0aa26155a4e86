"""Runs a statement in this process and kills the process at a chosen step of what it writes.

    python -m tests.durability.crash STEP MODE FOLDER MODULE:FUNCTION ARGUMENT…

A step is a call that changes the file system under FOLDER: opening a file for writing, fsync, rename, remove, mkdir,
rmdir. The process ends with SIGKILL just before step STEP (from 0); where it ends before, the number of steps is
printed. MODE says what becomes of what was not yet made safe:

    kill   the process dies, the system lives: nothing is lost
    cut    the power fails: all content not fsynced and all names whose folder was not fsynced are lost
    mixed  the same, but each is lost or kept by chance (seeded by STEP)
    full   no death: from STEP on, each step fails with ENOSPC
"""


from __future__ import annotations

import errno
import importlib
import os
import random
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Disk:
    """What of the changes under a folder would survive a power cut, and when to stop."""

    def __init__(self, folder: Path, step: int, mode: str) -> None:
        self.folder = os.path.realpath(folder)
        self.step, self.mode, self.count = step, mode, 0
        self.unsynced: dict[str, bytes | None] = {}
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
            self.die()
        self.count += 1

    def die(self) -> None:
        if self.mode in {"cut", "mixed"}:
            self.busy = True
            self.lose()
        os.kill(os.getpid(), signal.SIGKILL)

    def lose(self) -> None:
        dice = random.Random(self.step)
        for path, before in self.unsynced.items():
            if os.path.exists(path) and (self.mode == "cut" or dice.random() < 0.5):
                content = Path(path).read_bytes()
                Path(path).write_bytes(before if before is not None else content[: dice.randrange(len(content) + 1)])
        for _, undo in reversed(self.undo):
            if self.mode == "cut" or dice.random() < 0.5:
                undo()

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        action = {"open": self.opened, "os.rename": self.renamed, "os.remove": self.removed}.get(event)
        if event in {"os.mkdir", "os.rmdir"}:
            action = self.folder_changed
        if self.busy or action is None or not isinstance(arguments[0], str | bytes | os.PathLike):
            return
        self.busy = True
        try:
            action(*arguments)
        finally:
            self.busy = False

    def opened(self, name: Any, _mode: Any, flags: int) -> None:
        path = os.path.realpath(os.fsdecode(name))
        if not flags & WRITING or not self.inside(path):
            return
        self.tick()
        new = not os.path.exists(path)
        self.unsynced.setdefault(path, None)
        if new:
            self.undo.append((os.path.dirname(path), lambda: Path(path).unlink(missing_ok=True)))

    def renamed(self, source: Any, target: Any, *_rest: Any) -> None:
        old, new = os.path.realpath(os.fsdecode(source)), os.path.realpath(os.fsdecode(target))
        if not self.inside(new):
            return
        self.tick()
        earlier = Path(new).read_bytes() if os.path.isfile(new) else None
        was_folder = os.path.isdir(old)

        def undo() -> None:
            if os.path.exists(new):
                os.replace(new, old)
            if earlier is not None and not was_folder:
                Path(new).write_bytes(earlier)

        self.undo.append((os.path.dirname(new), undo))
        if old in self.unsynced:
            self.unsynced[new] = self.unsynced.pop(old)

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

    def synced(self, fd: int) -> None:
        path = os.readlink(f"/proc/self/fd/{int(fd)}")
        if self.inside(path) and not self.busy:
            self.busy = True
            try:
                self.tick()
            finally:
                self.busy = False
            self.unsynced.pop(path, None)
            self.undo = [(folder, undo) for folder, undo in self.undo if folder != path]
        self.fsync(fd)


def _restore(path: str, content: bytes) -> None:
    if os.path.isdir(os.path.dirname(path)) and not os.path.exists(path):
        Path(path).write_bytes(content)


def main(arguments: list[str]) -> None:
    """Run the statement with the disk watched."""
    step, mode, folder, target, *rest = arguments
    module, _, name = target.partition(":")
    function = getattr(importlib.import_module(module), name)
    disk = Disk(Path(folder), int(step), mode)
    os.fsync = disk.synced  # type: ignore[assignment]
    os.fdatasync = disk.synced  # type: ignore[assignment]
    sys.addaudithook(disk.hook)
    function(*rest)
    print(disk.count)


if __name__ == "__main__":
    main(sys.argv[1:])
