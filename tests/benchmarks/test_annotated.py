"""Annotations keep no text, and come back with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import annotated

TEXT = "The mayor, Ann  Lee, said that the bridge is safe.\n"


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "corpora" / "town").mkdir(parents=True)
    (tmp_path / "corpora" / "town" / "bridge.txt").write_text(TEXT, "utf-8")
    (tmp_path / "annotations").mkdir()
    monkeypatch.setattr(annotated, "CORPORA", tmp_path / "corpora")
    monkeypatch.setattr(annotated, "FOLDER", tmp_path / "annotations")
    gold = {
        "place": "town/bridge.txt",
        "text": TEXT,
        "speakers": [{"id": "S1", "name": "Ann Lee", "kind": "person", "aliases": ["the mayor", "Mayor Lee"]}],
        "statements": [{"content": [[31, 49]], "speaker": ["S1"], "type": "indirect", "optional": False}],
    }
    (tmp_path / "made.jsonl").write_text(json.dumps(gold) + "\n", "utf-8")
    annotated.write("learning", [tmp_path / "made.jsonl"])
    return tmp_path


def test_annotations_hold_no_text(places: Path) -> None:
    written = (places / "annotations" / "learning.jsonl").read_text("utf-8")
    assert "bridge is safe" not in written
    assert "Ann" not in written


def test_they_come_back_with_text_and_names(places: Path) -> None:
    (document,), missing = annotated.annotated("learning")
    assert missing == 0
    assert document["text"] == TEXT
    assert document["speakers"][0]["name"] == "Ann Lee"
    assert document["speakers"][0]["aliases"] == ["the mayor", "Mayor Lee"]
    assert TEXT[slice(*document["statements"][0]["content"][0])] == "the bridge is safe"


def test_what_is_read_otherwise_is_counted(places: Path) -> None:
    (places / "corpora" / "town" / "bridge.txt").write_text("Something else.\n", "utf-8")
    assert annotated.annotated("learning") == ([], 1)
    (places / "corpora" / "town" / "bridge.txt").unlink()
    assert annotated.annotated("learning") == ([], 1)
