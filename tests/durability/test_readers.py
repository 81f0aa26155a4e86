"""Readers beside a writer, and many threads on one reader."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import searchkit
from tests.corpus import write_texts


@pytest.fixture
def index(tmp_path: Path) -> Path:
    write_texts(tmp_path / "corpus", 6)
    searchkit.build(tmp_path / "corpus", tmp_path / "index")
    return tmp_path / "index"


@pytest.fixture
def by_counting_alone() -> Iterator[None]:
    """Let go of nothing but what no object leads to."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def used(reader: searchkit.Index) -> None:
    """Ask all sorts of things, with and without copies to leave out."""
    assert reader.search("bridge").total == 7
    results = reader.search("bridge OR speaker:lee", dedup=True)
    assert results.distinct < results.total
    assert [hit.snippets for hit in results]
    assert [said.words for said in reader.statements("bridge")]
    assert reader.show(next(iter(reader.search("path:*copy.txt"))).id).release


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="the system does not tell which files are open")
@pytest.mark.usefixtures("by_counting_alone")
def test_files_are_let_go_with_their_reader(index: Path, tmp_path: Path) -> None:
    text = (tmp_path / "corpus" / "release0000.txt").read_text(encoding="utf-8")
    (tmp_path / "corpus" / "copy.txt").write_text(text.replace("2021-01-01", "2021-01-02"), encoding="utf-8")
    searchkit.update((), index)

    def held() -> int:
        return sum(Path(index) in path.resolve().parents for path in Path("/proc/self/fd").iterdir())

    with searchkit.open_index(index) as reader:
        used(reader)
        held_by_one = held()
        assert held_by_one > 0
        for turn in range(3):
            (tmp_path / "corpus" / "other.txt").write_text(f"Turn {turn} of the tide.\n", encoding="utf-8")
            searchkit.update((), index)
            assert reader.refresh()
            used(reader)
            assert held() <= held_by_one + turn + 1  # a segment more each time
    del reader
    assert held() == 0


def commit_in_a_loop(corpus: Path, index: Path, rounds: int, stop: threading.Event) -> None:
    """Change one release again and again, with a rebuild now and then."""
    for turn in range(rounds):
        if stop.is_set():
            break
        path = corpus / "release0000.txt"
        text = path.read_text(encoding="utf-8").split("\nTurn")[0]
        path.write_text(f"{text}\nTurn {turn}.\n", encoding="utf-8")
        if turn % 7 == 6:
            searchkit.rebuild(index)
        else:
            searchkit.update(corpus, index)
    stop.set()


def open_in_a_loop(index: Path, stop: threading.Event) -> int:
    """Open and search until told to stop; return how often that went well (it raises where it did not)."""
    opened = 0
    while not stop.is_set():
        with searchkit.open_index(index) as reader:
            assert reader.search("bridge").total == 6
            opened += 1
    return opened


def test_opening_never_fails_while_a_writer_commits(index: Path, tmp_path: Path) -> None:
    stop = threading.Event()
    with ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(open_in_a_loop, index, stop) for _ in range(2)]
        pool.submit(commit_in_a_loop, tmp_path / "corpus", index, 25, stop).result()
        assert sum(reader.result() for reader in readers) > 25


def test_a_reader_keeps_its_state_until_it_is_refreshed(index: Path, tmp_path: Path) -> None:
    with searchkit.open_index(index) as reader:
        write_texts(tmp_path / "corpus", 2, first=30)
        for _ in range(3):
            searchkit.update((), index)
            searchkit.rebuild(index)
            searchkit.optimize(index)
        assert reader.search("bridge").total == 6
        assert [hit.release.text for hit in reader.search("bridge", limit=None)]
        assert reader.refresh()
        assert not reader.refresh()
        assert reader.search("bridge").total == 8


def test_many_threads_share_one_reader(index: Path) -> None:
    queries = ['"bridge number 3"', "speaker:lee", "said:(toll)", "bridge date:2021-02", "toll -safe"]
    with searchkit.open_index(index) as reader:

        def answer(query: str) -> list[tuple[str, float, int]]:
            return [(hit.release.id, hit.score, len(hit.snippets)) for hit in reader.search(query, limit=None)]

        expected = [answer(query) for query in queries]
        with ThreadPoolExecutor(8) as pool:
            for _ in range(20):
                assert list(pool.map(answer, queries)) == expected
