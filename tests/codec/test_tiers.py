from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from searchkit.codec.tiers import LARGEST, MOST, SMALL, groups, whole

SIZES = st.lists(st.integers(1, 1 << 26), min_size=1, max_size=24)


@given(SIZES)
def test_every_segment_stands_in_one_group(sizes: list[int]) -> None:
    assert sorted(place for group in groups(sizes) for place in group) == list(range(len(sizes)))


@given(SIZES)
def test_few_segments_are_left_alone(sizes: list[int]) -> None:
    if len(sizes) <= MOST:
        assert all(len(group) == 1 for group in groups(sizes))


@given(SIZES)
def test_nothing_is_merged_beyond_the_largest_size(sizes: list[int]) -> None:
    assert all(sum(sizes[k] for k in group) <= LARGEST for group in groups(sizes) if len(group) > 1)


@given(st.integers(1, 40), st.integers(1, 1 << 24))
def test_equal_segments_come_together(count: int, size: int) -> None:
    assert len(groups([size] * count)) <= max(MOST, count * size / LARGEST * 2 + 1)


@settings(deadline=None)
@given(st.lists(st.integers(1, 3 * SMALL), min_size=200, max_size=400))
def test_all_work_together_is_n_log_n(batches: list[int]) -> None:
    """Commit one batch after the other: the number of segments stays small and so does what is written."""
    held: list[int] = []
    work = total = 0
    for batch in batches:
        held.append(batch)
        total += max(batch, SMALL)
        made = []
        for group in groups(held):
            made.append(sum(held[k] for k in group))
            work += made[-1] if len(group) > 1 else 0
        held = made
        assert len(held) <= MOST + total // LARGEST + 2
    assert work <= total * math.log2(len(batches))


def test_whole() -> None:
    assert whole([3, 2, 1]) == [[0, 1, 2]]
    assert whole([3, 2, 1, 4], limit=5) == [[0, 1], [2, 3]]
    assert whole([9], limit=5) == [[0]]
