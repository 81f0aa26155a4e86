"""Plain queries are read as the grammar reads them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.errors import QueryError
from searchkit.query.nodes import Node, children
from searchkit.query.parser import Parser
from searchkit.query.plain import MAX_LENGTH, plain_query

names = st.sampled_from(
    [
        "lavrov",
        "AND",
        '"Sergey Lavrov"',
        '"J. R. O\'Neil-Smith, Jr."',
        '""',
        '"."',
        '"a  b "',
        '" x"',
        "#7",
        "?",
        "a,",
        '"x" ',
        "(a)",
    ]
)
pieces = st.sampled_from(
    ["tax", "Cut", "AND", "OR", "NOT", "or", "7", "ñu", '"', " ", "  ", "*", "-", "a_b", "(", ":", "x" * 90]
)
texts = st.one_of(
    st.lists(pieces, min_size=1, max_size=7).map(" ".join),
    st.lists(pieces, min_size=1, max_size=7).map("".join),
    st.lists(st.sampled_from(["tax", "Cut", "AND", "7"]), min_size=1, max_size=5).map(
        lambda words: f'"{" ".join(words)}"'
    ),
    st.builds('"{} {}"~{}'.format, pieces, pieces, st.sampled_from(["", "0", "7", "07", "99", "100"])),
    st.builds("{}{}".format, pieces, st.sampled_from(["*", "**", "~", "?"])),
    st.lists(st.sampled_from(["tax", "Cut", "x9"]), min_size=1, max_size=5).map(" OR ".join),
    st.builds("speaker:{}".format, names),
    st.builds("{}:{} {}".format, st.sampled_from(["speaker", "by", "Speaker"]), names, pieces),
    st.builds('speaker:{} "{} {}"{}'.format, names, pieces, pieces, st.sampled_from(["", "~2", "~"])),
    st.builds("speaker:{} {} {}".format, names, pieces, pieces),
    st.lists(st.sampled_from(["tax", "Cut", "x9"]), min_size=1, max_size=5).map(" AND ".join),
)


@given(texts)
def test_what_is_read_is_read_as_the_grammar_reads_it(text: str) -> None:
    found = plain_query(text)
    if found is None:
        return
    asked = Parser(text).query()
    assert found == asked
    assert _spans(found.node) == _spans(asked.node)


@given(st.text(max_size=20))
def test_what_the_grammar_refuses_is_left_to_it(text: str) -> None:
    try:
        Parser(text).query()
    except QueryError:
        assert plain_query(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "tax",
        "tax cut",
        "tax OR cut OR duty",
        "tax AND cut",
        '"tax"',
        "Ta*",
        '"tax cut"~12',
        '"New deal AND"',
        "speaker:lavrov",
        'speaker:"Sergey V. Lavrov" tax',
        'speaker:lavrov "gas pipeline"~2',
        "speaker:lavrov gas Pipeline",
    ],
)
def test_plain_words_are_read(text: str) -> None:
    assert plain_query(text) == Parser(text).query()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tax OR",
        "OR tax",
        "tax OR cut duty",
        "tax AND cut OR duty",
        "tax OR OR cut",
        "NOT tax",
        "speaker:lavrov ",
        "speaker:lavrov gas OR oil",
        "speaker:lavrov speaker:blinken",
        "speaker:? gas",
        "x" * (MAX_LENGTH + 1),
    ],
)
def test_other_texts_are_left_to_the_grammar(text: str) -> None:
    assert plain_query(text) is None


def _spans(node: Node) -> list[tuple[int, int]]:
    return [(node.span.start, node.span.end), *(span for child in children(node) for span in _spans(child))]
