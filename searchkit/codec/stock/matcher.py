"""A matcher over the arrays of one term."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from whoosh.matching.mcore import LeafMatcher, ReadTooFar
from whoosh.reading import TermInfo

from searchkit.codec.arrayfile import Array


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """The releases of a term and how often it stands in each; `positions(doc)` are its places in one."""

    docs: Array
    freqs: Array
    positions: Callable[[int], list[int]]


class ArrayMatcher(LeafMatcher):  # type: ignore[misc]
    """Goes through the postings of a term. All of them are one block."""

    def __init__(
        self, term: tuple[str, bytes], postings: Postings, info: TermInfo, format_: Any, scorer: Any = None, at: int = 0
    ) -> None:
        self._term, self._postings, self._info = term, postings, info
        self.format, self.scorer = format_, scorer
        self._docs: list[int] = postings.docs.tolist()
        self._at = at

    def is_active(self) -> bool:
        """Return whether there is a current posting."""
        return self._at < len(self._docs)

    def reset(self) -> None:
        """Go back to the first posting."""
        self._at = 0

    def copy(self) -> ArrayMatcher:
        """Return a matcher that goes on by itself."""
        return ArrayMatcher(self._term, self._postings, self._info, self.format, self.scorer, self._at)

    def id(self) -> int:
        """Return the current document; behind the last one that one still, which Whoosh's AndNot counts on."""
        return self._docs[min(self._at, len(self._docs) - 1)]

    def all_ids(self) -> Iterator[int]:
        """Return the documents from here on."""
        return iter(self._docs[self._at :])

    def next(self) -> bool:
        """Go to the next posting."""
        if not self.is_active():
            raise ReadTooFar
        self._at += 1
        return not self.is_active()

    def skip_to(self, target: int) -> None:
        """Go to the first posting from here on whose document is not less than `target`."""
        if not self.is_active():
            raise ReadTooFar
        self._at += int(np.searchsorted(self._postings.docs[self._at :], target))

    def skip_to_quality(self, minquality: float) -> int:
        """Go to the end where no posting can score more than `minquality`."""
        if self.block_quality() <= minquality:
            self._at = len(self._docs)
            return 1
        return 0

    def weight(self) -> float:
        """Return how often the term stands in the current document."""
        return float(self._postings.freqs[self._at])

    def value(self) -> Any:
        """Return the current posting as the field's format encodes it."""
        if self.format.supports("positions"):
            return self.format.encode(self._postings.positions(self.id()))
        return self.format.encode(int(self._postings.freqs[self._at]))

    def value_as(self, astype: str) -> Any:
        """Return the current posting as `astype`, without encoding it first where that can be avoided."""
        if astype == "positions":
            return self._postings.positions(self.id())
        if astype in {"frequency", "weight"}:
            return int(self._postings.freqs[self._at])
        return self.format.decoder(astype)(self.value())

    def items_as(self, astype: str) -> Iterator[tuple[int, Any]]:
        """Yield the documents from here on with their postings as `astype`."""
        while self.is_active():
            yield self.id(), self.value_as(astype)
            self._at += 1

    def max_quality(self) -> float:
        """Return the highest score that a posting can have."""
        quality: float = self.scorer.max_quality()
        return quality

    def block_min_length(self) -> int:
        """Return the length of the shortest field that has the term."""
        return self._info.min_length() or 0

    def block_max_length(self) -> int:
        """Return the length of the longest field that has the term."""
        length: int = self._info.max_length()
        return length

    def block_max_weight(self) -> float:
        """Return the highest weight."""
        weight: float = self._info.max_weight()
        return weight
