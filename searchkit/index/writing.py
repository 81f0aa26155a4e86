"""Making, updating and rebuilding an index: the calls of the public API that write."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypedDict, Unpack

from searchkit.codec.durable import sync_folder
from searchkit.errors import IndexUnwritable, ReadError
from searchkit.index.garbage import seldom_collected
from searchkit.index.generation import Generation, drop_old, switch
from searchkit.index.layout import Layout
from searchkit.index.limits import Limits
from searchkit.index.lock import writer_lock
from searchkit.index.people import read_corrections
from searchkit.index.receiving import receive
from searchkit.index.report import IndexReport, Progress
from searchkit.index.run import Run
from searchkit.index.scan import absolute
from searchkit.index.settings import Settings, load_settings, save_settings
from searchkit.readers import STANDARD_INPUT, Failure, ReadOptions, walk

Paths = str | Path | Iterable[str | Path]


class RunOptions(TypedDict, total=False):
    """What every run of indexing takes.

    `jobs` workers read, attribute and write, each within `memory_mb` (512). A run commits what it has every
    `commit_seconds` (60). `wait` is the time in seconds to wait for another writer (0). `progress` is called with a
    `Step` a few times a second. `options` (reader options: a mapping changes those that it names) and `attribute`
    (whether to look for statements) are remembered.
    """

    jobs: int
    memory_mb: int
    commit_seconds: float
    wait: float
    progress: Progress | None
    options: ReadOptions | Mapping[str, Any] | None
    attribute: bool | None


class UpdateOptions(RunOptions, total=False):
    """What `update` takes besides: `prune` lets go of releases whose files are gone."""

    prune: bool


def update(
    paths: Paths = (), index: str | Path = "index", *, only: Paths = (), **options: Unpack[UpdateOptions]
) -> IndexReport:
    """Bring the index up to date with the files and folders `paths`; make it where there is none.

    The path "-" is the standard input; what comes by it is kept in the index folder, so that it can be read again.
    Without `paths`, all that was indexed before is looked at again; `only` narrows that to some files and folders.
    Files that are new or have changed are read, no others. Where `options` or `attribute` differ from those of the last
    run, everything is read again. See `UpdateOptions` for the rest.

    Raises:
        ReadError: there is nothing at any of the paths, or nothing to read in them; an option cannot be.
        IndexMissing: there is no index, and no paths are given to make one of.
        IndexLocked: another writer holds the index.
        IndexUnwritable: no permission, or the disk is full; the last commit stands.
        IndexOutdated, IndexDamaged: the index has to be rebuilt.
    """
    layout = Layout(Path(index))
    roots = path_list(_received(paths, layout))
    with _writing(layout, roots, options):
        settings = _merged(load_settings(layout), roots, options)
        fresh = not layout.current.exists()
        generation = Generation.begin(layout, settings) if fresh else Generation.open(layout)
        save_settings(layout, settings)
        run = Run(generation, settings, _limits(options), layout=layout, progress=options.get("progress"))
        scanned = path_list(only) or roots or list(settings.roots)
        report = run.update(scanned, prune=options.get("prune", False), committed=lambda: switch(layout, generation))
        drop_old(layout)
    return report


def build(paths: Paths, index: str | Path = "index", **options: Unpack[UpdateOptions]) -> IndexReport:
    """Index the files and folders `paths`; what an index at `index` has of them already is not read again.

    The same as `update` with paths, under the name that a first run goes by.
    """
    roots = path_list(paths)
    if not roots:
        raise ReadError("No paths to index", "name files or folders")
    return update(roots, index, **options)


def rebuild(index: str | Path = "index", paths: Paths = (), **options: Unpack[RunOptions]) -> IndexReport:
    """Make the index anew from its files, beside the live one, and switch when it is whole.

    A rebuild that was interrupted goes on where it stood. `paths` replace the remembered ones where given.

    Raises:
        IndexMissing: there is no index.
        ReadError: the index remembers no paths and none are given, or there is nothing at them.
        IndexLocked, IndexUnwritable: as for `update`.
    """
    roots, layout = path_list(paths), Layout(Path(index))
    with _writing(layout, (), options):
        settings = _merged(load_settings(layout), roots, options)
        if roots:
            settings = Settings(tuple(roots), settings.reading, settings.attribute)
        _require(list(settings.roots))
        generation = Generation.begin(layout, settings)
        run = Run(generation, settings, _limits(options), layout=layout, progress=options.get("progress"))
        report = run.update(list(settings.roots), prune=True)
        save_settings(layout, settings)
        switch(layout, generation)
        drop_old(layout)
    return report


def optimize(index: str | Path = "index", *, wait: float = 0.0) -> None:
    """Merge all segments of the index into one and let go of what has been deleted: a little faster, a little smaller.

    Raises:
        IndexMissing, IndexLocked, IndexUnwritable, IndexDamaged, IndexOutdated: as for `update`.
    """
    layout = Layout(Path(index))
    with _writing(layout, (), {"wait": wait}):
        Generation.open(layout).optimize()


def path_list(paths: Paths) -> list[str]:
    """Return one path or several as absolute paths, sorted, none below another."""
    listed = _listed(paths)
    if STANDARD_INPUT in map(str, listed):
        raise ReadError("The standard input can be read once only", "give it to `searchkit index`")
    return absolute(listed)


def _listed(paths: Paths) -> list[str | Path]:
    return [paths] if isinstance(paths, str | Path) else list(paths)


def _received(paths: Paths, layout: Layout) -> list[str | Path]:
    """Return the paths, in place of "-" the file in which the standard input is kept."""
    listed = _listed(paths)
    named = [path for path in listed if str(path) != STANDARD_INPUT]
    if len(named) == len(listed):
        return named
    with _disk(layout.received):
        return [*named, receive(sys.stdin.buffer, layout.received)]


@contextmanager
def _writing(layout: Layout, roots: Iterable[str], options: RunOptions) -> Iterator[None]:
    """Hold the lock. What would stop the run at its end, a fault in the corrections, stops it here."""
    if roots and not layout.current.exists():
        _require(list(roots))
    elif not layout.settings.exists():
        layout.live()
    with _disk(layout.root):
        if not layout.root.is_dir():
            layout.root.mkdir(parents=True)
            sync_folder(layout.root.parent)
        with writer_lock(layout, options.get("wait", 0.0)), seldom_collected():
            read_corrections(layout.corrections)
            yield


@contextmanager
def _disk(folder: Path) -> Iterator[None]:
    """Turn what the system says of the disk into an error of ours."""
    try:
        yield
    except OSError as error:
        raise IndexUnwritable(
            f"{error.filename or folder} cannot be written: {error.strerror or error}",
            "the last commit stands; free space or check permissions, then index again",
        ) from error


def _limits(options: RunOptions) -> Limits:
    return Limits(options.get("jobs", 1), options.get("memory_mb", 512), options.get("commit_seconds", 60.0))


def _require(roots: list[str]) -> None:
    if not roots:
        raise ReadError("No paths to index", "name files or folders")
    if not any(os.path.lexists(root) for root in roots):
        raise ReadError(f"There is nothing at {', '.join(roots)}", "check the path")
    if all(isinstance(item, Failure) for item in walk(roots)):
        raise ReadError(f"There is no file to read in {', '.join(roots)}", "name other files or folders")


def _merged(settings: Settings, roots: list[str], options: RunOptions) -> Settings:
    there = [root for root in roots if os.path.lexists(root)]
    reading, given = settings.reading, options.get("options")
    if given is not None:
        named = given.as_dict() if isinstance(given, ReadOptions) else {**reading, **given}
        reading = ReadOptions.from_dict(named).as_dict()
    chosen = options.get("attribute")
    return Settings(
        tuple(absolute([*settings.roots, *there])), reading, settings.attribute if chosen is None else chosen
    )
