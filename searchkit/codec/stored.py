"""Stored releases: each record compressed alone with Zstandard and a dictionary (`codec.compressing`).

A record is read without its neighbours. A run of releases names the dictionary it was compressed with.
"""

from __future__ import annotations

import threading
from bisect import bisect_right
from functools import lru_cache, partial
from typing import Any

import zstandard

from searchkit.codec.arrayfile import ArrayFile
from searchkit.codec.composing import Composer
from searchkit.codec.decoding import UNREADABLE, Places, Record
from searchkit.codec.strings import StringTable, to_text
from searchkit.errors import IndexDamaged, rebuild_advice

NO_DICTIONARY = -1


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
        self._run_docs = self.run_doc.data
        self.run_dictionary = file["stored_run_dictionary"]
        self.dictionaries = StringTable(file["dictionary_blob"], file["dictionary_offsets"])
        self._ids, self._composer = file["ids"].data, Composer(file)
        self._bounds = file["doc_start"].data
        self._end = len(file["stream"])
        self._local = threading.local()

    def record(self, doc: int) -> bytes:
        """Return the record of a release, decompressed."""
        start, end = self.offsets[doc : doc + 2].tolist()
        run = bisect_right(self._run_docs, doc) - 1
        try:
            return self._decompressor(int(self.run_dictionary[run])).decompress(self.blob[start:end].data)
        except zstandard.ZstdError as error:
            raise self._damaged(doc) from error

    def _decompressor(self, number: int) -> zstandard.ZstdDecompressor:
        made: dict[Any, zstandard.ZstdDecompressor] = self._local.__dict__
        if number not in made:
            data = self.dictionaries.data(number) if number != NO_DICTIONARY else b""
            made[number] = zstandard.ZstdDecompressor(dict_data=_dictionary(data))
        return made[number]

    def read(self, doc: int, places: Places | None = None) -> Record:
        """Return a release and its statements; `places` finds where the release lies now."""
        start, end = self._bounds[doc], self._bounds[doc + 1] if doc + 1 < len(self._bounds) else self._end

        def compose(letters: bytes, least: int | None = None) -> str:
            try:
                return to_text(self._composer.text(start, end, letters, least))
            except UNREADABLE as error:
                raise self._damaged(doc) from error

        try:
            return Record(self.record(doc), self._ids[doc], compose, places, partial(self._damaged, doc))
        except UNREADABLE as error:
            raise self._damaged(doc) from error

    def _damaged(self, doc: int) -> IndexDamaged:
        advice = rebuild_advice(self._path.parent.parent)
        return IndexDamaged(f"{self._path} is damaged: release {doc} cannot be read", advice)
