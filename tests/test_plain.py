from __future__ import annotations

import datetime as dt
import json

from searchkit.model import Release, Speaker, SpeakerKind, Statement, StatementType, Zone, ZoneKind
from searchkit.plain import plain
from searchkit.spans import Span

RELEASE = Release(
    "00aa",
    "Title",
    "Title\nText",
    dt.date(2021, 4, 7),
    zones=(Zone(ZoneKind.HEADLINE, Span(0, 6)), Zone(ZoneKind.BODY, Span(6, 10))),
    places=("/a:1",),
    metadata={"author": "x"},
)


def test_a_release_is_json() -> None:
    made = json.loads(json.dumps(RELEASE.as_dict()))
    assert made["date"] == "2021-04-07"
    assert made["zones"][0] == {"kind": "headline", "span": [0, 6]}
    assert made["places"] == ["/a:1"]
    assert made["metadata"] == {"author": "x"}


def test_a_statement_is_json_with_its_words_where_the_text_is_known() -> None:
    statement = Statement((Span(6, 10),), StatementType.DIRECT, (Speaker("A B", kind=SpeakerKind.PERSON),))
    assert statement.as_dict(RELEASE.text)["words"] == "Text"
    made = json.loads(json.dumps(statement.as_dict()))
    assert "words" not in made
    assert made["speakers"][0]["kind"] == "person"
    assert made["content"] == [[6, 10]]


def test_plain_values_stay() -> None:
    assert plain([None, True, 1, 1.5, "x", {"k": (1, 2)}]) == [None, True, 1, 1.5, "x", {"k": [1, 2]}]
