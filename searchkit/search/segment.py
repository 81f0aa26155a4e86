"""One segment with what searching keeps at hand beside its arrays."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from searchkit.codec import SegmentReader
from searchkit.codec.arrayfile import Array
from searchkit.codec.columns import NO_DATE, PRECISIONS, date_of, day_of
from searchkit.codec.ranges import ranges
from searchkit.codec.stream import ASIDE, BLOCK_BITS, HEAD, ZONE_KINDS
from searchkit.model import ZoneKind
from searchkit.query.metadata import last_day
from searchkit.search.docsets import DocSet, everything
from searchkit.search.languages import Languages
from searchkit.search.layers import Layer, Matches
from searchkit.search.rank import Rank


class Segment:
    """A segment as searching sees it. Threads may share it: what it keeps is only ever added to."""

    def __init__(self, reader: SegmentReader, persons: Array | None) -> None:
        self.reader = reader
        self.total = reader.doc_count
        self.live = reader.live
        self.persons = np.full(len(reader.speakers), -1, np.int32) if persons is None else persons
        """The ordinal of the person by row of the speaker table, -1 for nobody."""
        self.vocabulary = reader.vocabulary
        self.postings = reader.postings["text"]
        self.stream = reader["stream"]
        self.rare = (reader["rare_at"], reader["rare_exact"])
        """Where words stand whose ids are too large for the stream, and those ids."""
        self.common = {stem: number for number, stem in enumerate(reader["common"].tolist())}
        """The stems without positions, numbered as in the table of pairs."""
        self._ranks: dict[str, Rank] = {}
        self._kinds: dict[frozenset[ZoneKind], Array] = {}
        self.languages = Languages(reader)

    @cached_property
    def all(self) -> DocSet:
        """All releases that are not deleted."""
        return everything(self.total, self.live)

    @cached_property
    def lengths(self) -> Array:
        """Tokens in the searched zones, by release."""
        return self.reader["doc_length"]

    def docs_of(self, positions: Array) -> Array:
        """Return the releases of positions."""
        found: Array = self.reader.block_doc.take(positions >> BLOCK_BITS)
        return found

    def rows(self, width: int) -> Array:
        """Return the stream as overlapping rows of `width` positions (at most all), one from each position on.

        A row is one value of so many bytes, for numpy fetches one such value far quicker than so many numbers.
        """
        row = np.dtype(f"V{width * self.stream.itemsize}")
        count = len(self.stream) - width + 1
        return np.ndarray((count,), row, buffer=self.stream, strides=self.stream.strides)

    # -- dates

    @cached_property
    def last_days(self) -> Array:
        """The last day that each release may have appeared on; see `codec.columns.day_of`."""
        days, precision = self.reader.dates, self.reader["date_precision"]
        vague = np.flatnonzero(precision)
        if not len(vague):
            return days
        out = days.copy()
        for doc in vague.tolist():
            first = date_of(int(days[doc]))
            out[doc] = day_of(last_day(first, PRECISIONS[precision[doc]])) if first else NO_DATE
        return out

    # -- layers

    def rank(self, layer: str) -> Rank:
        """Return the rank of positions among the starts of a layer: "zone", "section", "paragraph" or "sentence"."""
        if layer not in self._ranks:
            self._ranks[layer] = Rank(self.reader[f"{layer}_start"], len(self.stream))
        return self._ranks[layer]

    @cached_property
    def heads(self) -> tuple[Array, Array]:
        """Start and end of the headline, by release (both 0 where there is none)."""
        kinds = self.reader["section_kind"]
        head = np.flatnonzero(kinds == HEAD)[::-1]  # the first of several is written last, and stays
        starts, ends = self.reader["section_start"][head], self.reader["section_end"][head]
        docs = self.docs_of(starts)
        out = np.zeros((2, self.total), np.uint32)
        out[0, docs], out[1, docs] = starts, ends
        return out[0], out[1]

    @cached_property
    def searched(self) -> tuple[Array, Array]:
        """Starts and ends of the stretches that are searched by default."""
        kept = self.reader["section_kind"] != ASIDE
        return self.reader["section_start"][kept], self.reader["section_end"][kept]

    def zones(self, kinds: frozenset[ZoneKind]) -> tuple[Array, Array]:
        """Return starts and ends of the zones of these kinds."""
        kept = self._zones_of(kinds)
        return self.reader["zone_start"][kept], self.reader["zone_end"][kept]

    def in_zones(self, matches: Matches, kinds: frozenset[ZoneKind]) -> Array:
        """Return which matches lie, all of them, in zones of these kinds."""
        good = self._zones_of(kinds)
        rank = self.rank("zone")
        first, last = rank.of(matches.starts) - 1, rank.of(matches.ends - 1) - 1
        kept: Array = good[first] & good[last]
        wide = np.flatnonzero(last - first > 1)
        if len(wide):
            bad = np.concatenate((np.zeros(1, np.int64), np.cumsum(~good)))
            kept[wide] &= bad[last[wide] + 1] == bad[first[wide]]
        return kept

    def _zones_of(self, kinds: frozenset[ZoneKind]) -> Array:
        """Return which zones are of these kinds."""
        if kinds not in self._kinds:
            self._kinds[kinds] = np.array([kind in kinds for kind in ZONE_KINDS])[self.reader["zone_kind"]]
        return self._kinds[kinds]

    @cached_property
    def said(self) -> Layer:
        """The contents of all statements."""
        reader = self.reader
        return Layer(reader["said_start"], reader["said_end"], reader["said_statement"])

    @cached_property
    def _rows_by_person(self) -> tuple[Array, memoryview]:
        """The rows of the speaker table person by person, and where those of each begin (nobody is person 0)."""
        counts = np.bincount(self.persons + 1)
        starts = np.concatenate((np.zeros(1, np.int64), np.cumsum(counts)))
        return np.argsort(self.persons, kind="stable"), starts.data

    def speaker_rows(self, persons: Sequence[int]) -> Array:
        """Return the rows of the speaker table that are one of some persons (ordinals)."""
        rows, starts = self._rows_by_person
        own = [rows[starts[k + 1] : starts[k + 2]] for k in persons if k + 2 < len(starts)]
        return np.concatenate([np.empty(0, np.int64), *own])

    def said_by(self, statements: Array) -> Layer:
        """Return the contents of some statements (ascending)."""
        if len(statements) == len(self.reader.statements):
            return self.said
        bounds, order = self.reader["statement_said_start"], self.reader["statement_said"]
        places = np.sort(order[ranges(bounds[statements], bounds[statements + 1])])
        return Layer(self.said.starts[places], self.said.ends[places], self.said.owners[places])
