"""Answers for other programs."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from searchkit.answers.export import RELEASE_COLUMNS, STATEMENT_COLUMNS, Counted, Listed, exported
from searchkit.answers.facets import facets
from searchkit.answers.groups import by_speaker
from searchkit.answers.results import Results
from searchkit.answers.said import Statements
from searchkit.answers.stated import stated
from searchkit.answers.timeline import timeline
from searchkit.errors import SearchkitError
from searchkit.query import parse
from tests.answers.plain_source import PlainSource


def lists(source: PlainSource) -> list[Listed]:
    query = parse("bridge")
    return [Results(source, query, "relevance", 0, None), Statements(source, stated(query), "date", 0, None)]


def counts(source: PlainSource) -> list[Counted]:
    query = parse("bridge")
    return [
        facets(source, query, ("speaker", "source", "year", "month")),
        timeline(source, query),
        by_speaker(source, stated(query)),
    ]


def written(answer: Listed | Counted, form: str) -> str:
    return "".join(exported(answer, form))


def test_json_is_the_answer(source: PlainSource) -> None:
    for answer in [*lists(source), *counts(source)]:
        data = json.loads(written(answer, "json"))
        assert data == json.loads(json.dumps(answer.as_dict()))
        assert data["format"] == 1
    empty = Results(source, parse("nothing"), "relevance", 0, None)
    assert json.loads(written(empty, "json"))["hits"] == []


def test_json_lines(source: PlainSource) -> None:
    for answer in lists(source):
        head, *items = map(json.loads, written(answer, "jsonl").splitlines())
        assert head["format"] == 1
        assert head["total"] == len(items) == 8
        assert {item["kind"] for item in items} <= {"release", "statement"}
    for made in counts(source):
        assert all(json.loads(line)["format"] == 1 for line in written(made, "jsonl").splitlines())


def rows(text: str) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_csv(source: PlainSource) -> None:
    for answer, columns in zip(lists(source), (RELEASE_COLUMNS, STATEMENT_COLUMNS), strict=True):
        made = rows(written(answer, "csv"))
        assert list(made[0]) == ["format", *columns]
        assert {row["format"] for row in made} == {"1"}
        texts = {release.id: release.text for release, _ in source.made}
        for row in made:
            found = texts[row["id"]][int(row["start"]) : int(row["end"])]
            assert " ".join(found.split()) in (row.get("words"), row.get("passage"))
    assert rows(written(counts(source)[0], "csv"))[0]["field"] == "speaker"


def test_no_cell_is_a_formula() -> None:
    source = PlainSource.of_texts("=cmd|' /C calc'!A0 tax\n\nA body about the tax.\n")
    (row,) = rows(written(Results(source, parse("tax"), "relevance", 0, None), "csv"))
    assert row["title"].startswith("'=")


def test_markdown(source: PlainSource) -> None:
    text = written(Results(source, parse("speaker:lavrov pipeline"), "relevance", 0, None), "markdown")
    assert text.startswith("# speaker:lavrov pipeline\n\n1 statement in 1 release\n")
    assert "> **Sergey Lavrov, said:** " in text
    assert "Stream Gas **Pipeline** project" in text
    assert "@796-1047 g000001.1 speaker:lavrov pipeline`" in text
    assert written(counts(source)[1], "markdown").startswith("| month | releases | statements |\n| --- |")


def test_a_form_that_is_none(source: PlainSource) -> None:
    with pytest.raises(SearchkitError, match="did you mean markdown"):
        exported(counts(source)[0], "markdwn")


def test_nothing_is_held_that_is_not_asked_for(source: PlainSource) -> None:
    pieces = exported(Results(source, parse("bridge"), "relevance", 0, None), "jsonl")
    assert json.loads(next(pieces))["kind"] == "releases"
    assert json.loads(next(pieces))["kind"] == "release"
