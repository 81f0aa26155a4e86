"""Merging is as if the releases that are left had been written at once."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchkit.codec import SegmentReader, carrying, compressing, sources
from searchkit.codec.compressing import Stored
from searchkit.codec.merging import merge
from searchkit.model import Release
from tests.codec.segments import TUNING, Told, assert_alike, told_of, without, written
from tests.releases_made import releases

PARTS = st.lists(
    st.lists(st.tuples(releases(), st.sampled_from([False, False, True])), min_size=1, max_size=6),
    min_size=1,
    max_size=4,
)


def left(part: list[tuple[Told, bool]]) -> list[Told]:
    return [told for told, deleted in part if not deleted]


@settings(deadline=None, max_examples=60)
@given(PARTS, st.sampled_from([1, 64, 1 << 21]))
def test_merged_segments_equal_one_written_at_once(parts: list[list[tuple[Told, bool]]], chunk: int) -> None:
    expected = [told for part in parts for told in left(part)]
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sources, "CHUNK_POSITIONS", chunk)
        patch.setattr(sources, "PORTION", max(8, chunk))
        patch.setattr(carrying, "PORTION", chunk)
        patch.setattr(carrying, "KEPT_DICTIONARIES", 2)
        patch.setattr(compressing, "TRAINING_RECORDS", 4)
        folder = Path(name)
        segments = [
            without(folder, written(folder, f"s{k}", [t for t, _ in part]), [gone for _, gone in part])
            for k, part in enumerate(parts)
        ]
        if not expected:
            with pytest.raises(ValueError, match="needs a release"):
                merge(folder, "m", segments, TUNING)
            return
        merged = SegmentReader(folder, merge(folder, "m", segments, TUNING))
        assert_alike(merged, written(folder, "w", expected))


@settings(deadline=None, max_examples=20)
@given(PARTS)
def test_merging_merged_segments_equals_merging_all(parts: list[list[tuple[Told, bool]]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = written(folder, "s", [told for told, _ in parts[0]])
        for k, part in enumerate(parts[1:]):
            more = written(folder, f"s{k}", [told for told, _ in part])
            made = SegmentReader(folder, merge(folder, f"m{k}", [made, more], TUNING))
        assert_alike(made, written(folder, "w", [told for part in parts for told, _ in part]))


def test_merging_leaves_nothing_behind_where_it_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    segment = written(tmp_path, "s", [_told("a bridge"), _told("a road")])
    before = sorted(tmp_path.iterdir())

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Stored, "write", full)
    with pytest.raises(OSError, match="No space"):
        merge(tmp_path, "m", [segment], TUNING)
    assert sorted(tmp_path.iterdir()) == before


def _told(text: str) -> Told:
    return Release(id=f"{len(text):016x}", title=text, text=text), []


def test_small_segments_get_a_dictionary_when_they_are_merged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = [_told(f"The town of number {k} has opened a bridge over the river. " * 3) for k in range(40)]
    told = [(replace(release, id=f"{k:016x}"), statements) for k, (release, statements) in enumerate(told)]
    parts = [written(tmp_path, f"s{k}", told[k : k + 4]) for k in range(0, 40, 4)]
    assert all(len(part.stored.dictionaries) == 0 for part in parts)
    monkeypatch.setattr(compressing, "TRAINING_RECORDS", 8)
    monkeypatch.setattr(compressing, "DICTIONARY_BYTES", 512)
    merged = SegmentReader(tmp_path, merge(tmp_path, "m", parts, TUNING))
    assert len(merged.stored.dictionaries) == 1
    assert len(merged.stored.blob) < sum(len(part.stored.blob) for part in parts)
    assert [told_of(merged, doc) for doc in range(40)] == told
