"""Files beside a file that have a say in how it is read: what describes its fields, or describes the text itself."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator

FOLDER_FILE = "searchkit.toml"
"""A mapping for all data files of a folder that have none of their own."""
DATA = frozenset({
    "", ".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".xml", ".gz", ".bz2", ".xz", ".tgz", ".tbz", ".tbz2", ".txz",
    ".tar", ".zip",
})  # fmt: skip


def is_companion(name: str) -> bool:
    """Return whether a file of this name can be one that `companions_of` returns."""
    return name.endswith((".toml", ".json"))


def mapping_files(path: str) -> Iterator[str]:
    """Yield the paths at which a mapping for the data at `path` may lie, the first one first."""
    stem = path
    while (parts := os.path.splitext(stem))[1]:  # noqa: PTH122 – a Path for each of a million files is time lost
        stem = parts[0]
        yield f"{stem}.toml"
    folder, sign, _ = path.rpartition("/")
    yield f"{folder}{sign}{FOLDER_FILE}"


def sidecar_file(path: str) -> str:
    """Return the path at which the JSON that describes the text file at `path` may lie."""
    stem, suffix = os.path.splitext(path)  # noqa: PTH122
    return f"{stem if suffix else path}.json"


def companions_of(path: str, names: Collection[str]) -> list[str]:
    """Return the files that have a say in how the file at `path` is read; `names` are those of all in its folder that
    `is_companion` is true of.
    """
    suffix = os.path.splitext(path)[1].lower()  # noqa: PTH122
    possible = [*mapping_files(path)] if suffix in DATA else []
    if suffix in ("", ".txt"):
        possible.append(sidecar_file(path))
    return [file for file in possible if file.rpartition("/")[2] in names]
