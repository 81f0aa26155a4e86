"""Searching finds, counts and names the statements that the oracle says."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from searchkit.errors import QueryError
from searchkit.model import Release, Statement
from searchkit.query import Query, parse
from searchkit.search import Answer
from tests.oracle import Oracle
from tests.query.texts import queries
from tests.releases_made import releases
from tests.search.made import SMALL, numbered, other_ways, searcher, written

Made = tuple[Release, list[Statement]]


def parsed(text: str) -> Query:
    try:
        return parse(text)
    except QueryError:
        assume(False)
        raise


def hits(answer: Answer, starts: Sequence[int]) -> list[int]:
    """Return the numbers of the releases found, as the corpus numbers them."""
    return [starts[one.segment] + one.doc for one in answer.page(0, answer.total)]


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(releases(), min_size=1, max_size=9),
    st.lists(queries, min_size=6, max_size=6),
    st.integers(0, 9),
    st.data(),
)
def test_a_query_finds_what_the_oracle_finds(made: list[Made], texts: list[str], cut: int, data: st.DataObject) -> None:
    corpus = numbered(made)
    cut = min(cut, len(corpus) - 1)
    others = data.draw(st.booleans(), "other ways")
    deleted = data.draw(st.sets(st.integers(0, len(corpus) - cut - 1), max_size=len(corpus) - cut - 1))
    with tempfile.TemporaryDirectory() as name, other_ways(others):
        folder = Path(name)
        parts = [corpus[:cut], corpus[cut:]] if cut else [corpus]
        readers = [
            written(folder, f"s{k}", part, SMALL, sorted(deleted) if part is parts[-1] else ())
            for k, part in enumerate(parts)
        ]
        search = searcher(readers)
        starts = [0, cut] if cut else [0]
        alive = [k for k in range(len(corpus)) if k < starts[-1] or k - starts[-1] not in deleted]
        for text in texts:
            query = parsed(text)
            answer = search.search(query)
            outcomes = {k: Oracle(*corpus[k]).outcome(query.node) for k in alive}
            wanted = [k for k in alive if outcomes[k].holds]
            assert sorted(hits(answer, starts)) == wanted, text
            assert answer.total == len(wanted)
            if answer.statements is not None:
                for number, start in enumerate(starts):
                    for k in wanted:
                        if (k >= starts[-1]) == (start == starts[-1]):
                            found = set(answer.statements_of(number, k - start))
                            assert found == outcomes[k].statements, text
