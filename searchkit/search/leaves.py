"""What one word or phrase of a query found in a segment: the releases, and its weight in each."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from searchkit.codec.arrayfile import Array
from searchkit.codec.postings import FieldPostings
from searchkit.search.docsets import PROBES, DocSet
from searchkit.search.layers import Matches
from searchkit.search.segment import Segment

GATHERED = 16
"""Postings of less than one release in so many are sorted; more are added up by release."""


@dataclass(slots=True, eq=False)
class Leaf:
    """The releases `docs` and the weights in them: by place in `docs.docs` (`listed`) or by release (`row`).

    `only` are sets of releases outside which the leaf does not count: alternatives of the query that fail there.
    """

    docs: DocSet
    listed: Array | None = None
    row: Array | None = None
    only: list[DocSet] = field(default_factory=list)

    def weights_at(self, docs: Array) -> Array:
        """Return the weights in `docs` (ascending), 0 where the leaf is not (float32)."""
        weights = self._weights_at(docs)
        for one in self.only:
            weights *= one.among(docs)
        return weights

    @property
    def peak(self) -> int:
        """The greatest weight."""
        weights = self.row if self.row is not None else self.listed
        return int(weights.max()) if weights is not None and len(weights) else 1

    def heavier(self, weight: int) -> Array:
        """Return the releases in which the leaf has this weight (above 0) or more, ascending."""
        if self.row is not None:
            return np.flatnonzero(self.row >= weight)
        return self.docs.docs if self.listed is None else self.docs.docs[self.listed >= weight]

    def _weights_at(self, docs: Array) -> Array:
        if self.row is not None:
            return self.row[docs].astype(np.float32)
        listed = self.listed if self.listed is not None else np.ones(self.docs.size, np.uint8)
        own = self.docs.docs
        if docs is own:
            return listed.astype(np.float32)
        if len(docs) * PROBES > len(own):
            row = np.zeros(self.docs.total, listed.dtype)
            row[own] = listed
            return row[docs].astype(np.float32)
        places = np.searchsorted(own, docs)
        places[places == len(own)] = 0
        return np.where(own[places] == docs, listed[places], 0).astype(np.float32)


def of_stems(segment: Segment, field_postings: FieldPostings, stems: tuple[int, ...]) -> Leaf:
    """Return the leaf of whole stems, from the postings."""
    if len(stems) == 1:
        row = field_postings.row(stems[0])
        if row is not None:
            leaf = Leaf(DocSet(segment.total, row=row, size=field_postings.count(stems[0])), row=row)
        else:
            docs, weights = field_postings.sparse(stems[0])
            leaf = Leaf(DocSet(segment.total, docs=docs), listed=weights)
        return alive(segment, leaf)
    rows = [row for stem in stems if (row := field_postings.row(stem)) is not None]
    leaf = _added(segment, *field_postings.lists([stem for stem in stems if not field_postings.is_row(stem)]))
    if rows:
        row = _row_sum(rows)
        row = _sum(row, leaf) if leaf.row is None else row + leaf.row
        leaf = Leaf(DocSet(segment.total, row=row), row=row)
    return alive(segment, leaf)


def _row_sum(rows: list[Array]) -> Array:
    """Return the sum of weights by release, in no more bytes than it needs."""
    if len(rows) == 1:
        return rows[0]
    kind = np.min_scalar_type(sum([int(row.max(initial=0)) for row in rows]))
    total = np.add(rows[0], rows[1], dtype=kind)
    for row in rows[2:]:
        total += row
    return total


def _added(segment: Segment, docs: Array, weights: Array) -> Leaf:
    """Return the leaf of releases in any order, the weights of one that comes several times added up."""
    if len(docs) * GATHERED > segment.total:
        row = np.bincount(docs, weights, minlength=segment.total).astype(np.uint32)
        return Leaf(DocSet(segment.total, row=row), row=row)
    order = np.argsort(docs, kind="stable")
    docs, weights = docs[order], weights[order]
    first = _firsts(docs)
    sums = np.add.reduceat(weights, first, dtype=np.uint32) if len(first) else weights
    return Leaf(DocSet(segment.total, docs=docs[first]), listed=sums)


def of_matches(segment: Segment, matches: Matches) -> Leaf:
    """Return the leaf of places in the stream; one in the headline weighs twice."""
    docs = segment.docs_of(matches.starts)
    first = _firsts(docs)
    if not len(first):
        return Leaf(DocSet(segment.total, docs=docs), listed=np.empty(0, np.uint8))
    counts = np.empty(len(first), np.int64)
    np.subtract(first[1:], first[:-1], out=counts[:-1])
    counts[-1] = len(docs) - first[-1]
    docs = docs[first]
    return alive(
        segment, Leaf(DocSet(segment.total, docs=docs), listed=_doubled(segment, matches, docs, first, counts))
    )


def _doubled(segment: Segment, matches: Matches, docs: Array, first: Array, counts: Array) -> Array:
    """Return the counts with those of the headline added once more; the matches of a release begin at `first`."""
    starts, ends = segment.heads
    early = (matches.starts[first] < ends[docs]).nonzero()[0]
    if not len(early):
        return counts
    low = np.searchsorted(matches.starts, starts[docs[early]])
    counts[early] += np.searchsorted(matches.starts, ends[docs[early]]) - low
    return counts


def alive(segment: Segment, leaf: Leaf) -> Leaf:
    """Return the leaf without deleted releases."""
    if segment.live is None:
        return leaf
    if leaf.row is not None:
        row = leaf.row * segment.live
        return Leaf(DocSet(segment.total, row=row), row=row)
    kept = segment.live[leaf.docs.docs]
    listed = leaf.listed.compress(kept) if leaf.listed is not None else None
    return Leaf(DocSet(segment.total, docs=leaf.docs.docs.compress(kept)), listed=listed)


def in_languages(segment: Segment, leaf: Leaf, languages: tuple[str, ...]) -> Leaf:
    """Return the leaf in releases of some languages only."""
    spoken = segment.spoken_in(languages)
    if spoken.excluded:
        return _without(leaf, spoken.docs)
    docs = spoken.docs.docs
    docs = docs.compress(leaf.docs.among(docs))
    return Leaf(DocSet(segment.total, docs=docs), listed=leaf.weights_at(docs))


def _without(leaf: Leaf, docs: DocSet) -> Leaf:
    """Return the leaf without some releases."""
    if leaf.row is not None:
        gone = docs.docs[leaf.row[docs.docs] != 0]
        if not len(gone):
            return leaf
        row = leaf.row.copy()
        row[gone] = 0
        return Leaf(DocSet(leaf.docs.total, row=row, size=leaf.docs.size - len(gone)), row=row)
    kept = ~docs.flags[leaf.docs.docs]
    if kept.all():
        return leaf
    listed = leaf.listed.compress(kept) if leaf.listed is not None else None
    return Leaf(DocSet(leaf.docs.total, docs=leaf.docs.docs.compress(kept)), listed=listed)


def joined(segment: Segment, leaves: list[Leaf]) -> Leaf:
    """Return one leaf for several whose weights add up."""
    if len(leaves) == 1:
        return leaves[0]
    first, *others = sorted(leaves, key=lambda leaf: leaf.row is None)
    if first.row is not None:
        row = first.row
        for other in others:
            row = _sum(row, other)
        return Leaf(DocSet(segment.total, row=row), row=row)
    docs = np.concatenate([leaf.docs.docs for leaf in leaves])
    weights = np.concatenate([leaf.weights_at(leaf.docs.docs) for leaf in leaves])
    return _added(segment, docs, weights)


def _sum(row: Array, leaf: Leaf) -> Array:
    """Return weights by release with those of a leaf added."""
    docs = leaf.docs.docs
    sums = row[docs].astype(np.uint32) + leaf.weights_at(docs).astype(np.uint32)
    made = row.astype(np.result_type(row.dtype, np.min_scalar_type(int(sums.max(initial=0)))))
    made[docs] = sums
    return made


def _firsts(docs: Array) -> Array:
    """Return the places where another release begins in a list in which the same ones stand together."""
    begins = np.ones(len(docs), bool)
    np.not_equal(docs[1:], docs[:-1], out=begins[1:])
    return begins.nonzero()[0]
