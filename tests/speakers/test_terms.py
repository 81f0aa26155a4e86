"""Words → numbers, against a dictionary."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from searchkit.speakers.terms import Terms

WORDS = st.text("abé\U00010000", max_size=4)


@given(st.dictionaries(WORDS, st.sets(st.integers(0, 9), min_size=1)), WORDS)
def test_words_and_their_beginnings_are_found(entries: dict[str, set[int]], asked: str) -> None:
    terms = Terms.build(entries)
    assert sorted(terms) == sorted(entries)
    assert terms.get(asked) == sorted(entries.get(asked, ()))
    wanted = {number for word, numbers in entries.items() if word.startswith(asked) for number in numbers}
    assert terms.beginning(asked) == sorted(wanted)
