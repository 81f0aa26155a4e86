"""Failures at the end of a run: one by one, or by kind where they are many; never left out of JSON."""

from __future__ import annotations

import json
from pathlib import Path

from searchkit.cli.failing import failure_lines
from searchkit.index.report import IndexReport
from searchkit.readers import Failure
from tests.cli.conftest import Program

TEXT = "The minister opened the bridge on Monday."


def corpus(folder: Path, bad: int) -> Path:
    lines = [json.dumps({"title": "Bridge opens", "text": TEXT}), *['{"title": "T", "text": null}'] * bad, "{oops"]
    folder.mkdir()
    (folder / "a.jsonl").write_text("\n".join(lines))
    return folder


def test_few_failures_are_listed(program: Program, tmp_path: Path) -> None:
    ran = program("index", str(corpus(tmp_path / "corpus", 3)), "--index", "few.index")
    assert ran.status == 0
    failed = [line for line in ran.err.splitlines() if line.startswith("failed: ")]
    assert [line.split(": ")[1].rpartition(":")[2] for line in failed] == ["2", "3", "4", "5"]


def test_many_are_summed_up_and_json_lists_all(program: Program, tmp_path: Path) -> None:
    folder = corpus(tmp_path / "corpus", 300)
    ran = program("index", str(folder), "--index", "many.index")
    lines = ran.err.splitlines()
    assert lines[0].startswith("failed 300 times: the text of the record is empty (its field text): ")
    assert lines[1:5] == [f"  {folder}/a.jsonl:{k}" for k in (2, 3, 4)] + ["  … and 297 more"]
    assert lines[5].startswith(f"failed: {folder}/a.jsonl:302: the line is no JSON: ")
    assert lines[6:] == ["301 failures: --json lists them all"]
    again = json.loads(program("index", str(folder), "--index", "many.index", "--json").out)
    assert len(again["failed"]) == 301


def test_reasons_that_differ_in_what_they_count_are_one_kind() -> None:
    sizes = [Failure(f"a.csv:{k}", f"the row has {k:,} fields, the header 3", "mend it") for k in range(990, 1020)]
    lines = list(failure_lines(IndexReport(failed=[*sizes, Failure("b", "it is empty", "leave it out")])))
    assert lines[0] == "failed 30 times: the row has … fields, the header …: mend it"
    assert "failed: b: it is empty: leave it out" in lines


def test_of_very_many_kinds_the_rest_are_counted() -> None:
    kinds = [Failure(f"f{k}", f"reason {chr(97 + k)}", "see to it") for k in range(26)]
    lines = list(failure_lines(IndexReport(failed=kinds)))
    assert len(lines) == 21
    assert lines[-1] == "26 failures, 6 of them of other kinds: --json lists them all"
