"""What tells a form letter from the next, and does not part a copy from its twin."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from searchkit.codec.wording import Wording, wordings
from searchkit.readers import RawDocument
from searchkit.releases import parse
from tests.search.made import SMALL, Pair, written

LETTER = "{0} receives a grant. The fire department of {0} will buy an engine. {0} is glad of it, said the mayor today."


def wording(tmp_path: Path, *texts: str) -> list[Wording]:
    made: list[Pair] = [
        (parse(RawDocument(text, {"title": f"Number {n}"}, "a.txt")), []) for n, text in enumerate(texts)
    ]
    return wordings(written(tmp_path, "a", made, SMALL), np.arange(len(texts)))


def test_a_form_letter_for_another_place_does_not_fit(tmp_path: Path) -> None:
    bremen, larue = wording(tmp_path, LETTER.format("Bremen"), LETTER.format("LaRue"))
    assert not bremen.fits(larue)
    assert not larue.fits(bremen)


def test_a_wording_is_the_same_whatever_else_its_segment_holds(tmp_path: Path) -> None:
    told: list[Pair] = [
        (parse(RawDocument(text, {}, "a.txt")), []) for text in ("Bridges stand here", "Aardvarks live")
    ]
    alone, beside = (
        wordings(written(tmp_path, name, told[:size], SMALL), np.array([0])) for name, size in (("a", 1), ("b", 2))
    )
    assert alone == beside


@pytest.mark.parametrize(
    "other",
    [
        LETTER.format("Bremen"),
        LETTER.format("Bremen") + " Bridges, bridges, bridges.",
        "Bremen's fire departments, Bremen, received it. Bremens grants. Bremen gladly buys engines, said mayors.",
        LETTER.format("Bremen") + " Press contact: press office. Contact the office by phone, phone the press office.",
        LETTER.format("Bremen").replace("mayor", "Mr. Roe, 41, 41"),
    ],
)
def test_a_copy_with_more_or_other_forms_of_words_fits(tmp_path: Path, other: str) -> None:
    own, twin = wording(tmp_path, LETTER.format("Bremen"), other)
    assert own.fits(twin)
    assert twin.fits(own)


def test_releases_without_words_fit(tmp_path: Path) -> None:
    none, some = wording(tmp_path, "12 34", LETTER.format("Bremen"))
    assert none.fits(some)
    assert none.fits(none)
    assert wordings(written(tmp_path, "b", [(parse(RawDocument("A", {}, "a")), [])], SMALL), np.arange(0)) == []
