"""Source phrases taken apart."""

from __future__ import annotations

import pytest

from searchkit.attribution.phrases import PhraseKind, parse_phrase
from searchkit.spans import Span


def heads(text: str) -> list[str]:
    return [" ".join(m.name.split()) for m in parse_phrase(text, Span(0, len(text))).mentions]


def kind(text: str) -> PhraseKind:
    return parse_phrase(text, Span(0, len(text))).kind


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Senators Jane Roe (D-CA) and John Doe (R-TX)", ["Jane Roe", "John Doe"]),
        ("The Acting Prime Minister, Mr. Anthony", ["Anthony"]),
        ("Deputy Prime Minister and Minister for Trade, Mark Vaile", ["Mark Vaile"]),
        ("The Prime Minister and Deputy Prime Minister", ["Prime Minister", "Deputy Prime Minister"]),
        ("Jane Roe, director of policy at the Center for Justice,", ["Jane Roe"]),
        ("Burlington economist Jane Roe", ["Jane Roe"]),
        ("Senator Smith's spokesman, John Doe", ["John Doe"]),
        ("Gary Peters and Rob Portman, Chairman and Ranking Member of the Committee", ["Gary Peters", "Rob Portman"]),
        ("that President Obama", ["Obama"]),
        ("the district attorney", ["the district attorney"]),
        ("Senator Roe's statement", ["Roe"]),
    ],
)
def test_the_heads_of_a_phrase(text: str, names: list[str]) -> None:
    assert heads(text) == names


@pytest.mark.parametrize(
    "text",
    ["a spokesman for Senator Smith", "a letter by Jane Roe", "one of the victims", "MSC’s own independent review"],
)
def test_people_inside_a_phrase_are_not_its_head(text: str) -> None:
    assert kind(text) is PhraseKind.DESCRIPTION


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He", PhraseKind.PRONOUN),
        ("the Federal Council", PhraseKind.BODY),
        ("the company", PhraseKind.BODY),
        ("residents", PhraseKind.DESCRIPTION),
        ("the native New Yorker", PhraseKind.DESCRIPTION),
        ("Switzerland's statement", PhraseKind.BODY),
    ],
)
def test_the_kind_of_a_phrase(text: str, expected: PhraseKind) -> None:
    assert kind(text) is expected
