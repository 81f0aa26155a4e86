"""The corpora that are measured, whole or a sample, each a folder to index."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from searchkit.readers import walk

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Corpus:
    """A folder of releases, and a name that tells the sample too ("senate", "senate-5000")."""

    name: str
    folder: Path


def corpus(root: Path, name: str, sample: int | None, cache: Path) -> Corpus:
    """Return the corpus `name` below `root`, or about `sample` of its releases, evenly spread, kept in the cache."""
    source = root / name
    if sample is None:
        return Corpus(name, source)
    made = Corpus(f"{name}-{sample}", cache / "samples" / f"{name}-{sample}")
    if not made.folder.exists():
        part = made.folder.with_name(made.folder.name + ".part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        _fill(source, part, sample)
        part.rename(made.folder)
    return made


def _fill(source: Path, target: Path, sample: int) -> None:
    files = [Path(path) for path in walk([source]) if isinstance(path, str)]
    if any(path.suffix == ".jsonl" for path in files):
        lines: list[bytes] = [
            line for path in files if path.suffix == ".jsonl" for line in path.read_bytes().splitlines(True)
        ]
        (target / "sample.jsonl").write_bytes(b"".join(_spread(lines, sample)))
        return
    for path in _spread(files, sample):
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        _link(path, place)


def _spread(items: Sequence[T], count: int) -> Iterator[T]:
    if count >= len(items):
        yield from items
        return
    for number in range(count):
        yield items[number * len(items) // count]


def _link(source: Path, target: Path) -> None:
    """Link a file where the file system allows it, copy it elsewhere."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
