"""Readers open an index thousands of times while a writer commits, merges, rebuilds, optimizes: none ever fails."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import searchkit
from tests.corpus import write_texts

ROUNDS = 400
"""Commits by the writer."""
OPENS = 4000
"""The least number of times that an index is opened meanwhile."""

READER = """
import sys
import searchkit
opened = 0
while True:
    with searchkit.open_index(sys.argv[1]) as index:
        assert index.search("bridge").total == 6
        opened += 1
        if opened % 10 == 0:
            with searchkit.open_whoosh(sys.argv[1]).searcher() as searcher:
                assert searcher.doc_count() == 6
        if opened % 100 == 0:
            print(opened, flush=True)
"""


@pytest.mark.soak
def test_thousands_of_opens_beside_a_writer(tmp_path: Path) -> None:
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    write_texts(corpus, 6)
    searchkit.build(corpus, index)
    readers = [
        subprocess.Popen([sys.executable, "-c", READER, str(index)], stdout=(tmp_path / f"{k}").open("w"))
        for k in range(2)
    ]
    turn = 0
    try:
        while turn < ROUNDS or sum(_opens(tmp_path / f"{k}") for k in range(2)) < OPENS:
            path = corpus / f"release{turn % 6:04d}.txt"
            text = path.read_text(encoding="utf-8").split("\nTurn")[0]
            path.write_text(f"{text}\nTurn {turn}.\n", encoding="utf-8")
            searchkit.update(corpus, index)
            if turn % 23 == 22:
                searchkit.rebuild(index)
            if turn % 31 == 30:
                searchkit.optimize(index)
            turn += 1
            assert all(reader.poll() is None for reader in readers), "a reader failed"
    finally:
        for reader in readers:
            reader.kill()
            reader.wait()


def _opens(told: Path) -> int:
    return int((told.read_text().split() or ["0"])[-1])
