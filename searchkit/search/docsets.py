"""Sets of releases of one segment, as sorted lists or as flags by release, whichever is at hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from searchkit.codec.arrayfile import Array
from searchkit.codec.sets import is_in, places_in
from searchkit.search.layers import distinct_of

LISTED = 16
"""A set of less than one release in so many is better kept as a list."""
PROBES = 12
"""A binary search takes about as long as so many look-ups of a flag."""


class DocSet:
    """A set of releases (documents of one segment); never changed once it is made.

    `total` is the number of releases of the segment. Give `docs` (int64, ascending), with `weights` above 0 of each
    where there are any; or `flags` (bool by release), or `row` (weights by release, 0 for those that are not in the
    set); and `size` where it is known.
    """

    __slots__ = ("_docs", "_flags", "_row", "_weights", "size", "total")

    def __init__(
        self,
        total: int,
        docs: Array | None = None,
        flags: Array | None = None,
        row: Array | None = None,
        size: int | None = None,
        weights: Array | None = None,
    ) -> None:
        self.total = total
        self._docs, self._flags, self._row, self._weights = docs, flags, row, weights
        if size is None:
            size = len(docs) if docs is not None else int(np.count_nonzero(self._marks))
        self.size = size

    @property
    def docs(self) -> Array:
        """The releases, ascending."""
        if self._docs is None:
            self._docs = self._marks.nonzero()[0]
        return self._docs

    @property
    def _marks(self) -> Array:
        made = self._flags if self._flags is not None else self._row
        assert made is not None, "a set is made of docs, flags or a row"
        return made

    @property
    def flags(self) -> Array:
        """Whether each release is in the set."""
        if self._flags is None:
            if self._row is not None:
                self._flags = self._row != 0
            else:
                self._flags = np.zeros(self.total, bool)
                self._flags[self.docs] = True
        return self._flags

    @property
    def flagged(self) -> bool:
        """Whether flags are at hand."""
        return self._flags is not None or self._row is not None

    def among(self, docs: Array) -> Array:
        """Return which of `docs` (ascending) are in the set."""
        if self._flags is not None:
            return self._flags.take(docs)
        row = self._row_where(len(docs) * PROBES > self.size)
        if row is not None:
            found: Array = row.take(docs) != 0
            return found
        return is_in(docs, self.docs)

    @property
    def by_release(self) -> Array | None:
        """The weights by release, where they are at hand so."""
        return self._row

    def row_if(self, share: int) -> Array | None:
        """Return the weights by release where they are at hand, or there are more than one in so many; else None."""
        return self._row_where(self.size * share > self.total)

    def _row_where(self, pays: bool) -> Array | None:
        """Return the weights by release, made of a list where that pays; None where there is but a list, or flags."""
        if pays and self._row is None and self._docs is not None:
            weights = self._weights
            row = np.zeros(self.total, np.uint8 if weights is None else weights.dtype)
            row[self._docs] = 1 if weights is None else weights
            self._row = row
        return self._row

    def weights(self, docs: Array) -> Array:
        """Return the weights in `docs` (ascending), 0 outside the set; 1 in it where it has none."""
        if docs is self._docs and self._weights is not None:
            return self._weights
        row = self._row_where(len(docs) * PROBES > self.size)
        if row is not None:
            return row.take(docs)
        if not self.size:
            return np.zeros(len(docs), np.uint8)
        if self._flags is not None and self._weights is None:
            return self._flags.take(docs).view(np.uint8)
        own, weights = self.docs, self._weights
        places = places_in(own, docs)
        places[places == len(own)] = 0
        held: Array = own.take(places) == docs
        return held.view(np.uint8) if weights is None else weights.take(places) * held


def nothing(total: int) -> DocSet:
    """Return the empty set."""
    return DocSet(total, docs=np.empty(0, np.int64))


def everything(total: int, live: Array | None) -> DocSet:
    """Return all releases that are not deleted."""
    return DocSet(total, flags=np.ones(total, bool), size=total) if live is None else DocSet(total, flags=live)


def intersection(sets: Sequence[DocSet]) -> DocSet:
    """Return what is in all of one or more sets."""
    first, *others = sorted(sets, key=lambda s: s.size)
    if not others or not first.size:
        return first
    if first.flagged and first.size * LISTED > first.total:
        dense = [s for s in others if s.flagged]
        if dense:
            flags = first.flags & dense[0].flags
            for other in dense[1:]:
                flags &= other.flags
            first = DocSet(first.total, flags=flags)
            others = [s for s in others if not s.flagged]
    for other in others:
        docs = first.docs
        first = DocSet(first.total, docs=docs.compress(other.among(docs)))
    return first


def union(sets: Sequence[DocSet]) -> DocSet:
    """Return what is in any of one or more sets."""
    held = [s for s in sets if s.size] or [sets[0]]
    if len(held) == 1:
        return held[0]
    total = held[0].total
    if sum(s.size for s in held) * LISTED < total:
        return DocSet(total, docs=distinct_of(np.concatenate([s.docs for s in held])))
    flags = np.zeros(total, bool)
    for one in held:
        if one.flagged:
            flags |= one.flags
        else:
            flags[one.docs] = True
    return DocSet(total, flags=flags)


def difference(one: DocSet, other: DocSet) -> DocSet:
    """Return what is in `one` and not in `other`."""
    if not other.size or not one.size:
        return one
    if one.flagged:
        return DocSet(one.total, flags=one.flags & ~other.flags)
    docs = one.docs
    return DocSet(one.total, docs=docs.compress(~other.among(docs)))
