"""Sorted arrays asked with numbers of another type."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from searchkit.codec.sets import distinct, is_in, places_in

NUMBERS = st.lists(st.integers(0, 2**32 - 1), max_size=40)


@given(NUMBERS, NUMBERS)
def test_places(held: list[int], asked: list[int]) -> None:
    ordered, values = np.array(sorted(held), np.uint32), np.array(asked, np.int64)
    assert places_in(ordered, values).tolist() == [sum(h < a for h in held) for a in asked]
    assert places_in(ordered, values, "right").tolist() == [sum(h <= a for h in held) for a in asked]


@given(NUMBERS, st.lists(st.integers(-(2**33), 2**33), max_size=40))
def test_membership_of_numbers_that_need_not_fit(held: list[int], asked: list[int]) -> None:
    ordered, values = np.array(sorted(held), np.uint32), np.array([*asked, *held], np.int64)
    assert is_in(values, ordered).tolist() == [value in set(held) for value in [*asked, *held]]
    assert distinct(ordered).tolist() == sorted(set(held))
