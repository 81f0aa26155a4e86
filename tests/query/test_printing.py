"""What is printed is read as what it was printed from, whatever the query."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings

from searchkit.errors import QueryError
from searchkit.query import (
    Node,
    explain,
    node_as_dict,
    node_from_dict,
    parse,
    print_query,
    query_as_dict,
    query_from_dict,
    with_filters,
)
from searchkit.query.nodes import (
    And,
    Article,
    DateIs,
    Everything,
    MetadataIs,
    Not,
    Or,
    Phrase,
    Spoken,
    Undated,
    Within,
    children,
)
from searchkit.query.scopes import needs_match
from tests.query.texts import queries


def read(text: str) -> Node:
    try:
        return parse(text).node
    except QueryError:
        assume(False)
        raise


@settings(max_examples=300, deadline=None)
@given(queries)
def test_print_and_parse(text: str) -> None:
    node = read(text)
    printed = print_query(node)
    assert parse(printed).node == node
    assert print_query(parse(printed).node) == printed


@settings(max_examples=100, deadline=None)
@given(queries)
def test_json_and_back(text: str) -> None:
    node = read(text)
    assert node_from_dict(node_as_dict(node)) == node
    query = parse(text)
    assert query_from_dict(query_as_dict(query)) == query
    assert explain(query).startswith("Releases ")


@settings(max_examples=200, deadline=None)
@given(queries)
def test_the_shape_that_nodes_promise(text: str) -> None:
    stack = [read(text)]
    while stack:
        node = stack.pop()
        if isinstance(node, And | Or):
            assert len(node.nodes) > 1
            assert not any(type(child) is type(node) for child in node.nodes)
        if isinstance(node, Not):
            assert not isinstance(node.node, Not)
        if isinstance(node, Phrase):
            assert len(node.parts) > 1
        if isinstance(node, Within):
            assert needs_match(node.node)
        if isinstance(node, Spoken):
            positive = [test for test in node.tests if not isinstance(test, Not)]
            assert node.tests
            assert positive or node.node is not None
        stack += children(node)


@settings(max_examples=100, deadline=None)
@given(queries)
def test_braces_change_nothing_where_nothing_else_stands(text: str) -> None:
    node = read(text)
    braced = parse(f"{{{text}}}").node
    assert braced in (node, Article(node)) or isinstance(node, Spoken | DateIs | MetadataIs | Everything | Undated)


@settings(max_examples=100, deadline=None)
@given(queries)
def test_filters_are_the_written_fields(text: str) -> None:
    read(text)
    given_as_options = with_filters(text, speaker="Ann Lee", since="2021-03", source="council").node
    assert given_as_options == parse(f'speaker:"Ann Lee" since:2021-03 source:council ({text})').node


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("tax", "Releases with “tax” in any form."),
        ("-speaker:lee tax", "outside statements by lee"),
        ('speaker:lee "gas deal"~2', "by lee, there: the phrase “gas deal”, at most 2 other words between"),
        ("date:none", "no date"),
        ("tax date:2021-05..2021-04", "Note: the date range"),
    ],
)
def test_in_words(text: str, words: str) -> None:
    assert words in explain(parse(text))
