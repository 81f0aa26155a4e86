"""Workers that die, and files that cannot be read for a while: nothing is lost, and the next run mends it."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import searchkit
from searchkit.index import intake
from searchkit.index.scan import UNREAD
from searchkit.readers import Failure
from tests.corpus import write_lines, write_texts
from tests.index.meaning import meaning_of


def test_more_workers_than_files_are_not_started(tmp_path: Path) -> None:
    for number in range(3):
        write_lines(tmp_path / "corpus" / f"{number}.jsonl", 60, first=100 * number)
    assert searchkit.build(tmp_path / "corpus", tmp_path / "index", jobs=1 << 70).releases == 180


def test_a_killed_worker_takes_one_file_with_it_at_most(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    for number in range(6):
        write_lines(corpus / f"{number}.jsonl", 60, first=100 * number)
    killed = threading.Event()

    def kill_once(step: searchkit.Step) -> None:
        workers = multiprocessing.active_children()
        if step.files_done and workers and not killed.is_set():
            killed.set()
            workers[0].kill()

    report = searchkit.build(corpus, tmp_path / "index", jobs=2, progress=kill_once)
    assert killed.is_set()
    assert len(report.failed) <= 1
    assert all("ended the worker" in failure.reason for failure in report.failed)
    assert report.releases == 360 - 60 * len(report.failed)
    again = searchkit.update((), tmp_path / "index")
    assert (again.releases, again.failed) == (360, [])
    searchkit.build(corpus, tmp_path / "fresh")
    assert meaning_of(tmp_path / "index") == meaning_of(tmp_path / "fresh")


def test_a_script_needs_no_guard_for_its_main_part(tmp_path: Path) -> None:
    write_texts(tmp_path / "corpus", 4)
    script = tmp_path / "script.py"
    script.write_text(
        'import searchkit\nprint(searchkit.build("corpus", "index", jobs=2).releases)\n', encoding="utf-8"
    )
    root = str(Path(searchkit.__file__).parent.parent)
    done = subprocess.run(
        [sys.executable, str(script)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": root},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("4\n", "")


def test_workers_that_die_again_and_again_end_the_run(tmp_path: Path) -> None:
    write_texts(tmp_path / "corpus", 4)

    def kill_all(_step: searchkit.Step) -> None:
        for worker in multiprocessing.active_children():
            worker.kill()

    stop = threading.Event()

    def keep_killing() -> None:
        while not stop.wait(0.02):
            kill_all(searchkit.Step("reading"))

    killer = threading.Thread(target=keep_killing)
    killer.start()
    try:
        with pytest.raises(searchkit.SearchkitError, match="look whether memory runs out"):
            searchkit.build(tmp_path / "corpus", tmp_path / "index", jobs=2)
    finally:
        stop.set()
        killer.join()
    assert searchkit.build(tmp_path / "corpus", tmp_path / "index").releases == 4


def test_a_file_that_cannot_be_read_for_a_while_keeps_its_releases(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *_ = write_texts(tmp_path / "corpus", 3)
    searchkit.build(tmp_path / "corpus", tmp_path / "index")
    first.write_text(first.read_text(encoding="utf-8").replace("bridge", "tunnel"), encoding="utf-8")

    def refuse(path: Path, _options: object) -> Iterator[Failure]:
        yield Failure(str(path), "cannot be read: Permission denied", "check its permissions")

    with monkeypatch.context() as patch:
        patch.setattr(intake, "read", refuse)
        patch.setattr(intake, "contents", lambda _found: None)
        patch.setattr(intake, "digest", lambda _path, _content: UNREAD)
        for _ in range(2):
            report = searchkit.update((), tmp_path / "index", prune=True)
            assert [failure.place for failure in report.failed] == [str(first)]
            assert (report.releases, report.removed) == (3, 0)
    report = searchkit.update((), tmp_path / "index", prune=True)
    assert (report.releases, report.updated, report.failed) == (3, 1, [])


def test_a_fault_in_attribution_leaves_the_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_texts(tmp_path / "corpus", 2)

    def fail(_release: object) -> None:
        raise IndexError("string index out of range")

    monkeypatch.setattr(intake, "attribute_release", fail)
    report = searchkit.build(tmp_path / "corpus", tmp_path / "index")
    assert (report.releases, report.statements, len(report.failed)) == (2, 0, 2)
    assert "IndexError" in report.failed[0].reason
    assert searchkit.open_index(tmp_path / "index").search("bridge").total == 2
