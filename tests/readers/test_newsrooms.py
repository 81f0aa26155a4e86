"""Pages as newsrooms mark them up: title, date, issuer, language, all of the text and nothing around it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from searchkit.model import SEARCHED_ZONES, Release
from searchkit.readers import RawDocument, read
from searchkit.releases import parse

FOLDER = Path(__file__).parents[1] / "newsrooms"
EXPECTED: dict[str, Any] = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))


def release(name: str) -> Release:
    [raw] = read(FOLDER / name)
    assert isinstance(raw, RawDocument)
    return parse(raw)


def test_every_page_has_its_expectations() -> None:
    assert set(EXPECTED) == {path.name for path in FOLDER.glob("*.html")}


@pytest.mark.parametrize("name", EXPECTED)
def test_what_a_page_says_of_itself(name: str) -> None:
    found, wanted = release(name), EXPECTED[name]
    assert found.title == wanted["title"]
    assert str(found.date) == wanted.get("date", "2021-05-03")
    assert found.source == wanted.get("source", "")
    assert found.language == wanted.get("language", "en")


@pytest.mark.parametrize("name", EXPECTED)
def test_the_text_and_nothing_around_it(name: str) -> None:
    found, wanted = release(name), EXPECTED[name]
    searched = "\n".join(span.of(found.text) for span in found.zone_spans(*SEARCHED_ZONES))
    assert [words for words in wanted["present"] if words not in searched] == []
    assert [words for words in wanted.get("absent", ()) if words in found.text] == []
    assert [words for words in wanted.get("apart", ()) if words in searched] == []
