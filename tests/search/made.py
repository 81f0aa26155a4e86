"""Segments of given releases, to search in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from unittest.mock import patch

import numpy as np

from searchkit.codec import SegmentReader, SegmentWriter
from searchkit.codec.arrayfile import Array
from searchkit.codec.durable import FileInfo
from searchkit.codec.inversion import Tuning
from searchkit.model import Release, Speaker, Statement
from searchkit.query.metadata import has
from searchkit.query.nodes import MetadataField, MetadataIs, SaidBy
from searchkit.query.statements import named_so
from searchkit.search import (
    Searcher,
    contents,
    docsets,
    languages,
    leaves,
    occurrences,
    places,
    proximity,
    rank,
    ranking,
    relevance,
    scoring,
    statements,
)
from searchkit.search.copies import Copies
from searchkit.speakers import Directory, Person

Pair = tuple[Release, Sequence[Statement]]
SMALL = Tuning(common_stems=6, common_least=4, dense_docs=2, long_list=5)
"""A tuning by which even few short releases have stems without positions, pairs and rows."""

OTHER_WAYS: dict[ModuleType, dict[str, float]] = {
    contents: {"FEW": 0},
    docsets: {"LISTED": 10**9, "PROBES": 0},
    languages: {"READ": -1},
    leaves: {"GATHERED": 10**9},
    occurrences: {"COMPARED": 0, "SPARED": 0, "SCANNED": 3},
    places: {"NARROWED": 0, "NARROWING": -1},
    proximity: {"ROWS": 2, "WINDOW_COST": 0.0},
    rank: {"ASKED": 10**9},
    ranking: {"SORTED": 0, "BLOCK": 2},
    relevance: {"MANY": 10**9, "MANY_FLAGGED": 10**9},
    scoring: {"DENSE": 10**9},
    statements: {"FEW": 0},
}
"""Bounds by which searching takes the ways of large indexes, or those that it would seldom take."""


@contextmanager
def other_ways(taken: bool) -> Iterator[None]:
    """Let searches take other ways where that is wanted: what they find is to be the same."""
    with ExitStack() as stack:
        for module, bounds in OTHER_WAYS.items() if taken else ():
            for name, value in bounds.items():
                stack.enter_context(patch.object(module, name, value))
        yield


def numbered(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the releases with ids that differ."""
    return [(replace(release, id=f"{k:03x}{release.id[3:]}"), said) for k, (release, said) in enumerate(pairs)]


def written(
    folder: Path, name: str, pairs: Sequence[Pair], tuning: Tuning, deleted: Sequence[int] = ()
) -> SegmentReader:
    """Write a segment and map it; `deleted` are places of releases that a commit took back."""
    writer = SegmentWriter(folder, name, tuning)
    for release, said in pairs:
        writer.add(release, said)
    info = writer.finish()
    if deleted:
        flags = np.zeros(len(pairs), bool)
        flags[list(deleted)] = True
        bits = np.packbits(flags, bitorder="little").tobytes()
        (folder / f"{name}.del").write_bytes(bits)
        info = replace(info, deletions=FileInfo(f"{name}.del", len(bits), ""), deleted=len(set(deleted)))
    return SegmentReader(folder, info)


class Names(Directory):
    """Persons by the words of their names and roles, as `searchkit.query.statements.named_so` has it."""

    def __init__(self, speakers: Sequence[Speaker]) -> None:
        self._speakers = speakers

    def ordinals(self, text: str) -> list[int]:
        test = SaidBy(text)
        return [] if text.startswith("#") else [k for k, own in enumerate(self._speakers) if named_so(test, own)]

    def person(self, ordinal: int) -> Person:
        return Person(str(ordinal), self._speakers[ordinal].name)

    def suggestions(self, text: str, count: int = 3) -> list[str]:
        return []


def searcher(readers: Sequence[SegmentReader], copies: Copies | None = None) -> Searcher:
    """Return a search over segments in which speakers are one person where they are printed the same."""
    printed = {
        reader.name: [Speaker(row.name, row.role, row.kind, row.aliases) for row in reader.speakers]
        for reader in readers
    }
    unique = list(dict.fromkeys(speaker for rows in printed.values() for speaker in rows))
    persons = {name: np.array([unique.index(row) for row in rows], np.int32) for name, rows in printed.items()}
    return Searcher(readers, persons, Names(unique), lambda pattern: _ids_under(readers, pattern), copies)


def _ids_under(readers: Sequence[SegmentReader], pattern: str) -> Array:
    wanted = MetadataIs(MetadataField.PATH, pattern)
    found = [
        int(reader.ids[doc])
        for reader in readers
        for doc in range(reader.doc_count)
        if has(wanted, reader.release(doc))
    ]
    return np.unique(np.array(found, np.uint64))
