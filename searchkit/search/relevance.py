"""The releases that a segment found, by score; the best of them without sorting all."""

from __future__ import annotations

from collections.abc import Sequence

from searchkit.codec.arrayfile import Array
from searchkit.search.docsets import DocSet
from searchkit.search.leaves import Leaf
from searchkit.search.ranking import best
from searchkit.search.scoring import scores, scores_by_release

MANY = 4
"""Where more than one in so many releases is found, all are scored: whole arrays take less than picked places."""
MANY_FLAGGED = 24
"""The same for a set of flags or of a row, whose list would have to be made."""


class Relevance:
    """The releases `docs`, scored by `leaves` and their factors (inverse document frequencies).

    `joined` says that the releases are just those of the leaves.
    """

    def __init__(
        self, docs: DocSet, leaves: Sequence[Leaf], factors: Sequence[float], norm: Array, *, joined: bool
    ) -> None:
        self.docs, self._leaves, self._factors, self._norm = docs, leaves, factors, norm
        self._joined = joined

    def of(self, docs: Array) -> Array:
        """Return the scores of some releases (ascending; float32)."""
        return scores(docs, self._leaves, self._factors, self._norm)

    def top(self, count: int) -> tuple[Array, Array]:
        """Return the `count` best releases, best first, of equal ones the first one first; and their scores."""
        if self._is_streamed:
            values = scores_by_release(self.docs.total, self._leaves, self._factors, self._norm)
            if not self._joined:
                values *= self.docs.flags
            docs = best(values, count)
            found = values.take(docs)
            if len(found) and found[-1] > 0:  # else there are among them such as have none of the words, found or not
                return docs, found
        values = self.of(self.docs.docs)
        places = best(values, count)
        return self.docs.docs.take(places), values.take(places)

    @property
    def _is_streamed(self) -> bool:
        docs = self.docs
        many = MANY_FLAGGED if docs.flagged else MANY
        return docs.size * many > docs.total and not any(leaf.only for leaf in self._leaves)
