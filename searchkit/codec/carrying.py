"""Stored releases carried from segments into a merged one.

They are copied as they are compressed, and their dictionaries with them. Only where there would be many dictionaries,
or none because segments were small, the fewer releases are compressed again with the dictionary that most have. Where
all segments are merged, all are, with a larger dictionary trained on releases from all over: a segment's own was
trained on its first releases, which are often of one issuer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from searchkit.codec.arrayfile import Array
from searchkit.codec.compressing import DICTIONARY_BYTES, Stored, compressor, trained
from searchkit.codec.sources import PORTION, Source
from searchkit.codec.stored import NO_DICTIONARY

KEPT_DICTIONARIES = 8
BATCH = 256
"""Releases compressed again at a time."""
SAMPLES = 2000
"""Releases to train a dictionary with, from all over."""
LARGEST_DICTIONARY = 512 << 10
DICTIONARY_SHARE = 128
"""A dictionary trained anew is no larger than so large a part of what is compressed."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Releases of a source, by their places among those that go, which share a dictionary."""

    source: Source
    first: int
    last: int
    dictionary: bytes


def carried(sources: Sequence[Source], *, anew: bool = False) -> Stored:
    """Return the stored releases of all sources; with `anew`, where they have several dictionaries, all with one."""
    runs = [run for source in sources for run in _runs(source)]
    counts: Counter[bytes] = Counter()
    for run in runs:
        counts[run.dictionary] += run.last - run.first
    kept = [data for data, _ in counts.most_common() if data][:KEPT_DICTIONARIES]
    if not kept or (anew and len(counts) > 1):
        kept = [_trained(runs)]
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
    """Return a dictionary trained on releases from all over; none where they are too few."""
    count = sum(run.last - run.first for run in runs)
    every, skipped = max(1, count // SAMPLES), 0
    records = []
    for run in runs:
        docs = run.source.docs[run.first + skipped : run.last : every].tolist()
        records += [run.source.reader.stored.record(doc) for doc in docs]
        skipped = (skipped - (run.last - run.first)) % every
        run.source.reader.file.forget()
    size = sum(len(reader.stored.blob) for reader in {run.source.reader for run in runs}) // DICTIONARY_SHARE
    return trained(records, max(DICTIONARY_BYTES, min(LARGEST_DICTIONARY, size)))


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
