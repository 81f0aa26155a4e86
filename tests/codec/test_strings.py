"""Tables of strings."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from searchkit.codec.strings import HashedStrings, StringTable, hashed, pack_strings, to_bytes

WORDS = st.text(st.characters(codec=None), max_size=6)


@given(st.sets(WORDS, max_size=60), st.lists(WORDS, max_size=20))
def test_the_number_of_a_string(kept: set[str], others: list[str]) -> None:
    strings = sorted(map(to_bytes, kept))
    blob, offsets = pack_strings(strings)
    table = HashedStrings(blob, offsets, hashed(blob, offsets))
    for text in (*kept, *others):
        expected = strings.index(to_bytes(text)) if text in kept else None
        assert table.number(text) == expected


@given(st.lists(WORDS, min_size=1, max_size=20), st.data())
def test_some_strings(texts: list[str], data: st.DataObject) -> None:
    table = StringTable(*pack_strings([to_bytes(text) for text in texts]))
    numbers = data.draw(st.lists(st.integers(0, len(texts) - 1)))
    assert table.some(np.array(numbers, np.int64)) == [texts[k] for k in numbers]
