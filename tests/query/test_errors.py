"""What cannot be understood is told with its place, the cause and the nearest right spelling."""

from __future__ import annotations

import pickle
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from searchkit.errors import QueryError
from searchkit.query import explain, node_as_dict, parse, print_query, query_from_dict, with_filters
from searchkit.query.fields import FIELDS

WRONG = [
    # the query, the characters at fault, what the message holds
    ("date:2021-13", "2021-13", "no month 13"),
    ("date:2021-02-31", "2021-02-31", "28 days"),
    ("tax date:0000", "0000", "no year 0"),
    ("date:aprl", "aprl", "april"),
    ("since:2021..2022", "2021..2022", "date:2021..2022"),
    ("date:..", "..", "without an end"),
    ("until:none", "none", "date:none"),
    ('tax "stream gas', '"', "not closed"),
    ("tax (cut", "(", "not closed"),
    ("tax cut)", ")", "closes nothing"),
    ("(tax}", "}", "does not close"),
    ("tax ()", "()", "empty"),
    ("{}", "{}", "empty"),
    ('""', '""', "empty"),
    ("", "", "nothing to search for"),
    ("   ", "", "nothing to search for"),
    ("speker:lavrov", "speker:", "speaker:"),
    ("xyzzy:lavrov", "xyzzy:", "fields are"),
    ("speaker:", "speaker:", "needs a value"),
    ("title:", "title:", "needs words"),
    ("tax OR", "", "a word is missing"),
    ("AND tax", "AND", "either side"),
    ("NOT", "", "a word is missing"),
    ("type:dirct tax", "dirct", "direct"),
    ("in:boilerplat tax", "boilerplat", "boilerplate"),
    ("in:boilerplate", "in:boilerplate", "add a word"),
    ("lavrov~3", "lavrov~3", "lavrov~2"),
    ('"new deal"~999', "~999", "0 to 100"),
    ("said:(date:2021)", "(date:2021)", "outside the brackets"),
    ("same:(-tax)", "same:", "must not occur"),
    ("title:(speaker:lavrov tax)", "(speaker:lavrov tax)", "outside the brackets"),
    ("source:--", "--", "no letters"),
    ("source:(a b)", "b", "only OR"),
]


@pytest.mark.parametrize(("text", "place", "told"), WRONG, ids=[text for text, _, _ in WRONG])
def test_the_place_the_cause_and_the_way_out(text: str, place: str, told: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    error = caught.value
    assert text[error.start : error.end] == place
    assert told in str(error).splitlines()[0]
    if not text.strip():
        assert "\n" not in str(error)
        return
    _, shown, caret = str(error).split("\n")
    assert shown == f"  {text}"
    assert caret.index("^") - 2 == error.start
    assert pickle.loads(pickle.dumps(error)).start == error.start


def test_a_filter_at_fault_shows_itself() -> None:
    with pytest.raises(QueryError) as caught:
        with_filters("tax", since="2021-13")
    assert caught.value.query == "since:2021-13"
    with pytest.raises(QueryError, match="empty"):
        with_filters("tax", speaker="  ")


HOSTILE = [
    "a " * 9_000,
    " OR ".join(["speaker:a"] * 900),
    "speaker:(" + " OR ".join("abcdefgh") + ") " + "speaker:(" + " OR ".join("ijklmnop") + ") speaker:(q OR r)",
    "(" * 300 + "a" + ")" * 300,
    "{" * 300 + "a" + "}" * 300,
    "-" * 300 + "a",
    "NOT " * 300 + "a",
    "x" * 1_000_000 + "~2",
    "y" * 5_000,
    '"' + "a* " * 3_000 + '"',
    "in:all" * 200,
    " OR ".join(f"{a}*" for a in range(40)),
    '"' + "a* " * 33 + '"',
]


@pytest.mark.parametrize("text", HOSTILE, ids=[text[:12] for text in HOSTILE])
def test_a_hostile_query_is_refused_in_words(text: str) -> None:
    began = time.process_time()
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert caught.value.advice
    assert len(caught.value.query) <= 20_000
    assert time.process_time() - began < 60  # a hang, not a speed


PIECES = st.sampled_from(
    [
        *"(){}-\"“”'~*?=:.,& #",
        " ",
        " OR ",
        " AND ",
        " NOT ",
        *(f"{name}:" for name in [*FIELDS, "x"]),
        *["tax", "lavrov", "2021-04", "2021-13", "7", "april", "none", "direct", "boilerplate", "~2", ".."],
        *["ß", "İ", "ﬁ", "\ud800", "\u0000", "日本語", "ไทย"],
        "\n",
        "7 April 2021",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=40))
@example("date:“1 1 1 1 0000”")
@example("~~")
@example("date:İ")
@example("tax?-title:")
@example("tax'?")
@example("กำ")
@example("a?'?b")
@example("=")
def test_nothing_but_its_own_error_is_raised(text: str) -> None:
    try:
        query = parse(text)
    except QueryError as error:
        assert 0 <= error.start < error.end <= max(len(error.query), error.start + 1)
        assert str(error)
        return
    assert parse(print_query(query.node)).node == query.node
    assert explain(query)


@pytest.mark.parametrize("data", [{}, {"version": 2}, {"version": 1, "query": {"kind": "Nothing"}}, [], None])
def test_json_that_is_no_query(data: object) -> None:
    with pytest.raises(QueryError):
        query_from_dict(data)  # type: ignore[arg-type]


def test_a_damaged_tree_is_refused() -> None:
    node = node_as_dict(parse("date:2021").node)
    node["first"] = "yesterday"
    with pytest.raises(QueryError, match="damaged"):
        query_from_dict({"version": 1, "text": "", "notes": [], "query": node})


def shown(query: str) -> tuple[str, str]:
    """Return the line of the query and that of the caret."""
    with pytest.raises(QueryError) as caught:
        parse(query)
    _, line, caret = str(caught.value).split("\n")
    return line, caret


@pytest.mark.parametrize("before", ["", "a " * 300, "x\ny\t", "\x1b[31m", "é\u0301 "])
@pytest.mark.parametrize("after", ["", " b" * 300])
def test_the_caret_stands_below_the_place(before: str, after: str) -> None:
    line, caret = shown(f"{before} date:2021-13{after}")
    assert line.isprintable()
    assert len(line) <= 2 + 100 + 4
    place = caret.index("^") + line.count("\u0301")  # which takes no column
    assert line[place : place + caret.count("^")] == "2021-13"


def test_letters_of_two_columns_have_two_carets() -> None:
    assert shown("漢字 date:漢字")[1] == " " * (2 + 5 + 5) + "^^^^"
