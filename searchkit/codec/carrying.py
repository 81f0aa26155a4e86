"""Stored releases carried from segments into a merged one.

They are copied as they are compressed, and their dictionaries with them. Only where there would be many dictionaries,
or none because segments were small, the fewer releases are compressed again with the dictionary that most have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from searchkit.codec.arrayfile import Array
from searchkit.codec.compressing import Stored, compressor, trained
from searchkit.codec.sources import PORTION, Source
from searchkit.codec.stored import NO_DICTIONARY

KEPT_DICTIONARIES = 8
BATCH = 256
"""Releases compressed again at a time."""
SAMPLES = 1000
"""Releases to train a dictionary with, where there is none."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Releases of a source, by their places among those that go, which share a dictionary."""

    source: Source
    first: int
    last: int
    dictionary: bytes


def carried(sources: Sequence[Source]) -> Stored:
    """Return the stored releases of all sources."""
    runs = [run for source in sources for run in _runs(source)]
    counts: Counter[bytes] = Counter()
    for run in runs:
        counts[run.dictionary] += run.last - run.first
    kept = [data for data, _ in counts.most_common() if data][:KEPT_DICTIONARIES] or [_trained(runs)]
    number = {data: n if data else NO_DICTIONARY for n, data in enumerate(kept)}
    starts: list[tuple[int, int]] = []
    for run in runs:
        wanted = number.get(run.dictionary, number[kept[0]])
        if not starts or starts[-1][1] != wanted:
            starts.append((run.source.first_doc + run.first, wanted))
    return Stored(_parts(runs, kept), starts, [data for data in kept if data])


def _runs(source: Source) -> Iterator[_Run]:
    stored = source.reader.stored
    bounds = [*np.searchsorted(source.docs, stored.run_doc).tolist(), len(source.docs)]
    for (first, last), number in zip(pairwise(bounds), stored.run_dictionary.tolist(), strict=True):
        if first < last:
            yield _Run(source, first, last, stored.dictionaries.data(number) if number != NO_DICTIONARY else b"")


def _trained(runs: Sequence[_Run]) -> bytes:
    """Return a dictionary for releases that have none; none where they are too few."""
    records = []
    for run in runs:
        for doc in run.source.docs[run.first : run.last].tolist():
            records.append(run.source.reader.stored.record(doc))
            if len(records) == SAMPLES:
                return trained(records)
    return trained(records)


def _parts(runs: Sequence[_Run], kept: Sequence[bytes]) -> Iterator[tuple[Array, Array]]:
    for run in runs:
        docs = run.source.docs[run.first : run.last]
        yield from _copied(run.source, docs) if run.dictionary in kept else _anew(run.source, docs, kept[0])
        run.source.reader.file.forget()


def _copied(source: Source, docs: Array) -> Iterator[tuple[Array, Array]]:
    stored = source.reader.stored
    breaks = np.flatnonzero(np.diff(docs.astype(np.int64)) != 1) + 1
    for part in np.split(docs, breaks):
        first, last = int(part[0]), int(part[-1]) + 1
        offsets = stored.offsets[first : last + 1].astype(np.int64)
        while len(offsets) > 1:
            count = max(1, int(np.searchsorted(offsets, offsets[0] + PORTION, "right")) - 1)
            yield np.diff(offsets[: count + 1]), stored.blob[offsets[0] : offsets[count]]
            offsets = offsets[count:]


def _anew(source: Source, docs: Array, dictionary: bytes) -> Iterator[tuple[Array, Array]]:
    compress = compressor(dictionary).compress
    for at in range(0, len(docs), BATCH):
        frames = [compress(source.reader.stored.record(doc)) for doc in docs[at : at + BATCH].tolist()]
        yield np.fromiter(map(len, frames), np.int64, len(frames)), np.frombuffer(b"".join(frames), np.uint8)
