"""Joins with intervals are those of a double loop."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from searchkit.codec.ranges import ranges
from searchkit.search.docsets import DocSet, difference, intersection, union
from searchkit.search.layers import Layer, Matches
from searchkit.search.rank import Rank
from searchkit.search.ranking import best

LENGTH = 200
stretches = st.lists(
    st.tuples(st.integers(0, LENGTH - 10), st.integers(1, 9)).map(lambda p: (p[0], p[0] + p[1])), max_size=40
)


def layer(intervals: list[tuple[int, int]]) -> Layer:
    made = sorted(intervals)
    starts, ends = (np.array([pair[k] for pair in made], np.uint32) for k in (0, 1))
    return Layer(starts, ends, np.arange(len(made)))


def matches(intervals: list[tuple[int, int]]) -> Matches:
    made = sorted(set(intervals))
    return Matches(*(np.array([pair[k] for pair in made], np.int64) for k in (0, 1)))


@given(stretches, stretches)
def test_holding(intervals: list[tuple[int, int]], found: list[tuple[int, int]]) -> None:
    held = layer(intervals).holding(matches(found))
    pairs = list(zip(*(part.tolist() for part in held), strict=True))
    wanted = [
        (m, k)
        for m, (start, end) in enumerate(sorted(set(found)))
        for k, (low, high) in enumerate(sorted(intervals))
        if low <= start and end <= high
    ]
    assert pairs == wanted


@given(stretches, stretches)
def test_touched(intervals: list[tuple[int, int]], found: list[tuple[int, int]]) -> None:
    wanted = [any(low < end and start < high for low, high in intervals) for start, end in sorted(set(found))]
    assert layer(intervals).touched(matches(found)).tolist() == wanted


@given(stretches)
def test_merged(intervals: list[tuple[int, int]]) -> None:
    starts, ends = layer(intervals).merged()
    covered = ranges(starts, ends).tolist()
    assert covered == sorted({k for low, high in intervals for k in range(low, high)})


@given(st.sets(st.integers(0, LENGTH - 1)), st.lists(st.integers(0, LENGTH - 1)))
def test_rank(starts: set[int], positions: list[int]) -> None:
    given_ = np.array(sorted(starts), np.uint32)
    asked = np.array(positions, np.int64)
    assert Rank(given_, LENGTH).of(asked).tolist() == [sum(s <= p for s in starts) for p in positions]


documents = st.sets(st.integers(0, 99))
kinds = st.sampled_from(["docs", "flags", "row"])


def made(docs: set[int], kind: str) -> DocSet:
    flags = np.isin(np.arange(100), list(docs))
    if kind == "docs":
        return DocSet(100, docs=np.flatnonzero(flags).astype(np.uint32))
    return DocSet(100, flags=flags) if kind == "flags" else DocSet(100, row=flags.astype(np.uint8) * 3)


@given(st.lists(st.tuples(documents, kinds), min_size=1, max_size=4))
def test_sets_of_releases(given_: list[tuple[set[int], str]]) -> None:
    sets = [made(docs, kind) for docs, kind in given_]
    plain = [docs for docs, _ in given_]
    for found, wanted in (
        (intersection(sets), set.intersection(*plain)),
        (union(sets), set.union(*plain)),
        (difference(sets[0], sets[-1]), plain[0] - plain[-1]),
    ):
        assert found.docs.tolist() == sorted(wanted)
        assert found.size == len(wanted)
        assert np.flatnonzero(found.flags).tolist() == sorted(wanted)
        asked = np.arange(0, 100, 3)
        assert asked[found.among(asked)].tolist() == [k for k in asked.tolist() if k in wanted]


@given(st.lists(st.integers(0, 9), max_size=400), st.integers(1, 12))
def test_the_best(values: list[int], count: int) -> None:
    found = best(np.array(values, np.float32), count).tolist()
    assert found == sorted(range(len(values)), key=lambda k: -values[k])[:count]
