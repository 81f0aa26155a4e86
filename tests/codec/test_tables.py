from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from searchkit.codec.strings import StringTable, pack_strings, to_bytes
from searchkit.codec.tables import entries, merge_entries, scattered

TEXTS = st.lists(st.tuples(st.text(max_size=3), st.integers(0, 2)), max_size=8, unique=True)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_merged_tables_hold_all_entries_once_and_say_where_each_is(given_tables: list[list[tuple[str, int]]]) -> None:
    lists = [sorted((to_bytes(text), number) for text, number in table) for table in given_tables]
    streams = [
        entries(
            StringTable(*pack_strings([text for text, _ in table])), None, np.array([n for _, n in table], np.int64)
        )
        for table in lists
    ]
    merged = merge_entries(streams)
    strings = StringTable(*merged.packed)
    found = [(strings.data(place), int(merged.seconds[place])) for place in range(len(merged))]
    assert found == sorted({entry for table in lists for entry in table})
    for table, places in zip(lists, merged.places, strict=True):
        assert [found[place] for place in places.tolist()] == table


def test_unused_entries_are_left_out() -> None:
    table = StringTable(*pack_strings([b"a", b"b", b"c"]))
    used = np.array([True, False, True])
    merged = merge_entries([entries(table, used), entries(table, ~used)])
    assert list(StringTable(*merged.packed)) == ["a", "b", "c"]
    assert scattered(3, used, merged.places[0]).tolist() == [0, 0, 2]
    assert scattered(3, ~used, merged.places[1]).tolist() == [0, 1, 0]
