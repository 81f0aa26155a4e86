from __future__ import annotations

from pathlib import Path

import pytest

import searchkit
from searchkit.codec import SegmentInfo, SegmentWriter
from searchkit.index.limits import Limits


@pytest.mark.parametrize(("took", "pause"), [(0.0, 30), (1.0, 30), (10.0, 90), (1000.0, 1200)])
def test_slow_commits_are_made_seldom(took: float, pause: float) -> None:
    assert Limits(commit_seconds=60).pause(took) == pause


def test_without_an_interval_every_batch_is_committed() -> None:
    assert Limits(commit_seconds=0.0).pause(5.0) == 0.0


@pytest.mark.parametrize("wrong", [{"jobs": 0}, {"memory_mb": 64}])
def test_senseless_limits_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="or more"):
        Limits(**wrong)


def test_the_smallest_bound_makes_no_segment_of_each_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    finished: list[int] = []
    finish = SegmentWriter.finish

    def counted(writer: SegmentWriter) -> SegmentInfo:
        finished.append(len(writer))
        return finish(writer)

    monkeypatch.setattr(SegmentWriter, "finish", counted)
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number in range(5):
        (corpus / f"{number}.txt").write_text(f"Bridge {number} opens\n\nIt is open.", "utf-8")
    searchkit.build(corpus, tmp_path / "index", memory_mb=128)
    assert finished == [5]
