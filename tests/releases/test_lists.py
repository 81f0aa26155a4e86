"""The lists of phrases: sorted, unique, as lines are compared with them."""

from __future__ import annotations

from importlib.resources import files

import pytest

from searchkit.releases.linekinds import edged
from searchkit.releases.phrases import ranked
from searchkit.releases.stopwords import STOPWORDS


@pytest.mark.parametrize("name", ["furniture", "page_ends", "function_words", "wires"])
def test_order_and_uniqueness(name: str) -> None:
    content = files("searchkit.releases").joinpath("lists", f"{name}.txt").read_text("utf-8")
    lines = [line for line in content.splitlines() if not line.startswith("#")]
    assert lines == sorted(set(lines))
    assert all(line == line.strip().lower() for line in lines)


@pytest.mark.parametrize("name", ["furniture", "page_ends"])
def test_phrases_stand_as_lines_are_folded(name: str) -> None:
    content = files("searchkit.releases").joinpath("lists", f"{name}.txt").read_text("utf-8")
    assert [line for line in content.splitlines() if not line.startswith("#") and edged(line) != line] == []


def test_stopwords_are_in_small_letters() -> None:
    assert set(STOPWORDS) >= {"en", "de", "fr", "it", "es"}
    assert all(word == word.lower() for words in STOPWORDS.values() for word in words)


def test_months_are_twelve_lines_without_a_name_for_two() -> None:
    lines = [line.split() for line in ranked("months")]
    names = [name for line in lines for name in line]
    assert len(lines) == 12
    assert len(set(names)) == len(names)
    assert all(name == name.lower() for name in names)
