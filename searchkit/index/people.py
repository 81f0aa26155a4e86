"""The map from printed speakers to persons: made at every commit, kept beside the segments.

For each segment it holds one number a row of the segment's speaker table: the ordinal of the person in the directory,
−1 for nobody. Editing the corrections file changes this map and nothing else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from searchkit import speakers
from searchkit.codec import SegmentReader
from searchkit.codec.arrayfile import ArrayFile, ArrayFileWriter
from searchkit.codec.durable import FileInfo
from searchkit.errors import IndexUnwritable
from searchkit.index.ragged import Array
from searchkit.speakers import Directory

if TYPE_CHECKING:
    from searchkit.speakers import Corrections, PrintedSpeaker

DIRECTORY = "directory."
PERSONS = "persons."


class People(NamedTuple):
    """The persons of an index, and who each printed speaker is. `persons` is by name of the segment."""

    directory: Directory
    persons: Mapping[str, Array]
    corrections: str
    """A digest of the corrections that were applied."""

    def save(self, path: Path) -> FileInfo:
        """Write the map durably."""
        writer = ArrayFileWriter(path)
        try:
            for name, array in self.directory.arrays().items():
                writer.add(DIRECTORY + name, array)
            for name, array in self.persons.items():
                writer.add(PERSONS + name, array)
            return writer.close({"corrections": self.corrections})
        except BaseException:
            writer.abandon()
            raise

    @classmethod
    def open(cls, path: Path) -> People:
        """Map what `save` wrote.

        Raises:
            IndexDamaged: the file is not whole.
            FileNotFoundError: there is none.
        """
        file = ArrayFile(path)
        names = list(file.sizes())
        arrays = {name.removeprefix(DIRECTORY): file[name] for name in names if name.startswith(DIRECTORY)}
        persons = {name.removeprefix(PERSONS): file[name] for name in names if name.startswith(PERSONS)}
        return cls(Directory(arrays), persons, file.attributes["corrections"])


def corrections_digest(path: Path) -> str:
    """Return a digest of the corrections file; of nothing where there is none."""
    return hashlib.blake2b(_content(path), digest_size=16).hexdigest()


def identify(segments: Sequence[SegmentReader], corrections: Path) -> People:
    """Decide who the printed speakers of all segments are.

    Raises:
        CorrectionsError: a line of the corrections file cannot be understood.
    """
    parsed = read_corrections(corrections)
    starts = np.cumsum([0, *(len(segment.speakers) for segment in segments)])
    rows = (row for segment, start in zip(segments, starts, strict=False) for row in _printed(segment, int(start)))
    directory = speakers.build_directory(rows, parsed)
    person_of = np.full(int(starts[-1]), -1, np.int32)
    person_of[: len(directory.person_of)] = directory.person_of
    persons = {
        segment.name: person_of[start:end] for segment, start, end in zip(segments, starts, starts[1:], strict=False)
    }
    return People(directory, persons, corrections_digest(corrections))


def read_corrections(path: Path) -> Corrections:
    """Return the user's corrections.

    Raises:
        CorrectionsError: a line of the file cannot be understood.
    """
    return speakers.parse_corrections(_content(path).decode("utf-8", "replace"), str(path))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise IndexUnwritable(f"{path} cannot be read ({error.strerror})", "check its permissions") from error


def _printed(segment: SegmentReader, start: int) -> Iterator[PrintedSpeaker]:
    """Yield the rows of a segment's speaker table that live releases print, numbered from `start`."""
    statements, releases = _live_counts(segment)
    for number, row in enumerate(segment.speakers):
        if statements[number]:
            yield speakers.PrintedSpeaker(
                start + number,
                row.name,
                row.role,
                row.kind,
                row.source,
                row.first,
                row.last,
                int(statements[number]),
                int(releases[number]),
                row.aliases,
            )


def _live_counts(segment: SegmentReader) -> tuple[Array, Array]:
    """Return how many statements, and releases with one, each row of the speaker table has in live releases."""
    table = segment.speakers
    if segment.live is None:
        return table.statements, table.releases
    rows = segment.statements.slot_speaker.astype(np.int64)
    docs = np.repeat(segment.statements.doc, np.diff(segment.statements.slots))
    alive = segment.live[docs]
    rows, docs = rows[alive], docs[alive]
    pairs = np.unique(rows * segment.doc_count + docs)
    return np.bincount(rows, minlength=len(table)), np.bincount(pairs // segment.doc_count, minlength=len(table))
