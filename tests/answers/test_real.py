"""Index, snippets and oracle agree on real releases, for every operator."""

from __future__ import annotations

from pathlib import Path

import pytest

import searchkit
from tests.oracle import Oracle

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "releases.jsonl"
SAMPLE = 40

QUERIES = [
    "health care",
    "tax OR security",
    "state -federal",
    '"united states"',
    "“united states”",
    '="United States"',
    '"state government"~6',
    "commun*",
    "wom?n",
    "goverment~",
    "title:new",
    "lead:today",
    "in:boilerplate(the)",
    "same:(state people)",
    "sentence:(state people)",
    "said:(people)",
    "said:(people type:direct)",
    "type:direct people",
    "type:indirect -people",
    "cue:said people",
    "speaker:? people",
    "-speaker:smith people",
    "article:(people) type:direct",
    "{type:direct people} {type:indirect people}",
    "date:2010.. people",
    "date:none",
    "lang:en people",
    "*",
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> searchkit.Index:
    if not GOLD.exists():
        pytest.skip("../shared/gold is not beside the repository")
    folder = tmp_path_factory.mktemp("real")
    lines = GOLD.read_text("utf-8").splitlines(keepends=True)
    (folder / "gold.jsonl").write_text("".join(lines[:: len(lines) // SAMPLE]), encoding="utf-8")
    searchkit.build(folder / "gold.jsonl", folder / "index")
    return searchkit.open_index(folder / "index")


@pytest.fixture(scope="module")
def oracles(index: searchkit.Index) -> dict[str, Oracle]:
    shown = [index.show(hit.release.id) for hit in index.search("*", limit=None)]
    assert len(shown) >= SAMPLE
    return {one.release.id: Oracle(one.release, one.statements) for one in shown}


@pytest.mark.parametrize("query", QUERIES)
def test_every_operator(index: searchkit.Index, oracles: dict[str, Oracle], query: str) -> None:
    results = index.search(query, limit=None)
    meant = {id_: oracle.outcome(results.query.node) for id_, oracle in oracles.items()}
    assert {hit.release.id for hit in results} == {id_ for id_, outcome in meant.items() if outcome.holds}
    if results.counts["statements"] is not None:
        assert results.counts["statements"] == sum(len(outcome.statements) for outcome in meant.values())
    for hit in results:
        outcome = meant[hit.release.id]
        tokens = [oracles[hit.release.id].tokens[k] for k in sorted(outcome.words)]
        assert bool(hit.snippets and hit.snippets[0].highlights) == bool(tokens)
        for snippet in hit.snippets:
            for highlight in snippet.highlights:
                place = highlight.shifted(snippet.span.start)
                assert any(place.start <= token.start < place.end for token in tokens)


def test_the_queries_find_something(index: searchkit.Index) -> None:
    found = [query for query in QUERIES if index.search(query).total]
    assert len(found) >= len(QUERIES) - 4, sorted(set(QUERIES) - set(found))
