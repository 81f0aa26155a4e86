"""What an answer without copies lists is what the whole answer lists, without what repeats."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchkit.query import parse
from searchkit.search.answer import Answer, Order
from searchkit.search.copies import Copies
from tests.releases_made import releases
from tests.search.made import SMALL, Pair, numbered, searcher, written

Place = tuple[int, int]


def of_groups(groups: Sequence[Sequence[Place]]) -> Copies:
    places = np.array([place for group in groups for place in group], np.uint32).reshape(-1, 2)
    start = np.cumsum([0, *map(len, groups)]).astype(np.uint32)
    return Copies(places[:, 0], places[:, 1], start)


def listed(answer: Answer, size: int) -> list[Place]:
    return [(hit.segment, hit.doc) for at in range(0, answer.total, size) for hit in answer.page(at, size)]


def without_repeats(places: Sequence[Place], groups: Sequence[Sequence[Place]]) -> list[Place]:
    repeats = {place for group in groups for place in [p for p in group if p in places][1:]}
    return [place for place in places if place not in repeats]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(releases(), min_size=4, max_size=14),
    st.sampled_from(["bridge", "bridge OR tax", '"the bridge" OR toll', "said:(bridge)", "*", "-tax", "date:2021-03"]),
    st.sampled_from(["relevance", "date"]),
    st.integers(1, 5),
    st.data(),
)
def test_a_listing_without_copies_is_the_whole_listing_without_repeats(
    made: list[Pair], query: str, sort: Order, size: int, data: st.DataObject
) -> None:
    half = len(made) // 2
    every = data.draw(st.permutations([(k // half if k < 2 * half else 1, k % half) for k in range(2 * half)]))
    cuts = sorted(data.draw(st.sets(st.integers(0, len(every)), max_size=3)))
    groups = [every[a:b] for a, b in pairwise(cuts) if b - a > 1]
    with TemporaryDirectory() as folder:
        pairs = numbered(made)
        readers = [
            written(Path(folder), name, part, SMALL) for name, part in (("a", pairs[:half]), ("b", pairs[half:]))
        ]
        answer = searcher(readers, of_groups(groups)).search(parse(query), sort=sort)
        whole = listed(answer, 1000)
        kept = without_repeats(whole, groups)
        assert listed(answer.distinct, size) == kept
        assert answer.distinct.total == len(kept)
        assert answer.total == len(whole)
        for segment, doc in kept:
            assert answer.distinct.statements_of(segment, doc) == answer.statements_of(segment, doc)
        stand_for = [place for own in kept for place in (own, *answer.copies_of(*own))]
        assert sorted(stand_for) == sorted(whole)


@pytest.mark.parametrize("groups", [[], [[(0, 1), (1, 0)], [(1, 3), (1, 1), (0, 5)]]])
def test_groups_are_found_by_any_release(groups: list[list[Place]]) -> None:
    copies = of_groups(groups)
    assert len(copies) == len(groups)
    for group in groups:
        for place in group:
            assert copies.group_of(*place) == group
    assert copies.group_of(0, 2) == copies.group_of(1, 9) == copies.group_of(7, 0) == []
