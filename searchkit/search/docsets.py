"""Sets of releases of one segment, as sorted lists or as flags by release, whichever is at hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from searchkit.codec.arrayfile import Array
from searchkit.codec.sets import is_in
from searchkit.search.layers import distinct_of

LISTED = 16
"""A set of less than one release in so many is better kept as a list."""
PROBES = 12
"""A binary search takes about as long as so many look-ups of a flag."""


class DocSet:
    """A set of releases (documents of one segment); never changed once it is made.

    `total` is the number of releases of the segment. Give `docs` (uint32, ascending), `flags` (bool by release) or
    `row` (numbers by release, 0 for those that are not in the set), and `size` where it is known.
    """

    __slots__ = ("_docs", "_flags", "_row", "size", "total")

    def __init__(
        self,
        total: int,
        docs: Array | None = None,
        flags: Array | None = None,
        row: Array | None = None,
        size: int | None = None,
    ) -> None:
        self.total = total
        self._docs, self._flags, self._row = docs, flags, row
        if size is None:
            size = len(docs) if docs is not None else int(np.count_nonzero(self._by_release))
        self.size = size

    @property
    def docs(self) -> Array:
        """The releases, ascending."""
        if self._docs is None:
            self._docs = np.flatnonzero(self._by_release)
        return self._docs

    @property
    def _by_release(self) -> Array:
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
        if self.flagged or len(docs) * PROBES > self.size:
            return self.flags[docs]
        return is_in(docs, self.docs)


def nothing(total: int) -> DocSet:
    """Return the empty set."""
    return DocSet(total, docs=np.empty(0, np.uint32), size=0)


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
