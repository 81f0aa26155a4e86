"""The releases that a segment found, by score; the best of them without sorting all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from searchkit.codec.arrayfile import Array
from searchkit.search.docsets import DocSet
from searchkit.search.leaves import Leaf
from searchkit.search.ranking import best
from searchkit.search.scoring import scores, scores_by_release

MANY = 8
"""Where more than one in so many releases is found, all are scored: whole arrays take less than picked places."""
MANY_FLAGGED = 24
"""The same for a set of flags, whose list would have to be made."""


class Relevance:
    """The releases `docs`, scored by `leaves` and their factors (inverse document frequencies)."""

    def __init__(self, docs: DocSet, leaves: Sequence[Leaf], factors: Sequence[float], norm: Array) -> None:
        self.docs, self._leaves, self._factors, self._norm = docs, leaves, factors, norm

    def of(self, docs: Array) -> Array:
        """Return the scores of some releases (ascending; float32)."""
        return scores(docs, self._leaves, self._factors, self._norm)

    def top(self, count: int) -> tuple[Array, Array]:
        """Return the `count` best releases, best first, of equal ones the first one first; and their scores."""
        docs, values = self._contenders(count)
        places = best(values, count)
        return docs[places], values[places]

    def _contenders(self, count: int) -> tuple[Array, Array]:
        """Return releases found (ascending) among which the `count` best are, and their scores."""
        docs = self.docs
        many = MANY_FLAGGED if docs.flagged else MANY
        bound = self._bound(count) if docs.size * many > docs.total else None
        if bound is None:
            return docs.docs, self.of(docs.docs)
        values = scores_by_release(docs.total, self._leaves, self._factors, self._norm)
        found = np.flatnonzero(values >= bound)
        if len(self._leaves) > 1 or self._leaves[0].docs is not docs:
            found = found[docs.among(found)]
        return found, values[found]

    def _bound(self, count: int) -> float | None:
        """Return a score that at least `count` of the releases found reach; None where none is at hand."""
        if not self._leaves or any(leaf.only for leaf in self._leaves):
            return None
        leaf = self._leaves[max(range(len(self._leaves)), key=self._factors.__getitem__)]
        for part in (2, 4):
            some = leaf.heavier(leaf.peak // part + 1)
            if leaf.docs is not self.docs:
                some = some[self.docs.among(some)]
            if len(some) >= count:
                values = self.of(some)
                return float(np.partition(values, len(values) - count)[len(values) - count])
        return None
