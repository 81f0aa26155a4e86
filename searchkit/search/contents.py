"""The contents of some statements, in which words of a query count."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from searchkit.codec.arrayfile import Array
from searchkit.codec.sets import is_in
from searchkit.search.layers import Layer, Matches
from searchkit.search.segment import Segment

FEW = 2
"""Where there are fewer matches than statements by so many times, all contents are asked for the matches, and the
statements found held against those wanted: that spares gathering the contents of these."""


class Contents:
    """The contents of `statements` (ordinals, ascending)."""

    def __init__(self, segment: Segment, statements: Array) -> None:
        self._segment, self._statements = segment, statements

    def __len__(self) -> int:
        """The number of statements."""
        return len(self._statements)

    @cached_property
    def _layer(self) -> Layer:
        return self._segment.said_by(self._statements)

    def holding(self, matches: Matches) -> tuple[Array, Array]:
        """Return pairs (place of the match, statement) in which a content of the statement holds the whole match,
        ascending by match.
        """
        if "_layer" in self.__dict__ or len(matches) * FEW > len(self):
            match, interval = self._layer.holding(matches)
            return match, self._layer.owners[interval]
        match, interval = self._segment.said.holding(matches)
        owners = self._segment.said.owners.take(interval)
        kept = np.flatnonzero(is_in(owners, self._statements))
        return match.take(kept), owners.take(kept)

    def merged(self) -> tuple[Array, Array]:
        """Return starts and ends of the same positions as intervals that do not overlap."""
        return self._layer.merged()
