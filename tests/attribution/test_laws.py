"""Laws that hold for any text, however odd."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchkit.attribution import attribute
from searchkit.model import Statement

_PIECES = st.sampled_from(
    [
        "Senator Jane Roe", "the Foreign Minister", "He", "she", "The two leaders", "according to", " said ",
        "said", "says that", " announced ", "urged", "Voicing concern", "adding that", "the following statement",
        "released", "Dear Secretary Poe,", "Sincerely,", "PRIME MINISTER:", "JOURNALIST:", "“", "”", "\"", "''",
        "‘", "’", "«", "»", ".", ",", ":", ";", " – ", "—", "(", ")", "\n", "\n\n", " ", "  ", "   ",
        "taxes must fall", "I am glad", "we", "Acme Corporation (AC)", "WASHINGTON, D.C. –", "Roe: Taxes must fall",
        "#", "###", "About Acme", "â\x80\x94", "Â ", "İ", "ﬁ", "\u2028", "\t", "6'2\"", "that", "and",
        "Statement by", "of the", "A.", "…", "?", "!", "1 2 3", "-", "Mr.", "’s ", "which", "who", "I", "it",
    ]
)  # fmt: skip
TEXTS = (
    st.lists(_PIECES, max_size=60).map(" ".join) | st.lists(_PIECES, max_size=60).map("".join) | st.text(max_size=200)
)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_spans_lie_in_the_text_sorted_and_apart(text: str) -> None:
    statements = attribute(text)
    for one in statements:
        assert one.content
        spans = [*one.content, *(span for span in (one.source, one.cue) if span is not None)]
        assert all(0 <= start <= end <= len(text) for start, end in spans)
        assert all(start < end for start, end in one.content)
        assert all(a.end <= b.start for a, b in zip(one.content, one.content[1:], strict=False))
        assert 0.0 <= one.confidence <= 1.0
    firsts = [one.content[0].start for one in statements]
    assert firsts == sorted(firsts)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_no_content_overlaps_its_cue(text: str) -> None:
    for one in attribute(text):
        if one.cue is not None:
            assert not any(span.overlaps(one.cue) for span in one.content)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_statements(text: str) -> None:
    assert attribute(text) == attribute(text)


RELEASES = [
    "Senator Jane Roe said that taxes must fall. She added that tariffs must fall too.",
    "“The lake is clean,” said Mayor Ann Poe. “We are glad of it.”",
    "Minister John Doe urged all parties to talk. According to Mr. Doe, peace is near.",
    "Acme Corporation announced that it would pay. The company said it was sorry.",
    "The law was passed in May.",
]


def shifted(statement: Statement, by: int) -> tuple[object, ...]:
    content = tuple(span.shifted(by) for span in statement.content)
    cue = statement.cue.shifted(by) if statement.cue else None
    return content, cue, [speaker.name for speaker in statement.speakers], statement.type


@pytest.mark.parametrize("first", RELEASES)
@pytest.mark.parametrize("second", RELEASES)
def test_joined_releases_say_what_each_says(first: str, second: str) -> None:
    if first == second:
        return
    gap = "\n\n"
    joined = [shifted(one, 0) for one in attribute(first + gap + second)]
    each = [shifted(one, 0) for one in attribute(first)]
    each += [shifted(one, len(first + gap)) for one in attribute(second)]
    assert joined == each
