"""The files below paths, in an order that is the same every time."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable, Iterator
from pathlib import Path

from searchkit.readers.detection import passed_over
from searchkit.readers.document import Failure


def _untold(kind: str) -> None:
    del kind


def walk(
    paths: Iterable[str | Path], skip: Iterable[str | Path] = (), passed: Callable[[str], None] = _untold
) -> Iterator[str | Failure]:
    """Yield the files at and below `paths`, sorted by name within their folder, folders after files.

    Hidden files and folders, those of `skip`, files that by their name hold no releases, mappings (TOML) and JSON files
    that describe a text file beside them are left out below a folder; a file named itself is always given. `passed` is
    told the suffix or name of each that was passed over for its name. A link to a folder is followed once. What cannot
    be listed is a `Failure`.
    """
    left_out = {os.path.realpath(path) for path in skip}
    seen: set[tuple[int, int]] = set()
    for path in paths:
        text = os.fspath(path)
        if os.path.isdir(text):  # noqa: PTH112 – a Path for each of a million files is time lost
            yield from _below(text, left_out, seen, passed)
        elif os.path.exists(text):  # noqa: PTH110
            yield text
        else:
            yield Failure(text, "there is no such file or folder", "check the spelling of the path")


def _below(
    root: str, left_out: set[str], seen: set[tuple[int, int]], passed: Callable[[str], None]
) -> Iterator[str | Failure]:
    pending = [root]
    while pending:
        folder = pending.pop()
        try:
            status = os.stat(folder)  # noqa: PTH116
            key = (status.st_dev, status.st_ino)
            if key in seen or os.path.realpath(folder) in left_out:
                continue
            seen.add(key)
            with os.scandir(folder) as listing:
                # Of a folder with a million files an entry each is no small thing: it goes with its path.
                names = {entry.name: _is_folder(entry) for entry in listing if not entry.name.startswith(".")}
        except OSError as error:
            yield Failure(folder, f"cannot be listed: {error.strerror}", "check its permissions")
            continue
        folders, beginning = [], os.path.join(folder, "")  # noqa: PTH118
        for name in sorted(names):
            if names[name]:
                folders.append(beginning + name)
            elif _describes(name, names):
                continue
            elif kind := passed_over(name):
                passed(kind)
            else:
                yield beginning + name
        pending.extend(reversed(folders))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _describes(name: str, names: Container[str]) -> bool:
    """Return whether it is a file that describes others: JSON of the name of a text file beside it, or a mapping."""
    stem, suffix = os.path.splitext(name)  # noqa: PTH122
    return suffix == ".toml" or (suffix.lower() == ".json" and f"{stem}.txt" in names)
