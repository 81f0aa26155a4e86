"""The best releases are those of a full sort."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from searchkit.codec.arrayfile import Array
from searchkit.search.docsets import DocSet, intersection, union
from searchkit.search.leaves import Leaf
from searchkit.search.relevance import Relevance

TOTAL = 4000


def leaf(weights: Array, *, as_row: bool) -> Leaf:
    if as_row:
        return Leaf(DocSet(len(weights), row=weights))
    docs = np.flatnonzero(weights)
    return Leaf(DocSet(len(weights), docs=docs, weights=weights[docs]))


@given(
    st.lists(st.tuples(st.floats(0.01, 1), st.integers(1, 200), st.booleans()), min_size=1, max_size=3),
    st.booleans(),
    st.integers(1, 30),
    st.integers(0, 2**32 - 1),
)
def test_the_best_are_those_of_a_full_sort(
    kinds: list[tuple[float, int, bool]], every: bool, count: int, seed: int
) -> None:
    dice = np.random.default_rng(seed)
    leaves = [
        leaf(((dice.random(TOTAL) < share) * dice.integers(1, most + 1, TOTAL)).astype(np.uint8), as_row=as_row)
        for share, most, as_row in kinds
    ]
    sets = [one.docs for one in leaves]
    docs = intersection(sets) if every else union(sets)
    factors = dice.random(len(leaves)).tolist()
    norm = (dice.random(TOTAL) + 0.3).astype(np.float32).round(1)  # rounded, so that scores are equal here and there
    joined = not every or len(leaves) == 1
    relevance = Relevance(docs, leaves, factors, norm, joined=joined)
    found, scores = relevance.top(count)
    whole = relevance.of(docs.docs)
    order = np.argsort(-whole, kind="stable")[:count]
    assert found.tolist() == docs.docs[order].tolist()
    assert scores.tolist() == whole[order].tolist()


ASKED: dict[str, Callable[[DocSet], object]] = {
    "docs": lambda one: one.docs,
    "flags": lambda one: one.flags,
    "a few": lambda one: one.among(np.array([5])),
    "many": lambda one: one.among(np.arange(TOTAL)),
    "row": lambda one: one.row_if(1000),
    "intersection": lambda one: intersection([one, DocSet(TOTAL, docs=np.arange(9))]),
    "union": lambda one: union([one, DocSet(TOTAL, flags=np.ones(TOTAL, bool))]),
}


@given(st.lists(st.sampled_from(sorted(ASKED))), st.booleans(), st.integers(1, 300), st.integers(0, 2**32 - 1))
def test_weights_stay_whatever_is_asked_of_a_set_before(asked: list[str], as_row: bool, count: int, seed: int) -> None:
    dice = np.random.default_rng(seed)
    weights = ((dice.random(TOTAL) < 0.3) * dice.integers(1, 200, TOTAL)).astype(np.uint8)
    one = leaf(weights, as_row=as_row).docs
    for question in asked:
        ASKED[question](one)
    some = np.sort(dice.choice(TOTAL, count, replace=False))
    assert one.weights(some).tolist() == weights[some].tolist()
    assert one.among(some).tolist() == (weights[some] > 0).tolist()
    assert one.weights(one.docs).tolist() == weights[weights > 0].tolist()
