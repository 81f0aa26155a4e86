"""BM25 (Robertson & Zaragoza 2009, in the form of Lucene 8: the constant factor k1 + 1 left out).

    score = Σ over the words and phrases of the query of   idf · w / (w + k1 · (1 − b + b · length / average length))
    idf   = ln(1 + (N − n + ½) / (n + ½))

w is the weight of the word in the release: its frequency in the searched zones, the headline counted twice. The length
is that of the searched zones, in tokens; boilerplate counts for nothing. N and n count releases of the whole index.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from searchkit.codec.arrayfile import Array
from searchkit.search.leaves import Leaf

K1 = 1.2
B = 0.75
DENSE = 10
"""Weights of more than one in so many releases are scored by release."""


def idf(releases: int, holding: int) -> float:
    """Return the inverse document frequency of what stands in `holding` of so many releases."""
    return math.log1p((releases - holding + 0.5) / (holding + 0.5))


def norms(lengths: Array, average: float) -> Array:
    """Return k1 · (1 − b + b · length / average) by release (float32)."""
    made: Array = (K1 * (1 - B) + (K1 * B / max(average, 1e-9)) * lengths.astype(np.float32)).astype(np.float32)
    return made


def scores_by_release(total: int, leaves: Sequence[Leaf], factors: Sequence[float], norm: Array) -> Array:
    """Return the scores of all `total` releases by what leaves, which count everywhere, weigh in them (float32)."""
    sums: Array | None = None
    for leaf, factor in zip(leaves, factors, strict=True):
        row = leaf.docs.row_if(DENSE)
        if row is not None:
            scored = _weighed(row, norm, factor)
            sums = scored if sums is None else np.add(sums, scored, out=sums)
            continue
        docs = leaf.docs.docs
        sums = np.zeros(total, np.float32) if sums is None else sums
        np.add.at(sums, docs, _weighed(leaf.docs.weights(docs), norm.take(docs), factor))
    return np.zeros(total, np.float32) if sums is None else sums


def scores(docs: Array, leaves: Sequence[Leaf], factors: Sequence[float], norm: Array) -> Array:
    """Return the scores of some releases (ascending) by what leaves weigh in them (float32)."""
    norm = norm.take(docs)
    total: Array | None = None
    for leaf, factor in zip(leaves, factors, strict=True):
        scored = _weighed(leaf.weights_at(docs), norm, factor)
        total = scored if total is None else np.add(total, scored, out=total)
    return np.zeros(len(docs), np.float32) if total is None else total


def _weighed(weights: Array, norm: Array, factor: float) -> Array:
    made = weights.astype(np.float32)
    made /= made + norm
    made *= factor
    return made
