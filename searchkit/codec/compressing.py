"""Compressing what is stored of releases: each record alone, with a dictionary trained on releases of the segment.

Merging copies compressed records with their dictionaries (`codec.carrying`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import zstandard

from searchkit.codec.arrayfile import Array, ArrayFileWriter
from searchkit.codec.stored import NO_DICTIONARY
from searchkit.codec.strings import pack_strings

LEVEL = 5
TRAINING_BYTES = 4 << 20
TRAINING_RECORDS = 100
"""Fewer records train no dictionary."""
SPARSE = 3
"""Of a segment that ends before it has `TRAINING_BYTES`, one in so many records trains: a dictionary for few releases
takes more than it saves where it is large, and long to train."""
DICTIONARY_BYTES = 256 << 10
SEGMENT, SUBSTRING = 200, 8
"""Parameters of the training (k and d of COVER): as good as the best of those that zstd would try one by one."""
PART = 1024
"""Records written at a time."""


class Compressor:
    """Compresses records as they come; the first ones wait until there are enough of them to train the dictionary."""

    def __init__(self) -> None:
        self.frames: list[bytes] = []
        self.dictionary = b""
        self.bytes = 0
        self._waiting: list[bytes] = []
        self._compressor: zstandard.ZstdCompressor | None = None

    def extend(self, records: Sequence[bytes]) -> None:
        """Take the next records."""
        if self._compressor is None:
            records = self._wait(records)
        if self._compressor is not None:
            self._compress(self._compressor, records)

    def _wait(self, records: Sequence[bytes]) -> Sequence[bytes]:
        """Hold records until there are enough of them to train the dictionary; return those that are left."""
        for number, record in enumerate(records, 1):
            self._waiting.append(record)
            self.bytes += len(record)
            if self.bytes >= TRAINING_BYTES:
                self.flush()
                return records[number:]
        return ()

    def flush(self) -> None:
        """Compress what waits."""
        if self._compressor is None:
            few = len(self._waiting) >= TRAINING_RECORDS * SPARSE and self.bytes < TRAINING_BYTES
            self.dictionary = trained(self._waiting[:: SPARSE if few else 1])
            self._compressor = compressor(self.dictionary)
            self.bytes = 0
        waiting, self._waiting = self._waiting, []
        self._compress(self._compressor, waiting)

    def _compress(self, compressor: zstandard.ZstdCompressor, records: Sequence[bytes]) -> None:
        frames = list(map(compressor.compress, records))
        self.frames += frames
        self.bytes += sum(map(len, frames)) + 40 * len(frames)

    def stored(self) -> Stored:
        """Return all records, compressed."""
        self.flush()
        runs = [(0, 0 if self.dictionary else NO_DICTIONARY)]
        dictionaries = [self.dictionary] if self.dictionary else []
        return Stored(self._parts(), runs, dictionaries)

    def _parts(self) -> Iterator[tuple[Array, Array]]:
        for at in range(0, len(self.frames), PART):
            frames = self.frames[at : at + PART]
            yield np.fromiter(map(len, frames), np.int64, len(frames)), np.frombuffer(b"".join(frames), np.uint8)


def compressor(dictionary: bytes) -> zstandard.ZstdCompressor:
    """Return what compresses records with a dictionary, which may be empty."""
    return zstandard.ZstdCompressor(LEVEL, dict_data=zstandard.ZstdCompressionDict(dictionary), write_dict_id=False)


def trained(records: list[bytes], size: int = DICTIONARY_BYTES) -> bytes:
    """Return a dictionary of at most `size` bytes for records like these, an empty one where they are too few."""
    if len(records) < TRAINING_RECORDS:
        return b""
    try:
        samples: list[bytes | bytearray | memoryview] = [record[: 1 << 16] for record in records]
        size = min(size, sum(map(len, samples)) // 10)
        return zstandard.train_dictionary(size, samples, k=SEGMENT, d=SUBSTRING, level=LEVEL).as_bytes()
    except zstandard.ZstdError:
        return b""


@dataclass(frozen=True, slots=True)
class Stored:
    """Compressed records: lengths and bytes of some at a time, and runs (first release, number of the dictionary)."""

    parts: Iterable[tuple[Array, Array]]
    runs: list[tuple[int, int]]
    dictionaries: list[bytes]

    def write(self, file: ArrayFileWriter) -> None:
        """Write the arrays."""
        lengths = [np.zeros(1, np.int64)]

        def frames() -> Iterator[Array]:
            for sizes, data in self.parts:
                lengths.append(sizes)
                yield data

        file.add_parts("stored_blob", np.uint8, frames())
        offsets = np.cumsum(np.concatenate(lengths))
        file.add("stored_offsets", offsets.astype(np.uint32 if offsets[-1] < 1 << 32 else np.uint64))
        blob, ends = pack_strings(self.dictionaries)
        file.add("stored_run_doc", np.array([doc for doc, _ in self.runs], np.uint32))
        file.add("stored_run_dictionary", np.array([number for _, number in self.runs], np.int32))
        file.add("dictionary_blob", blob)
        file.add("dictionary_offsets", ends)
