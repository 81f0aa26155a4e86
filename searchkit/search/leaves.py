"""What one word or phrase of a query found in a segment: the releases, and its weight in each."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from searchkit.codec.arrayfile import Array
from searchkit.search.docsets import DocSet, nothing
from searchkit.search.layers import Matches
from searchkit.search.segment import Segment

GATHERED = 16
"""Postings of less than one release in so many are sorted; more are added up by release."""


@dataclass(slots=True, eq=False)
class Leaf:
    """The releases `docs`, with the weights in them.

    `only` are sets of releases outside which the leaf does not count: alternatives of the query that fail there.
    """

    docs: DocSet
    only: list[DocSet] = field(default_factory=list)

    def weights_at(self, docs: Array) -> Array:
        """Return the weights in `docs` (ascending), 0 where the leaf is not."""
        weights = self.docs.weights(docs)
        for one in self.only:
            weights = weights * one.among(docs)
        return weights


def of_stems(segment: Segment, stems: tuple[int, ...]) -> Leaf:
    """Return the leaf of whole stems in the searched zones, from the postings."""
    postings = segment.postings
    if len(stems) == 1:
        row = postings.row(stems[0])
        if row is not None:
            docs = DocSet(segment.total, row=row, size=postings.count(stems[0]))
        else:
            listed, weights = postings.sparse(stems[0])
            docs = DocSet(segment.total, docs=listed, weights=weights)
        return alive(segment, Leaf(docs))
    dense = [stem for stem in stems if postings.is_row(stem)]
    sparse = stems if not dense else [stem for stem in stems if not postings.is_row(stem)]
    leaf = _added(segment, *postings.lists(sparse)) if sparse else Leaf(nothing(segment.total))
    if dense:
        rows = [row for stem in dense if (row := postings.row(stem)) is not None]
        leaf = Leaf(DocSet(segment.total, row=_sum(_row_sum(rows), leaf)))
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
        return Leaf(DocSet(segment.total, row=row))
    order = np.argsort(docs, kind="stable")
    docs, weights = docs[order], weights[order]
    first = _firsts(docs)
    sums = np.add.reduceat(weights, first, dtype=np.uint32) if len(first) else weights
    return Leaf(DocSet(segment.total, docs=docs[first], weights=sums))


def of_matches(segment: Segment, matches: Matches) -> Leaf:
    """Return the leaf of places in the stream; one in the headline weighs twice."""
    docs = segment.docs_of(matches.starts)
    first = _firsts(docs)
    if not len(first):
        return Leaf(nothing(segment.total))
    counts = np.empty(len(first), np.int64)
    np.subtract(first[1:], first[:-1], out=counts[:-1])
    counts[-1] = len(docs) - first[-1]
    docs = docs.take(first).astype(np.int64)
    counts = _doubled(segment, matches, docs, first, counts)
    return alive(segment, Leaf(DocSet(segment.total, docs=docs, weights=counts)))


def _doubled(segment: Segment, matches: Matches, docs: Array, first: Array, counts: Array) -> Array:
    """Return the counts with those of the headline added once more; the matches of a release begin at `first`."""
    starts, ends = segment.heads
    early = (matches.starts.take(first) < ends.take(docs)).nonzero()[0]
    if not len(early):
        return counts
    docs = docs.take(early)
    low, high = (matches.starts.searchsorted(bounds.take(docs)) for bounds in (starts, ends))
    counts[early] += high - low
    return counts


def alive(segment: Segment, leaf: Leaf) -> Leaf:
    """Return the leaf without deleted releases."""
    if segment.live is None:
        return leaf
    if leaf.docs.by_release is not None:
        return Leaf(DocSet(segment.total, row=leaf.docs.by_release * segment.live))
    return _kept(leaf, segment.live.take(leaf.docs.docs))


def _kept(leaf: Leaf, kept: Array) -> Leaf:
    """Return the leaf with those of its releases that flags choose."""
    docs = leaf.docs.docs
    weights = leaf.docs.weights(docs).compress(kept)
    return Leaf(DocSet(leaf.docs.total, docs=docs.compress(kept), weights=weights))


def in_languages(segment: Segment, leaf: Leaf, languages: tuple[str, ...]) -> Leaf:
    """Return the leaf in releases of some languages only."""
    spoken = segment.languages.docs(languages)
    if spoken.excluded:
        return _without(leaf, spoken.docs)
    docs = spoken.docs.docs
    docs = docs.compress(leaf.docs.among(docs))
    return Leaf(DocSet(segment.total, docs=docs, weights=leaf.docs.weights(docs)))


def _without(leaf: Leaf, docs: DocSet) -> Leaf:
    """Return the leaf without some releases."""
    by_release = leaf.docs.by_release
    if by_release is None:
        kept = ~docs.flags.take(leaf.docs.docs)
        return leaf if kept.all() else _kept(leaf, kept)
    gone = docs.docs.compress(by_release.take(docs.docs) != 0)
    if not len(gone):
        return leaf
    row = by_release.copy()
    row[gone] = 0
    return Leaf(DocSet(leaf.docs.total, row=row, size=leaf.docs.size - len(gone)))


def joined(segment: Segment, leaves: list[Leaf]) -> Leaf:
    """Return one leaf for several whose weights add up."""
    if len(leaves) == 1:
        return leaves[0]
    first, *others = sorted(leaves, key=lambda leaf: leaf.docs.by_release is None)
    if first.docs.by_release is not None:
        row = first.docs.by_release
        for other in others:
            row = _sum(row, other)
        return Leaf(DocSet(segment.total, row=row))
    docs = np.concatenate([leaf.docs.docs for leaf in leaves])
    weights = np.concatenate([leaf.docs.weights(leaf.docs.docs) for leaf in leaves])
    return _added(segment, docs, weights)


def _sum(row: Array, leaf: Leaf) -> Array:
    """Return weights by release with those of a leaf added."""
    if leaf.docs.by_release is not None:
        return _row_sum([row, leaf.docs.by_release])
    docs = leaf.docs.docs
    sums = row.take(docs) + leaf.docs.weights(docs).astype(np.uint32)
    made = row.astype(np.result_type(row.dtype, np.min_scalar_type(int(sums.max(initial=0)))))
    made[docs] = sums
    return made


def _firsts(docs: Array) -> Array:
    """Return the places where another release begins in a list in which the same ones stand together."""
    begins = np.empty(len(docs), bool)
    begins[:1] = True
    np.not_equal(docs[1:], docs[:-1], out=begins[1:])
    return begins.nonzero()[0]
