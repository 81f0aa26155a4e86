"""Strings are found by their hash just where they are in the table."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from searchkit.codec.strings import HashedStrings, hashed, pack_strings, to_bytes

WORDS = st.text(st.characters(codec=None), max_size=6)


@given(st.sets(WORDS, max_size=60), st.lists(WORDS, max_size=20))
def test_the_number_of_a_string(kept: set[str], others: list[str]) -> None:
    strings = sorted(map(to_bytes, kept))
    blob, offsets = pack_strings(strings)
    table = HashedStrings(blob, offsets, hashed(blob, offsets))
    for text in (*kept, *others):
        expected = strings.index(to_bytes(text)) if text in kept else None
        assert table.number(text) == expected
