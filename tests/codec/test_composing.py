"""Texts are composed of the words of the stream, and are what they were."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchkit.analysis import fold
from searchkit.codec import composing, content
from searchkit.codec.lettering import AS_FOLDED, CAPITAL, GAP_BYTES, GAPS, SPELLED, UPPER, case_of
from searchkit.codec.stored import StoredReleases
from searchkit.errors import IndexDamaged
from searchkit.model import Release
from tests.codec.segments import Told, written

WORDS = st.sampled_from([
    "bridge", "Bridge", "BRIDGE", "McBridge", "senator's", "Senator’s", "SENATOR'S", "don't", "I", "a", "élan", "Élan",
    "ÉLAN", "2015", "1st", "sixteenletterslo", "Seventeenletterss", "SEVENTEENLETTERSS", "Straße", "ﬁsh", "Правда",
    "правда", "国务院", "ก็ได้", "ස්‍රී", "\ud800x", "x\u0301", "İstanbul", "rare", "Rarer", "RAREST",
])  # fmt: skip
BETWEEN = st.sampled_from(
    [*GAPS, "\x00", "\xff", "þ", "\ufffe", " —\u2003", "\n\n\n\n\n\n\n\n\n", "🙂", "\ud800", "\u0301"]
)
TEXTS = st.lists(st.tuples(BETWEEN, WORDS | st.text(max_size=5)), max_size=30).map(
    lambda pieces: "".join(gap + word for gap, word in pieces)
)


def release(number: int, text: str) -> Told:
    return Release(id=f"{number:016x}", title="", text=text), []


@settings(deadline=None, max_examples=200)
@given(st.lists(TEXTS, min_size=1, max_size=6), st.sampled_from([(2, 3), (3, 0xFFFF), (1 << 15, 0xFFFF)]))
def test_texts_are_what_they_were(texts: list[str], limits: tuple[int, int]) -> None:
    cells, escape = limits
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(composing, "CELL_WORDS", cells)
        patch.setattr(composing, "ESCAPE", escape)
        patch.setattr(content, "ESCAPE", escape)
        segment = written(Path(name), "s", [release(k, text) for k, text in enumerate(texts)])
        assert [segment.release(doc).text for doc in range(len(texts))] == texts


@pytest.mark.parametrize(
    ("spelling", "case"),
    [
        ("bridge", AS_FOLDED),
        ("Bridge", CAPITAL),
        ("I", CAPITAL),
        ("BRIDGE", UPPER),
        ("Senator's", CAPITAL),
        ("SENATOR'S", UPPER),
        ("don't", SPELLED),
        ("McBridge", SPELLED),
        ("élan", SPELLED),
        ("правда", AS_FOLDED),
        ("Правда", SPELLED),
        ("2015", AS_FOLDED),
    ],
)
def test_cases(spelling: str, case: int) -> None:
    assert case_of(spelling, fold(spelling)) == case


def test_common_gaps_differ_and_have_room() -> None:
    assert len(set(GAPS)) == len(GAPS) == SPELLED << 4 | 15
    assert max(len(gap.encode()) for gap in GAPS) <= GAP_BYTES


def test_a_stored_text_costs_less_than_its_words(tmp_path: Path) -> None:
    text = "The senators of both parties voted for the bridge, the road and the schools of the county. " * 20
    segment = written(tmp_path, "s", [release(1, text)])
    assert len(segment.stored.record(0)) < len(text) / 4


def test_letters_of_another_release_are_an_error(tmp_path: Path) -> None:
    segment = written(tmp_path, "s", [release(1, "One two three."), release(2, "Four five six seven, eight. Nine?")])
    stored = StoredReleases(segment.file)
    stored._bounds = np.array(stored._bounds)[::-1].copy().data
    with pytest.raises(IndexDamaged, match="release 1 cannot be read"):
        stored.release(1)
