from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

import searchkit
from searchkit.index.report import IndexReport
from tests.corpus import release_text, write_lines, write_texts


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    write_texts(tmp_path / "corpus", 4)
    write_lines(tmp_path / "corpus" / "lines.jsonl", 3, first=50)
    return tmp_path / "corpus"


@pytest.fixture
def index(tmp_path: Path, corpus: Path) -> Path:
    report = searchkit.build(corpus, tmp_path / "index")
    assert (report.indexed, report.files, report.failed) == (7, 5, [])
    return tmp_path / "index"


def total(index: Path, query: str = "bridge") -> int:
    with searchkit.open_index(index) as opened:
        return opened.search(query).total


def brief(report: IndexReport) -> dict[str, int]:
    names = ("indexed", "unchanged", "updated", "removed", "duplicates", "files_read", "files_moved", "files_missing")
    return {name: getattr(report, name) for name in names if getattr(report, name)}


def commits(index: Path) -> list[str]:
    return sorted(p.name for p in index.rglob("*") if p.suffix != ".lock")


def test_a_second_run_reads_and_writes_nothing(corpus: Path, index: Path) -> None:
    before = commits(index)
    assert brief(searchkit.update(corpus, index)) == {"unchanged": 7}
    searchkit.update(corpus, index)
    settled = commits(index)
    assert brief(searchkit.update((), index)) == {"unchanged": 7}
    assert commits(index) == settled
    assert len(settled) == len(before)


def test_a_changed_file_replaces_what_it_gave(corpus: Path, index: Path) -> None:
    path = corpus / "release0000.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("bridge", "tunnel"), encoding="utf-8")
    assert brief(searchkit.update(corpus, index)) == {"indexed": 1, "unchanged": 6, "updated": 1, "files_read": 1}
    assert (total(index), total(index, "tunnel")) == (6, 1)


def test_a_line_more_in_a_file_of_many(corpus: Path, index: Path) -> None:
    write_lines(corpus / "lines.jsonl", 4, first=50)
    assert brief(searchkit.update(corpus, index)) == {"indexed": 1, "unchanged": 7, "files_read": 1}
    write_lines(corpus / "lines.jsonl", 2, first=52)
    assert brief(searchkit.update(corpus, index)) == {"unchanged": 6, "removed": 2, "files_read": 1}
    assert total(index) == 6


def test_new_times_with_the_same_bytes_change_nothing(corpus: Path, index: Path) -> None:
    os.utime(corpus / "release0001.txt", (1, 1))
    assert brief(searchkit.update(corpus, index)) == {"unchanged": 7}


def test_a_moved_file_is_a_move(corpus: Path, index: Path) -> None:
    (corpus / "deep").mkdir()
    (corpus / "release0001.txt").rename(corpus / "deep" / "renamed.txt")
    assert brief(searchkit.update(corpus, index)) == {"unchanged": 7, "files_read": 1, "files_moved": 1}
    with searchkit.open_index(index) as opened:
        (hit,) = opened.search('"bridge number 1"')
        assert hit.release.places == (str(corpus / "deep" / "renamed.txt"),)
        assert hit.release.path == hit.release.places[0]


def test_a_vanished_file_stays_until_pruned(corpus: Path, index: Path) -> None:
    (corpus / "release0001.txt").unlink()
    assert brief(searchkit.update(corpus, index)) == {"unchanged": 7, "files_missing": 1}
    assert total(index) == 7
    assert brief(searchkit.update(corpus, index, prune=True)) == {"unchanged": 6, "removed": 1}
    assert total(index) == 6


def test_a_missing_root_is_not_taken_for_emptiness(corpus: Path, index: Path) -> None:
    corpus.rename(corpus.with_name("away"))
    report = searchkit.update((), index, prune=True)
    assert [failure.place for failure in report.failed] == [str(corpus)]
    assert total(index) == 7


def test_the_same_release_twice_is_one_with_two_places(corpus: Path, index: Path) -> None:
    shutil.copy(corpus / "release0002.txt", corpus / "copy.txt")
    assert brief(searchkit.update(corpus, index)) == {"unchanged": 7, "duplicates": 1, "files_read": 1}
    with searchkit.open_index(index) as opened:
        (hit,) = opened.search('"bridge number 2"')
        assert hit.release.places == (str(corpus / "copy.txt"), str(corpus / "release0002.txt"))
    (corpus / "release0002.txt").unlink()
    assert brief(searchkit.update(corpus, index, prune=True)) == {"unchanged": 7}
    assert total(index) == 7


def test_a_release_that_leaves_one_file_for_another_stays(corpus: Path, index: Path) -> None:
    text = (corpus / "release0000.txt").read_text(encoding="utf-8")
    (corpus / "release0000.txt").write_text(f" date 2021-05-05 {release_text(30)}", encoding="utf-8")
    (corpus / "z.txt").write_text(text, encoding="utf-8")
    assert brief(searchkit.update(corpus, index)) == {"indexed": 1, "unchanged": 7, "files_read": 2}
    assert total(index) == 8


def test_more_roots_are_remembered(corpus: Path, index: Path, tmp_path: Path) -> None:
    write_texts(tmp_path / "other", 2, first=20)
    assert searchkit.update(tmp_path / "other", index).indexed == 2
    assert total(index) == 9
    assert brief(searchkit.update((), index)) == {"unchanged": 9}
    assert searchkit.rebuild(index).indexed == 9


def test_the_index_itself_is_never_indexed(tmp_path: Path) -> None:
    write_texts(tmp_path, 1)
    assert searchkit.build(tmp_path, tmp_path / "index").indexed == 1
    assert brief(searchkit.update(tmp_path, tmp_path / "index")) == {"unchanged": 1}


def test_a_run_that_commits_after_every_release_gives_the_same(corpus: Path, index: Path, tmp_path: Path) -> None:
    searchkit.build(corpus, tmp_path / "slow", commit_seconds=0.0)
    with searchkit.open_index(index) as one, searchkit.open_index(tmp_path / "slow") as other:
        for query in ("bridge", '"is safe"', "speaker:lee", "said:(toll)", "date:2020..2021-03"):
            hits = [sorted(hit.release.id for hit in opened.search(query, limit=None)) for opened in (one, other)]
            assert hits[0] == hits[1]


@pytest.mark.parametrize("jobs", [2, 3])
def test_several_workers_give_what_one_gives(corpus: Path, index: Path, tmp_path: Path, jobs: int) -> None:
    shutil.copy(corpus / "release0002.txt", corpus / "copy.txt")
    report = searchkit.build(corpus, tmp_path / "many", jobs=jobs)
    assert (report.indexed, report.duplicates) == (7, 1)
    assert searchkit.verify(tmp_path / "many").ok
    with searchkit.open_index(index) as one, searchkit.open_index(tmp_path / "many") as other:
        for query in ("bridge", "speaker:lee", "said:(toll)"):
            hits = [{(h.release.id, round(h.score, 9)) for h in o.search(query, limit=None)} for o in (one, other)]
            assert hits[0] == hits[1]


def test_progress_is_told(corpus: Path, tmp_path: Path) -> None:
    steps: list[searchkit.Step] = []
    searchkit.build(corpus, tmp_path / "index", progress=steps.append)
    assert {"reading", "committing"} <= {step.phase for step in steps}
    last = [step for step in steps if step.phase == "reading"][-1]
    assert (last.files_done, last.files_total, last.releases) == (5, 5, 7)
    assert last.bytes_done == last.bytes_total > 0
