"""Spans over one text."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from searchkit.spans import Span, hull, merged, stripped

SPANS = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda ends: Span(min(ends), max(ends)))


@given(st.text(st.sampled_from("a \n\u00a0\u2028\x1f\x85b"), min_size=20, max_size=20), SPANS)
def test_stripped_of_white_space(text: str, span: Span) -> None:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    assert stripped(text, span) == (start, end)


@given(st.lists(SPANS, min_size=1, max_size=6))
def test_merged_spans_hold_the_same_characters(spans: list[Span]) -> None:
    made = merged(spans)
    assert {k for span in made for k in range(*span)} == {k for span in spans for k in range(*span)}
    assert all(a.end < b.start for a, b in pairwise(made))
    assert hull(spans) == (made[0].start, max(span.end for span in made))
