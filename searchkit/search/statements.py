"""Which statements of a segment pass a test of the query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from searchkit.analysis import stem
from searchkit.codec.arrayfile import Array
from searchkit.codec.ranges import ranges
from searchkit.codec.speakers import KINDS
from searchkit.codec.statements import TYPES
from searchkit.model import SpeakerKind
from searchkit.query.nodes import CueIs, Node, Not, SaidBy, SpeakerKey, TypeIs
from searchkit.search.layers import distinct_of
from searchkit.search.segment import Segment

FEW = 12
"""So few lists are put together one by one: that takes less than to say where all of their numbers are."""


class Selections:
    """The statements of one segment by test. `meant` says which persons (ordinals) each `SaidBy` of the query means."""

    def __init__(self, segment: Segment, meant: Mapping[SaidBy, Sequence[int]]) -> None:
        self._segment, self._meant = segment, meant
        self._columns = segment.reader.statements

    def passing(self, tests: Sequence[Node]) -> Array:
        """Return the statements that pass all tests (ordinals, ascending)."""
        positive = [self.of(test) for test in tests if not isinstance(test, Not)]
        found = positive[0] if positive else np.arange(len(self._columns), dtype=np.uint32)
        for other in positive[1:]:
            found = np.intersect1d(found, other, assume_unique=True)
        for test in tests:
            if isinstance(test, Not):
                found = np.setdiff1d(found, self.of(test.node), assume_unique=True)
        return found

    def failing(self, tests: Sequence[Node]) -> Array:
        """Return the statements that fail one of the tests, all of which are `Not`s."""
        parts = [self.of(test.node) for test in tests if isinstance(test, Not)]
        return parts[0] if len(parts) == 1 else distinct_of(np.concatenate(parts))

    def of(self, test: Node) -> Array:
        """Return the statements that pass one test (ordinals, ascending)."""
        if isinstance(test, Not):
            return np.setdiff1d(np.arange(len(self._columns), dtype=np.uint32), self.of(test.node), assume_unique=True)
        if isinstance(test, TypeIs):
            return np.flatnonzero(self._columns.type == TYPES.index(test.type))
        if isinstance(test, CueIs):
            return self._with_cue(test)
        assert isinstance(test, SaidBy)
        return self._of_nobody() if test.key is SpeakerKey.UNKNOWN else self._said_by(self._meant[test])

    def _said_by(self, ordinals: Sequence[int]) -> Array:
        rows = self._segment.speaker_rows(ordinals)
        if len(rows) == 1:
            return self._columns.of_speaker(int(rows[0]))
        bounds, said = self._segment.reader["speaker_said_start"], self._segment.reader["speaker_said"]
        if 0 < len(rows) <= FEW:
            places = bounds.data
            return distinct_of(np.concatenate([said[places[row] : places[row + 1]] for row in rows.tolist()]))
        return distinct_of(said[ranges(bounds[rows], bounds[rows + 1])])

    def _of_nobody(self) -> Array:
        """Return the statements without a speaker, or whose speakers all are nobody and none an unnamed person."""
        table, columns = self._columns.speakers, self._columns
        nobody = np.flatnonzero(table.kinds == KINDS.index(SpeakerKind.UNKNOWN))
        # A row with an empty name of another kind is nobody too, but for people without a name.
        empty = table.names.find("")
        nobody = np.union1d(nobody, np.arange(empty.start, empty.stop))
        nobody = nobody[table.kinds[nobody] != KINDS.index(SpeakerKind.UNNAMED)]
        somebody = ~np.isin(columns.slot_speaker, nobody)
        total = np.concatenate((np.zeros(1, np.int64), np.cumsum(somebody)))
        return np.flatnonzero(total[columns.slots[1:]] == total[columns.slots[:-1]])

    def _with_cue(self, test: CueIs) -> Array:
        """Return the statements whose cue holds the words: attribution is of English, and so are its cues."""
        wanted = {stem(word) for word in test.words}
        cues = self._columns.cues
        good = [number for number, cue in enumerate(cues) if wanted <= {stem(word) for word in cue.split()}]
        flags = np.zeros(len(cues), bool)
        flags[good] = True
        return np.flatnonzero(flags[self._columns.cue])
