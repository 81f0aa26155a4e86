"""Making a commit visible, all or nothing.

Segments and extras lie there already, each fsynced under its name, and no manifest names them yet. A commit writes

    1. the manifest and Whoosh's table of contents, both fsynced, the latter still under a temporary name;
    2. fsyncs the folder: from here on every file that the commit names is there after a power cut;
    3. renames the table of contents: this one name makes the commit visible, to our readers as to stock Whoosh;
    4. fsyncs the folder again, and only then removes what the commit before had and this one has not.

Two fsyncs of the folder are the fewest: without the first the name that makes the commit visible could survive a power
cut in which the names of its files are lost; without the second the old files could be gone and the old commit back.
Readers that have an older commit's files mapped keep them until they let go.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import numpy as np

from searchkit.codec.arrayfile import Array
from searchkit.codec.durable import DurableFile, FileInfo, info_of, remove, sync_folder, write_file
from searchkit.codec.manifest import Manifest, SegmentInfo, toc_name
from searchkit.codec.stock.segment import ArraySegment
from searchkit.codec.stock.toc import toc_bytes


def commit(
    folder: Path, before: Manifest | None, segments: Sequence[SegmentInfo], extras: Mapping[str, FileInfo]
) -> Manifest:
    """Make a commit of these segments and extras, durable and visible.

    Raises:
        OSError: the disk is full or the folder cannot be written; the commit before stands.
    """
    number = before.number + 1 if before else 1
    content = toc_bytes(number, [ArraySegment(info) for info in segments])
    manifest = Manifest(number, tuple(segments), info_of(toc_name(number), content), extras)
    write_file(folder / manifest.name, manifest.pack())
    toc = DurableFile(folder / manifest.toc.name)
    try:
        toc.write(content)
        toc.seal()
        sync_folder(folder)
        toc.publish()
    except BaseException:
        toc.abandon()
        raise
    sync_folder(folder)
    for name in (before.names() if before else set()) - manifest.names():
        remove(folder / name)
    return manifest


def sweep(folder: Path, manifest: Manifest | None, keep: Collection[str] = ()) -> None:
    """Remove the files that the commit does not name: what a writer left that was stopped. No other writer may run."""
    named = {*(manifest.names() if manifest else ()), *keep}
    for path in folder.iterdir():
        if path.name not in named:
            remove(path)


def write_deletions(folder: Path, name: str, deleted: Array) -> FileInfo:
    """Write which releases of a segment are deleted (bool by document), durably."""
    return write_file(folder / name, np.packbits(deleted, bitorder="little").tobytes())
