"""Words → numbers, against a dictionary."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from searchkit.speakers.terms import Terms

WORDS = st.text("abé\U00010000", max_size=4)
ENTRIES = st.dictionaries(WORDS, st.sets(st.integers(0, 9), min_size=1))


@given(ENTRIES, WORDS)
def test_words_and_their_beginnings_are_found(entries: dict[str, set[int]], asked: str) -> None:
    terms = Terms.build(entries)
    assert sorted(terms) == sorted(entries)
    assert terms.get(asked) == sorted(entries.get(asked, ()))
    wanted = {number for word, numbers in entries.items() if word.startswith(asked) for number in numbers}
    assert terms.beginning(asked) == sorted(wanted)


@given(ENTRIES, ENTRIES, st.sets(st.integers(0, 9)))
def test_an_amended_table_is_the_one_built_of_all_that_is_left(
    before: dict[str, set[int]], added: dict[str, set[int]], gone: set[int]
) -> None:
    moved = {number: 100 + 10 * number for number in range(10) if number not in gone}
    table = np.array([moved.get(number, -1) for number in range(10)], np.int32)
    left = {word: {moved[number] for number in numbers - gone} for word, numbers in before.items()}
    whole = {word: left.get(word, set()) | added.get(word, set()) for word in left.keys() | added.keys()}
    expected = Terms.build({word: numbers for word, numbers in whole.items() if numbers})
    made = Terms.build(before).amended(table, added)
    assert [array.tolist() for array in made.arrays()] == [array.tolist() for array in expected.arrays()]
