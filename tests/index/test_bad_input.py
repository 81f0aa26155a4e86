"""Bad input and a bad environment: one clear line each, and all the rest is indexed."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

import searchkit
from searchkit.index.layout import Layout
from searchkit.index.lock import writer_lock
from tests.corpus import write_texts


@pytest.fixture
def good(tmp_path: Path) -> Path:
    write_texts(tmp_path / "corpus", 2)
    return tmp_path / "corpus"


def failures(corpus: Path, *more: Path) -> dict[str, str]:
    report = searchkit.build([corpus, *more], corpus.parent / "index")
    assert report.releases >= 2
    assert all(f.advice and "\n" not in f.reason for f in report.failed)
    return {f.place: f.reason for f in report.failed}


def test_a_missing_path_beside_a_good_one(good: Path) -> None:
    assert list(failures(good, good.parent / "none")) == [str(good.parent / "none")]


def test_nothing_but_missing_paths(tmp_path: Path) -> None:
    with pytest.raises(searchkit.ReadError, match="none"):
        searchkit.build(tmp_path / "none", tmp_path / "index")
    assert not (tmp_path / "index").exists()


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(searchkit.ReadError, match="empty"):
        searchkit.build(tmp_path / "empty", tmp_path / "index")


def test_no_paths_at_all(tmp_path: Path) -> None:
    with pytest.raises(searchkit.ReadError, match="No paths"):
        searchkit.build((), tmp_path / "index")


def test_random_bytes(good: Path) -> None:
    (good / "noise.txt").write_bytes(random.Random(4).randbytes(5000))
    assert str(good / "noise.txt") in failures(good)


def test_an_empty_file(good: Path) -> None:
    (good / "empty.txt").write_bytes(b"")
    assert list(failures(good)) == [str(good / "empty.txt")]


def test_a_line_that_is_no_json(good: Path) -> None:
    (good / "x.jsonl").write_text(
        '{"title": "A", "text": "The town opened a park.", "date": "2021-02-03"}\n{oops\n'
        '{"title": "B", "text": null}\n{"title": "C", "text": "The town closed a park.", "date": "2021-02-04"}\n'
    )
    assert list(failures(good)) == [str(good / "x.jsonl:2"), str(good / "x.jsonl:3")]
    with searchkit.open_index(good.parent / "index") as index:
        assert index.search("park").total == 2


def test_an_impossible_date(good: Path) -> None:
    (good / "x.txt").write_text(" date 2021-02-31 The town opened a park.\n\nIt is large.\n")
    failures(good)
    with searchkit.open_index(good.parent / "index") as index:
        (hit,) = index.search("park date:none")
        assert hit.release.date is None


def test_bad_dates_of_feeds_and_mails_are_told(good: Path) -> None:
    entry = "<item><title>Park opens</title><description>The park is open.</description><pubDate>{0}</pubDate></item>"
    (good / "a.rss").write_text(f"<rss><channel><title>T</title>{entry.format('yesterday-ish')}</channel></rss>")
    (good / "b.eml").write_text("From: a@b.example\nSubject: Park\nDate: 32 April 2021\n\nThe park is large.\n")
    found = failures(good)
    assert set(found) == {str(good / "a.rss:1"), str(good / "b.eml")}
    assert all("indexed undated" in reason for reason in found.values())
    with searchkit.open_index(good.parent / "index") as index:
        assert index.search("park date:none").total == 2


def test_what_was_odd_is_told_in_short(good: Path) -> None:
    for number in range(3):
        (good / f"odd{number}.txt").write_bytes(f"“Park {number} is open”, she said.".encode("cp1252"))
    assert searchkit.build(good, good.parent / "index").notes == ["read as cp1252 (3)"]
    assert searchkit.update((), good.parent / "index").notes == []


def test_failures_are_told_again_until_mended(good: Path) -> None:
    (good / "empty.txt").write_bytes(b"")
    failures(good)
    assert list(failures(good)) == [str(good / "empty.txt")]
    (good / "empty.txt").write_text(" date 2021-02-01 The town opened a park.\n\nIt is large.\n")
    assert failures(good) == {}


def test_no_index(tmp_path: Path) -> None:
    for call in (searchkit.open_index, searchkit.verify, searchkit.rebuild, searchkit.optimize):
        with pytest.raises(searchkit.IndexMissing, match="searchkit index"):
            call(tmp_path / "none")
    with pytest.raises(searchkit.IndexMissing, match="searchkit index"):
        searchkit.update((), tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_an_index_that_is_a_file(good: Path) -> None:
    (good.parent / "index").write_text("x")
    with pytest.raises(searchkit.IndexUnwritable, match="index"):
        searchkit.build(good, good.parent / "index")


AS_NOBODY = """
import os, sys
import filelock, searchkit  # all that is imported lazily: nobody may not be able to read where it lies
[getattr(searchkit, name) for name in searchkit.__all__]
corpus, index = sys.argv[1:]
if os.geteuid() == 0:
    os.setgid(65534); os.setuid(65534)
with searchkit.open_index(index) as opened:
    print(opened.search("bridge").total)
try:
    searchkit.update(corpus, index)
except searchkit.IndexUnwritable as error:
    print(type(error).__name__, error)
"""


def test_a_folder_that_may_only_be_read() -> None:
    # Not below pytest's own folder, which nobody else may look into.
    with tempfile.TemporaryDirectory() as name:
        good, index = Path(name) / "corpus", Path(name) / "index"
        write_texts(good, 2)
        searchkit.build(good, index)
        Path(name).chmod(0o755)
        for path in [index, *index.rglob("*")]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        done = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, str(good), str(index)],
            capture_output=True,
            text=True,
            check=False,
            cwd=Path(searchkit.__file__).parent.parent,
        )
        for path in [index, *(p for p in index.rglob("*") if p.is_dir())]:
            path.chmod(0o755)
    assert done.stderr == ""
    found, refused = done.stdout.splitlines()
    assert found == "2"
    assert refused.startswith("IndexUnwritable")
    assert str(index) in refused


def test_a_locked_index_says_so(good: Path) -> None:

    index = good.parent / "index"
    searchkit.build(good, index)
    with writer_lock(Layout(index)):
        with pytest.raises(searchkit.IndexLocked, match=str(os.getpid())):
            searchkit.update(good, index)
        with pytest.raises(searchkit.IndexLocked, match=str(os.getpid())):
            searchkit.rebuild(index)
