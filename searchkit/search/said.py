"""The statements that answer a query, worked out only when they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from searchkit.codec.arrayfile import Array
from searchkit.search.docsets import DocSet
from searchkit.search.layers import distinct_of


@dataclass(slots=True, eq=False)
class Said:
    """Statements that a part of the query found: `statements` (ordinals), or those of `ranks`.

    Of ranks, in each release only the first counts that has a statement there: those of `said:( )`, else those in which
    a speaker's words were found, else all of the speaker. `only` are sets of releases outside which nothing counts.
    """

    statements: Array | None = None
    ranks: Sequence[Sequence[Said]] = ()
    only: list[DocSet] = field(default_factory=list)

    def ordinals(self, doc_of: Array) -> Array:
        """Return the statements (ascending); `doc_of` gives the release of each statement of the segment."""
        found = distinct_of(self.statements) if self.statements is not None else self._first_ranks(doc_of)
        for docs in self.only:
            found = found[docs.flags[doc_of[found]]]
        return found

    def _first_ranks(self, doc_of: Array) -> Array:
        found = np.empty(0, np.int64)
        for rank in self.ranks:
            more = together(rank, doc_of)
            if len(found):
                more = more[~np.isin(doc_of[more], doc_of[found])]
            found = distinct_of(np.concatenate((found, more)))
        return found


def together(parts: Sequence[Said], doc_of: Array) -> Array:
    """Return the statements of any of the parts (ascending)."""
    return distinct_of(np.concatenate([np.empty(0, np.int64), *(part.ordinals(doc_of) for part in parts)]))
