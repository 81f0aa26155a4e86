from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.analysis import sentences
from searchkit.analysis.sentences import sentence_spans

WORDS = Path(sentences.__file__).parent / "words"


def split(text: str) -> list[str]:
    return [span.of(text) for span in sentence_spans(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["The bridge is safe.", "It opened on Monday."],
        ["Sen. John A. Smith met Dr. Lee in Washington, D.C. and left.", "He was late."],
        ["It meets the U.S. Senate at 5 p.m. Monday.", "We agree."],
        ["They left the U.S.", "The rest stayed."],
        ["“It is safe.”", "“Is it?” he asked.", "Yes!"],
        ["He said no.", "The bill, No. 5 of Art. 3, cost $3.5 million."],
        ["The firm, Acme Inc., pays.", "Acme Inc. Chairman Lee agreed."],
        ["Es sind ca. 3 Mio. Franken.", "Das ist viel."],
        ["这是第一句。", "这是第二句。"],
        ["Wait...", "What?"],
    ],
)
def test_sentences_of_a_line(parts: list[str]) -> None:
    joint = "" if parts[0].endswith("。") else " "
    assert split(joint.join(parts)) == parts


def test_a_blank_line_ends_a_headline_without_a_stop() -> None:
    assert split("Mayor opens bridge\n\nThe mayor came.") == ["Mayor opens bridge", "The mayor came."]


def test_wrapped_lines_are_one_sentence() -> None:
    text = "The town of Ashford has opened a new bridge over the river that\nruns through it. The toll will fall."
    assert split(text) == [text[: text.index(" The toll")], "The toll will fall."]


def test_short_lines_stand_alone() -> None:
    assert split("Contact: Ann Lee\nTelephone: 555\n- One thing\n- Another") == [
        "Contact: Ann Lee",
        "Telephone: 555",
        "- One thing",
        "- Another",
    ]


def test_a_sentence_ends_behind_a_word_longer_than_is_looked_at() -> None:
    text = f"{'a' * 30}. {'b' * 30}. Both end."
    assert [span.of(text) for span in sentence_spans(text)] == [f"{'a' * 30}. {'b' * 30}.", "Both end."]


def test_numbers_of_a_list_begin_their_sentence() -> None:
    assert split("1. Pay the toll.\n2. Cross the bridge.") == ["1. Pay the toll.", "2. Cross the bridge."]


@given(st.text(alphabet='aB. \n!?"”’)1。•-S', max_size=80))
def test_sentences_tile_the_words(text: str) -> None:
    spans = sentence_spans(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert "".join("".join(span.of(text) for span in spans).split()) == "".join(text.split())


@pytest.mark.parametrize("name", ["abbreviations", "sentence-starters"])
def test_lists_are_sorted_and_unique(name: str) -> None:
    lines = (WORDS / f"{name}.txt").read_text("utf-8").strip().split("\n")
    entries = [line.split(" ")[0] for line in lines if not line.startswith("#")]
    assert entries == sorted(set(entries))


def test_kinds_are_known() -> None:
    assert set(sentences.abbreviations().values()) == {"never", "final", "number"}
