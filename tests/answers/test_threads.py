"""Threads may share an index."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import searchkit

SEEDS = Path(__file__).parents[2] / "seeds"
QUERIES = ["pakistan russia", '"gas pipeline"', "speaker:lavrov", "said:(vaccine)", "agre*", "pakistn~"] * 20


def test_threads_get_the_same_answers(tmp_path: Path) -> None:
    searchkit.build(SEEDS, tmp_path / "index")

    def answer(index: searchkit.Index, query: str) -> tuple[str, list[str]]:
        results = index.search(query)
        return results.counts_line(), [str(snippet) for hit in results for snippet in hit.snippets]

    with searchkit.open_index(tmp_path / "index") as index, ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda query: answer(index, query), QUERIES))
        assert together == [answer(index, query) for query in QUERIES]
