from __future__ import annotations

import queue
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import searchkit
from searchkit.index.report import IndexReport
from tests.corpus import write_texts

PATIENCE = 30
"""Seconds after which a change that nobody saw fails the test."""


@contextmanager
def watching(corpus: Path, index: Path) -> Iterator[queue.Queue[IndexReport]]:
    reports: queue.Queue[IndexReport] = queue.Queue()
    stop = threading.Event()
    thread = threading.Thread(
        target=searchkit.watch,
        args=(corpus, index),
        kwargs={"settle": 0.1, "stop": stop, "reported": reports.put, "prune": True},
    )
    thread.start()
    try:
        yield reports
    finally:
        stop.set()
        thread.join(PATIENCE)
    assert not thread.is_alive()


def until(reports: queue.Queue[IndexReport], index: searchkit.Index, total: int, query: str = "bridge") -> None:
    """Wait for a run after which a reader finds so many releases."""
    while True:
        reports.get(timeout=PATIENCE)
        index.refresh()
        if index.search(query).total == total:
            return


def test_new_changed_moved_and_removed_files(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    write_texts(corpus, 2)
    with watching(corpus, tmp_path / "index") as reports:
        assert reports.get(timeout=PATIENCE).indexed == 2
        with searchkit.open_index(tmp_path / "index") as index:
            write_texts(corpus / "deep" / "er", 1, first=10)
            until(reports, index, 3)
            shutil.move(corpus / "release0000.txt", corpus / "deep" / "x.txt")
            (corpus / "release0001.txt").unlink()
            until(reports, index, 2)
            text = (corpus / "deep" / "x.txt").read_text(encoding="utf-8")
            (corpus / "deep" / "x.txt").write_text(text.replace("bridge", "tunnel"), encoding="utf-8")
            until(reports, index, 1)
            assert index.search("tunnel").total == 1


def test_one_file_is_watched_too(tmp_path: Path) -> None:
    (path,) = write_texts(tmp_path / "corpus", 1)
    write_texts(tmp_path / "corpus", 1, first=5)
    with watching(path, tmp_path / "index") as reports:
        assert reports.get(timeout=PATIENCE).indexed == 1
        path.write_text(path.read_text(encoding="utf-8") + "\nThe bridge is new.\n", encoding="utf-8")
        assert reports.get(timeout=PATIENCE).updated == 1


def test_an_index_inside_what_is_watched_does_not_wake_itself(tmp_path: Path) -> None:
    write_texts(tmp_path, 1)
    with watching(tmp_path, tmp_path / "index") as reports:
        assert reports.get(timeout=PATIENCE).indexed == 1
        write_texts(tmp_path, 1, first=3)
        assert reports.get(timeout=PATIENCE).indexed == 1
        write_texts(tmp_path, 1, first=4)
        assert reports.get(timeout=PATIENCE).indexed == 1
        assert reports.empty()
