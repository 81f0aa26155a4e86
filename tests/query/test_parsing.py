"""Every row of the table in docs/query-language.md: what is written, and the tree that it means."""

from __future__ import annotations

import datetime as dt

import pytest

from searchkit.model import StatementType
from searchkit.query import parse, print_query, query_as_dict, query_from_dict
from searchkit.query.nodes import (
    And,
    Article,
    CueIs,
    DateIs,
    Everything,
    ExactWord,
    Fuzzy,
    InZone,
    MetadataField,
    MetadataIs,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    SaidBy,
    SpeakerKey,
    Spoken,
    TypeIs,
    Undated,
    Unit,
    Wildcard,
    Within,
    Word,
    children,
)

TAX, REFORM, CUT, DUTY, PIPELINE = map(Word, ("tax", "reform", "cut", "duty", "pipeline"))
DEAL = Phrase((Word("new"), Word("deal")))
LAVROV, QURESHI = SaidBy("lavrov"), SaidBy("qureshi")


def by(test: SaidBy | TypeIs | CueIs | Not, node: Node | None = None) -> Spoken:
    return Spoken((test,), node)


ROWS: list[tuple[str, Node]] = [
    ("tax reform", And((TAX, REFORM))),
    ("tax AND reform", And((TAX, REFORM))),
    ("tax OR duty", Or((TAX, DUTY))),
    ("tax or duty", And((TAX, Word("or"), DUTY))),
    ("NOT tax", Not(TAX)),
    ("-tax", Not(TAX)),
    ("reform -tax", And((REFORM, Not(TAX)))),
    ("reform (tax OR duty)", And((REFORM, Or((TAX, DUTY))))),
    ("tax OR duty AND cut", Or((TAX, And((DUTY, CUT))))),
    ('"new deal"', DEAL),
    ("“new deal”", DEAL),
    ("„new deal“", DEAL),
    ("«new deal»", DEAL),
    ('"New, DEAL!"', DEAL),
    ("new-deal", DEAL),
    ("Zürich’s", Word("zurich")),
    ('="New Deal"', Phrase((ExactWord("new"), ExactWord("deal")))),
    ("=deal", ExactWord("deal")),
    ('"new deal"~3', Phrase((Word("new"), Word("deal")), 3)),
    ("immigra*", Prefix("immigra")),
    ("wom?n", Wildcard("wom?n")),
    ("*gate", Wildcard("*gate")),
    ('"tax immigra*"', Phrase((TAX, Prefix("immigra")))),
    ("lavorv~", Fuzzy("lavorv", 1)),
    ("lavorv~2", Fuzzy("lavorv", 2)),
    ("title:tax", InZone("title", TAX)),
    ("headline:tax", InZone("title", TAX)),
    ("lead:(tax cut)", InZone("lead", And((TAX, CUT)))),
    ("in:boilerplate tax", InZone("boilerplate", TAX)),
    ("in:boilerplate(tax) cut", And((InZone("boilerplate", TAX), CUT))),
    ("same:(tax cut)", Within(Unit.PARAGRAPH, And((TAX, CUT)))),
    ("sentence:(tax cut)", Within(Unit.SENTENCE, And((TAX, CUT)))),
    ("speaker:lavrov", by(LAVROV)),
    ('speaker:"Sergey Lavrov"', by(SaidBy("Sergey Lavrov"))),
    ("speaker:#sergey-lavrov", by(SaidBy("sergey-lavrov", SpeakerKey.ID))),
    ("speaker:lavrov pipeline", by(LAVROV, PIPELINE)),
    ("pipeline speaker:lavrov tax", by(LAVROV, And((PIPELINE, TAX)))),
    ("speaker:(lavrov OR qureshi)", Or((by(LAVROV), by(QURESHI)))),
    ("speaker:(lavrov OR qureshi) tax", Or((by(LAVROV, TAX), by(QURESHI, TAX)))),
    ("speaker:lavrov speaker:qureshi tax", And((by(LAVROV, TAX), by(QURESHI, TAX)))),
    ('said:("gas deal" tax)', Within(Unit.STATEMENT, And((Phrase((Word("gas"), Word("deal"))), TAX)))),
    ("speaker:lavrov said:(tax)", by(LAVROV, Within(Unit.STATEMENT, TAX))),
    ("said:(tax speaker:lavrov)", Within(Unit.STATEMENT, And((TAX, LAVROV)))),
    ("speaker:lavrov tax article:(duty)", And((by(LAVROV, TAX), Article(DUTY)))),
    ("article:(tax)", Article(TAX)),
    ("{speaker:lavrov tax} {speaker:qureshi tax}", And((by(LAVROV, TAX), by(QURESHI, TAX)))),
    ("-speaker:lavrov", Not(by(LAVROV))),
    ("-speaker:lavrov tax", by(Not(LAVROV), TAX)),
    ("speaker:? tax", by(SaidBy("", SpeakerKey.UNKNOWN), TAX)),
    ("type:direct tax", by(TypeIs(StatementType.DIRECT), TAX)),
    ("cue:denied", by(CueIs(("denied",)))),
    ('speaker:lavrov cue:"made clear"', Spoken((LAVROV, CueIs(("made", "clear"))))),
    ("date:2021-04-07", DateIs(dt.date(2021, 4, 7), dt.date(2021, 4, 7))),
    ("date:2021-04..2021-05", DateIs(dt.date(2021, 4, 1), dt.date(2021, 5, 31))),
    ("date:none", Undated()),
    ("-date:none", Not(Undated())),
    ("date:(none OR 2021)", Or((Undated(), DateIs(dt.date(2021, 1, 1), dt.date(2021, 12, 31))))),
    ("source:senate", MetadataIs(MetadataField.SOURCE, "senate")),
    ('source:"The Senate"', MetadataIs(MetadataField.SOURCE, "The Senate")),
    ("place:islamabad", MetadataIs(MetadataField.PLACE, "islamabad")),
    ("lang:EN", MetadataIs(MetadataField.LANG, "en")),
    ("id:35913", MetadataIs(MetadataField.ID, "35913")),
    ("path:*/2021/*", MetadataIs(MetadataField.PATH, "*/2021/*")),
    ("tax source:(a OR b)", And((TAX, Or(tuple(MetadataIs(MetadataField.SOURCE, v) for v in "ab"))))),
    ("*", Everything()),
    ("http://example.org", Phrase((Word("http"), Word("example"), Word("org")))),
]


@pytest.mark.parametrize(("text", "node"), ROWS, ids=[text for text, _ in ROWS])
def test_what_is_written_is_what_is_meant(text: str, node: Node) -> None:
    assert parse(text).node == node


@pytest.mark.parametrize("text", [text for text, _ in ROWS])
def test_it_comes_back_from_print_and_from_json(text: str) -> None:
    query = parse(text)
    assert parse(print_query(query.node)).node == query.node
    assert query_from_dict(query_as_dict(query)) == query


def test_nodes_know_the_characters_that_made_them() -> None:
    text = 'tax speaker:lavrov ("gas pipeline" OR duty)'
    found: dict[str, str] = {}
    stack = [parse(text).node]
    while stack:
        node = stack.pop()
        found[type(node).__name__ + str(len(found))] = node.span.of(text)
        stack += children(node)
    assert {"speaker:lavrov", '"gas pipeline"', "duty", "tax"} <= set(found.values())


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("date:2021-05..2021-04", "reversed"),
        ("tax OR duty reform", "read as (tax OR duty)"),
        ("tax & duty", "left out"),
        ("what is tax?", "read as punctuation"),
    ],
)
def test_a_reading_that_may_surprise_is_told(text: str, note: str) -> None:
    assert any(note in told for told in parse(text).notes)


def test_a_reversed_range_is_the_range() -> None:
    assert parse("date:2021-05..2021-04").node == DateIs(dt.date(2021, 4, 1), dt.date(2021, 5, 31))
