"""Stored releases: each record compressed alone with Zstandard and a dictionary trained on releases of the segment.

A record is read without its neighbours. Merging copies compressed records with their dictionaries (`codec.carrying`): a
run of releases names the dictionary it was compressed with.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import zstandard

from searchkit.codec.arrayfile import REBUILD, Array, ArrayFile, ArrayFileWriter
from searchkit.codec.records import decode, decode_release
from searchkit.codec.strings import StringTable, pack_strings
from searchkit.errors import IndexDamaged
from searchkit.model import Release, Statement

LEVEL = 5
TRAINING_BYTES = 4 << 20
TRAINING_RECORDS = 100
"""Fewer records train no dictionary."""
DICTIONARY_BYTES = 256 << 10
NO_DICTIONARY = -1
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

    def add(self, record: bytes) -> None:
        """Take the next record."""
        if self._compressor is not None:
            self._keep(self._compressor.compress(record))
            return
        self._waiting.append(record)
        self.bytes += len(record)
        if self.bytes >= TRAINING_BYTES:
            self.flush()

    def flush(self) -> None:
        """Compress what waits."""
        if self._compressor is None:
            self.dictionary = trained(self._waiting)
            self._compressor = compressor(self.dictionary)
            self.bytes = 0
        waiting, self._waiting = self._waiting, []
        for record in waiting:
            self._keep(self._compressor.compress(record))

    def _keep(self, frame: bytes) -> None:
        self.frames.append(frame)
        self.bytes += len(frame) + 40

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


def trained(records: list[bytes]) -> bytes:
    """Return a dictionary for records like these, an empty one where they are too few."""
    if len(records) < TRAINING_RECORDS:
        return b""
    try:
        samples: list[bytes | bytearray | memoryview] = [record[: 1 << 16] for record in records]
        size = min(DICTIONARY_BYTES, sum(map(len, samples)) // 10)
        return zstandard.train_dictionary(size, samples, level=LEVEL).as_bytes()
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


@lru_cache(maxsize=64)
def _dictionary(data: bytes) -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(data)


class StoredReleases:
    """The stored releases of a segment; threads may read them at once."""

    def __init__(self, file: ArrayFile) -> None:
        self._path = file.path
        self.offsets = file["stored_offsets"]
        self.blob = file["stored_blob"]
        self.run_doc = file["stored_run_doc"]
        self.run_dictionary = file["stored_run_dictionary"]
        self.dictionaries = StringTable(file["dictionary_blob"], file["dictionary_offsets"])
        self._local = threading.local()

    def record(self, doc: int) -> bytes:
        """Return the record of a release, decompressed."""
        start, end = self.offsets[doc : doc + 2].tolist()
        run = int(np.searchsorted(self.run_doc, doc, "right")) - 1
        try:
            return self._decompressor(int(self.run_dictionary[run])).decompress(self.blob[start:end].data)
        except zstandard.ZstdError as error:
            raise IndexDamaged(f"{self._path} is damaged: release {doc} cannot be read", REBUILD) from error

    def _decompressor(self, number: int) -> zstandard.ZstdDecompressor:
        made: dict[Any, zstandard.ZstdDecompressor] = self._local.__dict__
        if number not in made:
            data = self.dictionaries.data(number) if number != NO_DICTIONARY else b""
            made[number] = zstandard.ZstdDecompressor(dict_data=_dictionary(data))
        return made[number]

    def release(self, doc: int) -> Release:
        """Return a release."""
        return decode_release(self.record(doc))

    def release_with_statements(self, doc: int) -> tuple[Release, list[Statement]]:
        """Return a release and its statements."""
        return decode(self.record(doc))
