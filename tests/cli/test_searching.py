"""`search` and its modes, on the seed."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from searchkit.query import parse
from tests.cli.conftest import Program


def test_an_answer_as_people_read_it(program: Program) -> None:
    ran = program("search", 'speaker:lavrov "stream gas pipeline"')
    assert ran.status == 0
    counts, empty, title, about, who, passage = ran.out.splitlines()
    assert counts == "1 statement by Sergey Lavrov in 1 release; 1 release mentions it"
    assert empty == ""
    assert title.startswith("Russia has reaffirmed")
    assert about.startswith("2021-04-07 · ")
    assert who == "  Sergey Lavrov, said:"
    assert passage.endswith(
        "Stream Gas Pipeline project and as soon as it is signed, the construction work on the project will be started."
    )
    assert "\x1b" not in ran.out


def test_the_help_shows_queries_that_can_be_read(program: Program) -> None:
    sheet = program("search", "-h").out.partition("  tax cut")[2].partition("\n\n")[0]
    lines = [re.split(r"\s{3,}", line.strip()) for line in f"tax cut{sheet}".splitlines()]
    assert len(lines) == 4
    for written, told in lines:
        assert told
        assert parse(written.replace("  ", " ")).node
    assert max(map(len, program("search", "-h").out.splitlines())) <= 80


def test_nothing_found_is_status_1_with_help(program: Program) -> None:
    ran = program("search", 'speaker:lavrov "primacy of international law"')
    assert ran.status == 1
    assert ran.out == "No statements by Sergey Lavrov; 1 release mentions it\n"
    assert "without speaker:lavrov: 1 release" in ran.err
    assert "did you mean “pipeline”?" in program("search", "piepline").err
    assert "Sergey Lavrov" in program("search", "speaker:lavorv").err


@pytest.mark.parametrize(("query", "place"), [("date:2021-13", "       ^^^^^^^"), ('"stream gas', "  ^")])
def test_errors_are_status_2_with_a_caret(program: Program, query: str, place: str) -> None:
    ran = program("search", query)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.splitlines()[1:] == [f"  {query}", place]


def test_filters_are_options_too(program: Program) -> None:
    assert program("search", "pipeline", "--speaker", "lavrov", "--since", "2021-04", "--until", "2021-04").status == 0
    assert program("search", "pipeline", "--since", "2021-05").status == 1
    assert program("search", "--speaker", "lavrov", "--count").out.startswith("13 statements by Sergey Lavrov")
    assert program("search", "--", "-speaker:qureshi", "pipeline").status == 0
    assert "since:2021-13" in program("search", "x", "--since", "2021-13").err


def test_colours(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[1;33mPipeline\x1b[0m" in program("search", "pipeline", "--color", "always").out
    assert "\x1b" not in program("search", "pipeline", "--color", "never").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" in program("search", "pipeline", "--color", "always").out


def test_statements(program: Program) -> None:
    ran = program("search", "--statements", "vaccine", "--cite")
    assert ran.status == 0
    assert "2021-04-07  Sergey Lavrov, said:\n    He said we have provided" in ran.out
    cited = ran.out.rpartition("cite: ")[2].strip()
    shown = program("show", cited)
    assert shown.status == 0
    assert "anti Covid vaccine" in shown.out
    assert shown.err == ""


def test_counts(program: Program) -> None:
    assert program("search", "--count", "pipeline").out == "1 release found\n"
    assert program("search", "--count", "--statements", "vaccine").out == "1 statement in 1 release\n"
    assert json.loads(program("search", "--count", "pipeline", "--json").out)["total"] == 1


def test_facets(program: Program) -> None:
    ran = program("search", "--facets", "speaker,month", "pipeline")
    assert ran.status == 0
    assert "1  ████████████████████  Sergey Lavrov" in ran.out
    assert "2021-04" in ran.out
    assert "did you mean speaker" in program("search", "--facets", "speakr", "pipeline").err
    assert "names no field" in program("search", "--facets", "", "pipeline").err


def test_a_timeline_and_its_picture(program: Program, tmp_path: Path) -> None:
    ran = program("search", "--timeline", "pakistan")
    assert ran.out.splitlines()[0] == "1 release, 10 statements"
    assert ran.out.splitlines()[1].startswith("2021-04 ")
    assert [line for line in ran.out.splitlines() if line != line.rstrip()] == []
    drawn = program("search", "--plot", "p.svg", "pakistan")
    assert (drawn.status, drawn.out) == (0, "")
    assert ET.parse(tmp_path / "p.svg").getroot().tag.endswith("svg")
    assert program("search", "--plot", "p.png", "pakistan").status == 0
    assert (tmp_path / "p.png").read_bytes().startswith(b"\x89PNG")
    refused = program("search", "--plot", "p.jpg", "pakistan")
    assert (refused.status, "ends in .svg or .png" in refused.err) == (2, True)
    assert program("search", "--timeline", "--by", "year", "pakistan", "--format", "csv").out.endswith("1,2021,1,10\n")


def test_by_speaker(program: Program) -> None:
    rows = list(csv.DictReader(io.StringIO(program("search", "--group-by", "speaker", "*", "--format", "csv").out)))
    assert {row["speaker"] for row in rows} == {"Shah Mahmood Qureshi", "Sergey Lavrov", "Russia"}


def test_one_answer_at_a_time(program: Program) -> None:
    ran = program("search", "--timeline", "--facets", "speaker", "x")
    assert ran.status == 2
    assert "ask for one of them" in ran.err


def test_explain(program: Program) -> None:
    ran = program("search", "--explain", "speaker:lavrov pipeline", "--since", "2021-04")
    words, written, _ = ran.out.split("\n", 2)
    assert words.startswith("Releases with statements by lavrov, there: “pipeline” in any form and a date from")
    assert written == "Written out: speaker:lavrov pipeline date:2021-04-01.."
    tree = json.loads(ran.out[ran.out.index("{") :])
    assert (tree["version"], tree["query"]["kind"]) == (1, "And")
    assert json.loads(program("search", "--explain", "pipeline", "--json").out)["query"]["word"] == "pipeline"


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "markdown"])
@pytest.mark.parametrize(
    "mode", [[], ["--statements"], ["--facets", "month"], ["--timeline"], ["--group-by", "speaker"]]
)
def test_every_mode_has_every_form(program: Program, form: str, mode: list[str]) -> None:
    ran = program("search", "pakistan", *mode, "--format", form)
    assert ran.status == 0
    if form == "json":
        assert json.loads(ran.out)["format"] == 1
    elif form == "jsonl":
        assert all(json.loads(line) for line in ran.out.splitlines())
    elif form == "csv":
        assert ran.out.startswith("format,")
    else:
        assert ran.out[0] in "#|"


def test_pages(program: Program) -> None:
    whole = program("search", "--statements", "russia", "-n", "0", "--format", "csv").out.splitlines()
    pages = [program("search", "--statements", "russia", "-n", "2", "--page", n, "--format", "csv").out for n in "123"]
    assert [line for page in pages for line in page.splitlines()[1:]] == whole[1:7]
    assert "--page 2 for more" in program("search", "--statements", "russia", "-n", "2").err
    assert "for more" not in program("search", "--statements", "russia", "-n", "0").err


def test_notes_stand_beside_the_answer(program: Program) -> None:
    ran = program("search", "pipeline date:2021-05..2021-03")
    assert ran.status == 0
    assert "note: the date range" in ran.err
    assert "note" not in ran.out


def test_a_page_behind_the_last_says_so(program: Program) -> None:
    ran = program("search", "pakistan", "--page", "9")
    assert (ran.status, ran.out) == (0, "1 release found\n")
    assert ran.err == "all 1 come before that place: ask for an earlier page or offset\n"


def test_counts_have_two_forms(program: Program) -> None:
    assert json.loads(program("search", "--count", "pakistan", "--format", "json").out)["total"] == 1
    ran = program("search", "--count", "pakistan", "--format", "csv")
    assert (ran.status, "--count has no form csv" in ran.err) == (2, True)


def test_a_reversed_range_of_options_is_turned_round(program: Program) -> None:
    ran = program("search", "pakistan", "--since", "2022", "--until", "2021")
    assert ran.status == 0
    assert ran.err == "note: the date range is reversed; it is read as since:2021 until:2022\n"
    assert program("search", "pakistan", "--since", "2021-04-07", "--until", "2021-04").err == ""


def test_what_is_like_a_release_is_named_by_it(program: Program) -> None:
    assert json.loads(program("similar", "6", "--json").out)["query"] == "like 60978b3cd03fa101"


def test_a_side_and_who_is_printed_there(program: Program) -> None:
    (row,) = csv.DictReader(io.StringIO(program("compare", "lavrov", "--on", "pipeline", "--format", "csv").out))
    assert (row["side"], row["speaker"]) == ("lavrov", "Sergey Lavrov")
