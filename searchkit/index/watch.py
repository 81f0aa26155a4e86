"""Keeping an index current while its folders change."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from searchkit.errors import IndexFault
from searchkit.index.layout import Layout
from searchkit.index.report import IndexReport
from searchkit.index.scan import absolute, is_under
from searchkit.index.settings import load_settings
from searchkit.index.writing import Paths, UpdateOptions, path_list, update
from searchkit.readers import Failure

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent

MOST_FOLDERS = 50
"""When more folders than this have changed, everything is looked at: that is quicker than so many small looks."""


class Changes:
    """The folders in which something has changed since they were last asked for; filled by watchdog's thread."""

    def __init__(self, roots: list[str], ignored: str) -> None:
        self._roots, self._ignored = roots, ignored
        self._queue: queue.Queue[str] = queue.Queue()

    def dispatch(self, event: FileSystemEvent) -> None:
        """Take note of one event (the method that watchdog calls)."""
        if event.event_type in {"opened", "closed_no_write"}:
            return
        for path in {str(event.src_path), str(event.dest_path)} - {""}:
            if not is_under(path, self._ignored):
                self._queue.put(str(Path(path).parent))

    def next(self, settle: float, stop: threading.Event) -> list[str]:
        """Wait for a change and then for `settle` seconds of quiet; return the changed folders, none when stopped."""
        changed: set[str] = set()
        while not stop.is_set():
            try:
                changed.add(self._queue.get(timeout=settle if changed else 0.2))
            except queue.Empty:
                if changed:
                    break
        if stop.is_set():
            return []
        inside = [path if any(is_under(path, root) for root in self._roots) else None for path in changed]
        # A change beside a root that is a single file is a change of that file.
        folders = [path for path in inside if path] + [r for r in self._roots if str(Path(r).parent) in changed]
        return self._roots if len(folders) > MOST_FOLDERS else absolute(folders)


@contextmanager
def observed(roots: list[str], ignored: Path) -> Iterator[Changes]:
    """Watch the roots; changes below `ignored` (the index itself) do not count."""
    from watchdog.observers import Observer  # noqa: PLC0415 – only `watch` needs it

    changes = Changes(roots, str(ignored.absolute()))
    observer = Observer()
    for root in roots:
        folder = Path(root) if Path(root).is_dir() else Path(root).parent
        observer.schedule(changes, str(folder), recursive=Path(root).is_dir())  # type: ignore[arg-type]
    observer.start()
    try:
        yield changes
    finally:
        observer.stop()
        observer.join()


def watch(
    paths: Paths = (),
    index: str | Path = "index",
    *,
    settle: float = 1.0,
    stop: threading.Event | None = None,
    reported: Callable[[IndexReport], None] | None = None,
    **options: Unpack[UpdateOptions],
) -> None:
    """Bring the index up to date with `paths`, and again after every change below them, until `stop` is set.

    `settle` is how many seconds of quiet to wait for after a change; `reported` gets the report of every run, the first
    one included. The other options are those of `update`. Readers see the changes after `Index.refresh`.

    Raises:
        ReadError, IndexFault: as for `update`, in the first run only; later ones are reported as failures.
    """
    ended = stop or threading.Event()
    roots = path_list(paths) or list(load_settings(Layout(Path(index))).roots)
    tell = reported or (lambda _report: None)
    with observed([root for root in roots if os.path.lexists(root)], Path(index)) as changes:
        tell(update(roots, index, **options))
        while changed := changes.next(settle, ended):
            try:
                tell(update((), index, only=changed, **options))
            except IndexFault as fault:
                tell(IndexReport(failed=[Failure(str(index), fault.message, fault.advice)]))
