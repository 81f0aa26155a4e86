"""Written dates: what they mean, counted from 2021-04-07, a Wednesday."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.query import parse, print_query
from searchkit.query.metadata import in_range
from searchkit.query.nodes import DateIs

TODAY = dt.date(2021, 4, 7)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2021-04-07", "2021-04-07", "2021-04-07"),
        ("2021-4-7", "2021-04-07", "2021-04-07"),
        ("2021-04", "2021-04-01", "2021-04-30"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2021", "2021-01-01", "2021-12-31"),
        ("2021-04..2021-05", "2021-04-01", "2021-05-31"),
        ("..2020", None, "2020-12-31"),
        ("2020..", "2020-01-01", None),
        ("30d..", "2021-03-08", None),
        ("2w..yesterday", "2021-03-24", "2021-04-06"),
        ("today", "2021-04-07", "2021-04-07"),
        ('"last week"', "2021-03-29", "2021-04-04"),
        ('"this week"', "2021-04-05", "2021-04-11"),
        ('"last month"', "2021-03-01", "2021-03-31"),
        ('"last year"', "2020-01-01", "2020-12-31"),
        ('"3 months ago"', "2021-01-07", "2021-01-07"),
        ('"7 April 2021"', "2021-04-07", "2021-04-07"),
        ('"April 7, 2021"', "2021-04-07", "2021-04-07"),
        ('"April 2021"', "2021-04-01", "2021-04-30"),
        ('"Sept 2020"', "2020-09-01", "2020-09-30"),
        ('"1 March 2021..7 April 2021"', "2021-03-01", "2021-04-07"),
    ],
)
def test_days_that_are_meant(written: str, first: str | None, last: str | None) -> None:
    node = parse(f"date:{written}", today=TODAY).node
    assert isinstance(node, DateIs)
    assert (node.first and node.first.isoformat(), node.last and node.last.isoformat()) == (first, last)


def test_since_and_until_are_ends() -> None:
    assert parse("since:2021-04").node == DateIs(dt.date(2021, 4, 1), None)
    assert parse("until:yesterday", today=TODAY).node == DateIs(None, dt.date(2021, 4, 6))


@given(st.dates(), st.dates())
def test_a_range_holds_the_days_between(a: dt.date, b: dt.date) -> None:
    node = parse(f"date:{a.isoformat()}..{b.isoformat()}").node
    assert isinstance(node, DateIs)
    assert (node.first, node.last) == (min(a, b), max(a, b))
    assert parse(print_query(node)).node == node
    assert in_range(node, a)
    assert in_range(node, b)


@pytest.mark.parametrize(
    ("query", "precision", "inside"),
    [
        ("date:2021-04", "month", True),
        ("date:2021-04..2021-04-29", "month", False),
        ("date:2021", "month", True),
        ("date:2021-04", "year", False),
        ("since:2021-04-01", "year", True),
        ("until:2021-06", "year", False),
    ],
)
def test_a_month_lies_where_all_its_days_do(query: str, precision: str, inside: bool) -> None:
    node = parse(query).node
    assert isinstance(node, DateIs)
    assert in_range(node, dt.date(2021, 4, 1), precision) is inside


def test_an_undated_release_lies_in_no_range() -> None:
    assert not in_range(DateIs(None, dt.date.max), None)
