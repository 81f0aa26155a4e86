"""Searching an index as it stood at one commit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

import numpy as np

from searchkit.codec import SegmentReader
from searchkit.codec.arrayfile import Array
from searchkit.query import Node, Query
from searchkit.query.nodes import (
    LEAVES,
    And,
    Article,
    CueIs,
    Everything,
    InZone,
    Not,
    Or,
    SaidBy,
    Spoken,
    TypeIs,
    Unit,
    Within,
    children,
)
from searchkit.query.scopes import asks_statements
from searchkit.search.answer import Answer, Order
from searchkit.search.copies import Copies
from searchkit.search.evaluation import Evaluation
from searchkit.search.meant import Meant
from searchkit.search.properties import PathSearch
from searchkit.search.scoring import norms
from searchkit.search.segment import Segment

if TYPE_CHECKING:
    from searchkit.speakers import Directory


class Searcher:
    """Evaluates queries over segments. Threads may share it.

    `persons` gives, by name of the segment, the ordinal of the person for each row of its speaker table; `ids_under`
    the ids of the releases with a place that a pattern describes; `copies` which releases are copies of one another.
    """

    def __init__(
        self,
        segments: Sequence[SegmentReader],
        persons: Mapping[str, Array],
        directory: Directory,
        ids_under: PathSearch,
        copies: Copies | None = None,
    ) -> None:
        self.segments = [Segment(reader, persons.get(reader.name)) for reader in segments]
        self._directory, self._ids_under, self._copies = directory, ids_under, copies
        self._norms: dict[int, Array] = {}
        _keep_freed_memory(64 * sum(segment.total for segment in self.segments))

    def search(self, query: Query, *, sort: Order = "relevance") -> Answer:
        """Return the answer to a query."""
        node = query.node
        meant = Meant(node, self._directory)
        found = [self._evaluation(segment, meant).whole(node) for segment in self.segments]
        asks = asks_statements(node)
        return Answer(
            self.segments,
            found,
            self._norm,
            sort=sort,
            asks_statements=asks,
            count_mentions=partial(self._mentions, node, meant) if asks else None,
            meant=meant,
            copies=self._copies,
        )

    def _mentions(self, node: Node, meant: Meant) -> int | None:
        """Return how many releases hold the words of a query, whoever says them; None where it has no words."""
        relaxed = _relaxed(node) if _has_words(node) else None
        if relaxed is None:
            return None
        return sum(self._evaluation(segment, meant).whole(relaxed).docs.size for segment in self.segments)

    def _evaluation(self, segment: Segment, meant: Meant) -> Evaluation:
        return Evaluation(segment, meant.ordinals, self._ids_under)

    @cached_property
    def _average_length(self) -> float:
        lengths = [
            segment.lengths if s is None else segment.lengths[s] for segment in self.segments for s in [segment.live]
        ]
        releases = sum(map(len, lengths))
        return sum(int(own.sum(dtype=np.int64)) for own in lengths) / max(releases, 1)

    def _norm(self, number: int) -> Array:
        found = self._norms.get(number)
        if found is None:
            found = self._norms[number] = norms(self.segments[number].lengths, self._average_length)
        return found


def _keep_freed_memory(size: int) -> None:
    """Let the C library keep memory that a query frees for the next one.

    glibc gives it back at once where it is more than it has seen freed before, and then has it page by page from the
    system again, which takes longer than to score all releases. A block of so many bytes, never touched, teaches it
    (the dynamic threshold of mallopt(3)); other libraries keep what they like.
    """
    np.empty(min(max(size, 4 << 20), 31 << 20), np.uint8)


def _has_words(node: Node) -> bool:
    return isinstance(node, LEAVES) or any(map(_has_words, children(node)))


def _relaxed(node: Node) -> Node | None:
    """Return the query whoever says it: its words without speakers and statements; None where no words are left."""
    if isinstance(node, Spoken):
        return None if node.node is None else _relaxed(node.node)
    if isinstance(node, SaidBy | TypeIs | CueIs):
        return None
    if isinstance(node, Within) and node.unit is Unit.STATEMENT:
        return _relaxed(node.node)
    if isinstance(node, And | Or):
        kept = tuple(made for made in map(_relaxed, node.nodes) if made is not None)
        if not kept or all(isinstance(made, Everything) for made in kept):
            return None
        return kept[0] if len(kept) == 1 else type(node)(kept, span=node.span)
    if isinstance(node, Not):
        inner = _relaxed(node.node)
        return None if inner is None else Not(inner, span=node.span)
    if isinstance(node, Article):
        inner = _relaxed(node.node)
        return None if inner is None else Article(inner, span=node.span)
    if isinstance(node, InZone):
        inner = _relaxed(node.node)
        return None if inner is None else InZone(node.zone, inner, span=node.span)
    return node
