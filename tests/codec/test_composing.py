"""Texts are composed of the words of the stream, and are what they were."""

from __future__ import annotations

import copy
import dataclasses
import datetime as dt
import pickle
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
from searchkit.model import DateOrigin, Release, Zone, ZoneKind
from searchkit.spans import Span
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


@settings(deadline=None, max_examples=200)
@given(TEXTS, st.integers(0, 40), st.integers(0, 40), st.sampled_from([(2, 3), (1 << 15, 0xFFFF)]))
def test_a_title_read_alone_is_that_of_the_whole_text(text: str, at: int, size: int, limits: tuple[int, int]) -> None:
    cells, escape = limits
    title = text[at : at + size]
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(composing, "CELL_WORDS", cells)
        patch.setattr(composing, "ESCAPE", escape)
        patch.setattr(content, "ESCAPE", escape)
        segment = written(Path(name), "s", [(Release(id=f"{1:016x}", title=title, text=text), [])])
        assert segment.release(0).title == title


def test_fields_read_in_any_order_are_those_that_were_stored(tmp_path: Path) -> None:
    told = Release(
        id=f"{7:016x}",
        title="A bridge for all",
        text="A bridge for all\n\nThe senator’s BRIDGE, he said, is paid.",
        date=dt.date(2015, 3, 1),
        date_origin=DateOrigin.DATELINE,
        date_precision="month",
        source="The Senate",
        place="Washington",
        path="a.txt",
        url="https://example.org/a",
        zones=(Zone(ZoneKind.HEADLINE, Span(0, 18)), Zone(ZoneKind.BODY, Span(18, 56))),
        paragraphs=(Span(0, 18), Span(18, 56)),
        places=("a.txt", "b.txt"),
        metadata={"party": "none"},
    )
    segment = written(tmp_path, "s", [(told, [])])
    names = [field.name for field in dataclasses.fields(Release)]
    for order in (names, names[::-1]):
        read = segment.release(0)
        assert {name: getattr(read, name) for name in order} == {name: getattr(told, name) for name in order}
    read = segment.release(0)
    assert read == told
    assert told == segment.release(0)
    assert read != dataclasses.replace(told, place="Boston")
    assert dataclasses.replace(segment.release(0), place="Boston") == dataclasses.replace(told, place="Boston")
    for copied in (copy.copy(segment.release(0)), pickle.loads(pickle.dumps(segment.release(0)))):
        assert copied == told
    with pytest.raises(AttributeError, match="no attribute 'body'"):
        _ = read.body  # type: ignore[attr-defined]


def test_a_release_lies_where_it_lies_now(tmp_path: Path) -> None:
    told = Release(id=f"{7:016x}", title="", text="One.", path="a.txt", places=("a.txt", "b.txt"))
    segment = written(tmp_path, "s", [(told, [])])
    moved = segment.read(0, {told.id: ["c.txt", "d.txt"]}.__getitem__).release
    assert (moved.path, moved.places) == ("c.txt", ("c.txt", "d.txt"))
    unknown = segment.read(0, lambda _: []).release
    assert (unknown.path, unknown.places) == ("a.txt", ("a.txt", "b.txt"))


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
        _ = stored.read(1).release.text
