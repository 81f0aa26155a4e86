"""Segments of invented releases, and what two segments must have alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from searchkit.codec import SegmentReader, SegmentWriter
from searchkit.codec.arrayfile import Array
from searchkit.codec.commit import write_deletions
from searchkit.codec.inversion import Tuning
from searchkit.model import Release, Statement

Told = tuple[Release, list[Statement]]

TUNING = Tuning(common_stems=3, common_least=4, dense_docs=4)
"""So low that small segments have common stems, pairs and rows too."""
STORED = ("stored_", "dictionary_")
"""Arrays that depend on how releases were compressed, not on what they say."""


def written(folder: Path, name: str, told: Sequence[Told], tuning: Tuning = TUNING) -> SegmentReader:
    """Write a segment of releases and open it."""
    writer = SegmentWriter(folder, name, tuning)
    for release, statements in told:
        writer.add(release, statements)
    return SegmentReader(folder, writer.finish())


def told_of(segment: SegmentReader, doc: int) -> Told:
    """Return a release and its statements, read whole."""
    record = segment.read(doc)
    return record.release, record.statements


def without(folder: Path, segment: SegmentReader, deleted: Sequence[bool]) -> SegmentReader:
    """Return the segment with releases deleted."""
    marks = np.array(deleted, bool)
    if not marks.any():
        return segment
    file = write_deletions(folder, f"{segment.name}.del", marks)
    return SegmentReader(folder, replace(segment.info, deletions=file, deleted=int(marks.sum())))


def arrays_of(segment: SegmentReader) -> dict[str, Array]:
    """Return all arrays that say what a segment holds."""
    return {name: segment[name] for name in segment.file.sizes() if not name.startswith(STORED)}


def assert_alike(one: SegmentReader, other: SegmentReader) -> None:
    """Fail where two segments differ in any array, or in any release as it is stored."""
    first, second = arrays_of(one), arrays_of(other)
    assert first.keys() == second.keys()
    for name, array in first.items():
        assert array.dtype == second[name].dtype, name
        assert array.tolist() == second[name].tolist(), name
    assert one.doc_count == other.doc_count
    for doc in range(one.doc_count):
        assert told_of(one, doc) == told_of(other, doc)
