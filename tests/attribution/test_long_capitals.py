"""Texts on which expressions that part words in every way would not come to an end."""

from __future__ import annotations

import pytest

from searchkit.attribution import attribute
from searchkit.readers.pagetitle import GENERIC
from searchkit.releases.datelines import WIRE

LETTER = "Dear Secretary Roe:\n\nWe urge you to open the bridge today. We thank you for it.\n\n"


@pytest.mark.parametrize(
    "text",
    [
        LETTER
        + "We ask for an answer.  Sincerely,  "
        + "  ".join(["JANE ROYBAL-ROE", "ANN NAPOLITANOROE"] * 20)
        + "  -30-",
        "Dear " + "A" * 5000 + " we urge you to open the bridge.",
        LETTER + "Sincerely, " + "Ab." * 2000 + "!",
    ],
)
def test_letters_with_many_capitals(text: str) -> None:
    for statement in attribute(text):
        assert statement.content


def test_titles_and_wires_of_words_run_together() -> None:
    assert not GENERIC.fullmatch("newsroom" * 100 + "x")
    assert not GENERIC.fullmatch("20" * 100 + "x")
    assert GENERIC.fullmatch("Press Releases - 2021")
    assert not WIRE.match("(" + "A" * 20_000)
    assert WIRE.match("(PR Newswire)")
