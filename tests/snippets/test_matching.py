"""Highlighting finds what the oracle finds."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import HealthCheck, assume, given, settings

from searchkit.errors import QueryError
from searchkit.model import Release, Statement
from searchkit.query import Node, parse
from searchkit.query.statements import named_so
from searchkit.snippets.forms import Forms
from searchkit.snippets.matching import Context, Found, Matching
from searchkit.snippets.stream import Stream
from tests.oracle import Oracle
from tests.query.texts import queries
from tests.releases_made import releases

Made = tuple[Release, list[Statement]]


def found(node: Node, release: Release, statements: Sequence[Statement]) -> Found:
    forms = Forms(node, release.language)
    return Matching(Stream(release, statements, forms), forms, named_so).found(node, Context())


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(releases(), queries)
def test_a_release_matches_where_the_oracle_says_so(made: Made, text: str) -> None:
    try:
        node = parse(text).node
    except QueryError:
        assume(False)
        return
    seen, meant = found(node, *made), Oracle(*made).outcome(node)
    assert seen.holds == meant.holds
    positions = {k for places, _ in seen.matches for match in places for k in match}
    assert positions <= meant.words
    assert bool(positions) == bool(meant.words)
    assert set(seen.statements) == meant.statements
