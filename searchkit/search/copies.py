"""Groups of releases that are copies of one another, and which of them an answer shows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np

from searchkit.codec.arrayfile import Array
from searchkit.search.docsets import DocSet


class Copies:
    """The groups of an index. Threads may share it.

    The releases of all groups, group by group and in each the first one first, are given by `segment` (its number) and
    `doc` (both uint32); group g has the places `start[g]` to `start[g + 1]` of them.
    """

    def __init__(self, segment: Array, doc: Array, start: Array) -> None:
        self.segment, self.doc, self.start = segment, doc, start

    def __len__(self) -> int:
        """The number of groups."""
        return len(self.start) - 1

    @cached_property
    def group(self) -> Array:
        """The group of each place."""
        return np.repeat(np.arange(len(self)), self.start[1:] - self.start[:-1])

    @cached_property
    def _places(self) -> list[Array]:
        """The places of each segment, in the order of its documents."""
        order = np.lexsort((self.doc, self.segment))
        bounds = np.searchsorted(self.segment[order], np.arange(int(self.segment.max(initial=0)) + 2))
        return [order[a:b] for a, b in pairwise(bounds.tolist())]

    @cached_property
    def _docs(self) -> list[Array]:
        """The documents of each segment that belong to a group, ascending."""
        return [self.doc[places] for places in self._places]

    def group_of(self, segment: int, doc: int) -> list[tuple[int, int]]:
        """Return the releases (segment and document) of the group of one, itself among them; none where it is alone."""
        if segment >= len(self._docs):
            return []
        at = int(np.searchsorted(self._docs[segment], doc))
        if at == len(self._docs[segment]) or self._docs[segment][at] != doc:
            return []
        group = int(self.group[self._places[segment][at]])
        places = slice(int(self.start[group]), int(self.start[group + 1]))
        return list(zip(self.segment[places].tolist(), self.doc[places].tolist(), strict=True))

    def repeats(self, found: Sequence[DocSet]) -> list[Array]:
        """Return the releases that repeat an earlier one of their group, among those found (both by segment)."""
        matching = np.zeros(len(self.doc), bool)
        for docs, own, places in zip(found, self._docs, self._places, strict=False):
            if docs.size and len(own):
                matching[places] = docs.among(own)
        shown = np.flatnonzero(matching)
        group = self.group[shown]
        again = shown[1:][group[1:] == group[:-1]]
        segment, doc = self.segment[again], self.doc[again].astype(np.int64)
        return [np.sort(doc[segment == number]) for number in range(len(found))]
