"""The fields of a segment as sorted terms with postings, which is how Whoosh sees an index."""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Callable

import numpy as np
from whoosh.reading import TermInfo

from searchkit.codec.arrayfile import Array
from searchkit.codec.columns import NO_DATE, KeywordColumn, date_of
from searchkit.codec.reader import SegmentReader
from searchkit.codec.stock.matcher import Postings
from searchkit.codec.stock.schema import DATE, KEYWORDS, LENGTHS, STEMMED, date_term, midnight
from searchkit.codec.stream import BLOCK_BITS


class TermField(ABC):
    """The terms of one field, by their place in order."""

    @abstractmethod
    def __len__(self) -> int:
        """Return the number of terms."""

    @abstractmethod
    def term(self, number: int) -> bytes:
        """Return a term."""

    @abstractmethod
    def at_least(self, key: bytes) -> int:
        """Return the place of the first term that is not less than `key`."""

    @abstractmethod
    def postings(self, number: int) -> Postings:
        """Return where a term stands."""

    def lengths(self, docs: Array) -> Array:
        """Return the lengths of the field in these releases (uint32); of a field without lengths all 1."""
        return np.ones(len(docs), np.uint32)

    def info(self, number: int) -> TermInfo:
        """Return the statistics of a term."""
        found = self.postings(number)
        lengths = self.lengths(found.docs)
        return TermInfo(
            weight=float(found.freqs.sum(dtype=np.int64)),
            df=len(found.docs),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(found.freqs.max()),
            minid=int(found.docs[0]),
            maxid=int(found.docs[-1]),
        )


class StemField(TermField):
    """A field of words: `text`, `aside` or `title`. Its terms are the stems that stand in it."""

    def __init__(self, reader: SegmentReader, name: str) -> None:
        self._reader, self._name = reader, name
        self._stems = reader.postings[name].stems()
        self._lengths = reader[LENGTHS[name]]

    def __len__(self) -> int:
        return len(self._stems)

    def term(self, number: int) -> bytes:
        """Return a stem."""
        return self._reader.vocabulary.stems.data(int(self._stems[number]))

    def at_least(self, key: bytes) -> int:
        """Return the place of the first stem that is not less than `key`."""
        return int(np.searchsorted(self._stems, self._reader.vocabulary.stems.at_least(key)))

    def lengths(self, docs: Array) -> Array:
        """Return how many words the field has in these releases (uint32)."""
        return self._lengths[docs]

    def postings(self, number: int) -> Postings:
        """Return where a stem stands, and how often: our weights without what headlines add."""
        stem = int(self._stems[number])
        docs, weights = self._reader.postings[self._name].postings(stem)
        freqs = weights.astype(np.uint32)
        if self._name == "text":
            titled, in_title = self._reader.postings["title"].postings(stem)
            freqs[np.searchsorted(docs, titled)] -= in_title
        return Postings(docs, freqs, self._positions(stem))

    def _positions(self, stem: int) -> Callable[[int], list[int]]:
        """Return what gives the places of a stem in a release: read off the stream, since common stems keep none."""
        reader = self._reader
        exact = reader.vocabulary.words_of_stem(stem)

        def positions(doc: int) -> list[int]:
            start = int(reader["doc_start"][doc])
            blocks = int(np.searchsorted(reader.block_doc[start >> BLOCK_BITS :], doc, "right"))
            end = start + (blocks << BLOCK_BITS)
            found = np.flatnonzero(np.isin(reader.exact(start, end), exact)) + start
            places: list[int] = (found[self._inside(found)] - start).tolist()
            return places

        return positions

    def _inside(self, positions: Array) -> Array:
        """Return which positions lie in zones of this field."""
        inside: Array = np.isin(self._reader.section_kinds(positions), SECTIONS[self._name])
        return inside


class ValueField(TermField):
    """A keyword field: its terms are the values, but for the empty one."""

    def __init__(self, column: KeywordColumn) -> None:
        self._column = column
        self._first = len(column.values.find(""))

    def __len__(self) -> int:
        return len(self._column.values) - self._first

    def term(self, number: int) -> bytes:
        """Return a value."""
        return self._column.values.data(self._first + number)

    def at_least(self, key: bytes) -> int:
        """Return the place of the first value that is not less than `key`."""
        return max(0, self._column.values.at_least(key) - self._first)

    def postings(self, number: int) -> Postings:
        """Return which releases have a value."""
        place = self._first + number
        return _once(self._column.docs(range(place, place + 1)))


class DateField(TermField):
    """The dates."""

    def __init__(self, dates: Array) -> None:
        order = np.argsort(dates, kind="stable").astype(np.uint32)
        self._docs = order[np.searchsorted(dates[order], NO_DATE, "right") :]
        days, self._start = np.unique(dates[self._docs], return_index=True)
        made = [date_of(int(day)) for day in days]
        self._terms = [date_term(midnight(date)) for date in made if date]

    def __len__(self) -> int:
        return len(self._terms)

    def term(self, number: int) -> bytes:
        """Return a date as a DATETIME field encodes it."""
        return self._terms[number]

    def at_least(self, key: bytes) -> int:
        """Return the place of the first date that is not less than `key`."""
        return bisect_left(self._terms, key)

    def postings(self, number: int) -> Postings:
        """Return which releases are of a date."""
        ends = [*self._start[1:].tolist(), len(self._docs)]
        return _once(self._docs[self._start[number] : ends[number]])


SECTIONS = {"text": (0, 1), "title": (0,), "aside": (2,)}
"""The kinds of sections that a field is made of."""


def _once(docs: Array) -> Postings:
    return Postings(docs, np.ones(len(docs), np.uint32), lambda _doc: [0])


def term_fields(reader: SegmentReader) -> dict[str, TermField]:
    """Return the fields that have terms, by name."""
    fields: dict[str, TermField] = {name: StemField(reader, name) for name in STEMMED}
    fields |= {name: ValueField(reader.keyword(name)) for name in KEYWORDS}
    fields[DATE] = DateField(reader.dates)
    return {name: field for name, field in fields.items() if len(field)}
