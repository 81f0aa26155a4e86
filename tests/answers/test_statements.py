"""Statements as the unit of an answer."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import assume, given, settings

from searchkit.answers.said import Statements
from searchkit.answers.stated import stated
from searchkit.errors import QueryError
from searchkit.query import parse, print_query
from searchkit.query.scopes import asks_statements
from tests.answers.plain_source import PlainSource
from tests.query.texts import queries


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ("tax reform", "said:(tax reform)"),
        ("tax -reform", "said:(tax -reform)"),
        ("tax date:2021", "said:(tax) date:2021"),
        ("speaker:lee tax", "speaker:lee tax"),
        ("said:(tax)", "said:(tax)"),
        ("date:2021", "date:2021 ({type:direct} OR {type:indirect} OR {type:mixed})"),
        ("-tax", "-tax ({type:direct} OR {type:indirect} OR {type:mixed})"),
        ("title:tax", "title:(tax) ({type:direct} OR {type:indirect} OR {type:mixed})"),
    ],
)
def test_how_a_query_is_asked_of_statements(query: str, read: str) -> None:
    assert print_query(stated(parse(query)).node) == read


@settings(max_examples=150, deadline=None)
@given(queries)
def test_every_query_can_be_asked_of_statements(text: str) -> None:
    try:
        query = parse(text)
    except QueryError:
        assume(False)
        return
    asked = stated(query)
    assert asks_statements(asked.node)
    assert parse(print_query(asked.node)).node == asked.node


def all_of(source: PlainSource, query: str, offset: int = 0, limit: int | None = None) -> list[tuple[str, int]]:
    found = Statements(source, stated(parse(query)), "date", offset, limit)
    made = [(said.release.id, said.ordinal) for said in found]
    assert len(made) == len(found)
    return made


@pytest.mark.parametrize("query", ["bridge", "*", "speaker:haddad", "toll -safe"])
def test_pages_are_cuts_of_the_whole(source: PlainSource, query: str) -> None:
    whole = all_of(source, query)
    assert len(whole) == Statements(source, stated(parse(query)), "date", 0, 0).total
    for size in (1, 2, 3, 7):
        pages = [all_of(source, query, at, size) for at in range(0, len(whole) + size, size)]
        assert [place for page in pages for place in page] == whole


def test_who_when_what_and_where(source: PlainSource) -> None:
    (said,) = Statements(source, stated(parse("pipeline speaker:lavrov")), "date", 0, None)
    assert said.date == dt.date(2021, 4, 7)
    assert said.speaker == "Sergey Lavrov"
    assert "new protocol on Stream Gas Pipeline project" in said.words
    assert said.snippet.text.startswith("Discussing the opportunities")
    assert [span.of(said.snippet.text) for span in said.snippet.highlights] == ["Pipeline"]
    assert said.citation.span.of(said.release.text) == said.words
    assert str(said.citation) == f"{said.release.id}@881-1046 g000001.1 speaker:lavrov pipeline"
    assert "<mark>Pipeline</mark>" in said._repr_html_()


def test_oldest_first_and_undated_last(source: PlainSource) -> None:
    query = stated(parse("bridge"))
    latest = [said.date for said in Statements(source, query, "date", 0, None)]
    oldest = [said.date for said in Statements(source, query, "oldest", 0, None)]
    assert oldest == [*[date for date in latest if date][::-1], None, None]
    pages = [said.date for at in range(0, 9, 3) for said in Statements(source, query, "oldest", at, 3)]
    assert pages == oldest


def test_latest_first(source: PlainSource) -> None:
    dates = [said.date for said in Statements(source, stated(parse("bridge date:2021")), "date", 0, None)]
    assert dates == sorted(dates, key=str, reverse=True)
    assert len(set(dates)) == 6
