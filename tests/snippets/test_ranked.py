"""Passages that are put off are the same, in the same order, as those that are looked for at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from searchkit.errors import QueryError
from searchkit.model import Release, Statement
from searchkit.query import parse
from searchkit.snippets import Snippet, candidates, snippets_for
from searchkit.snippets.sentences import Sentences, Stretch
from searchkit.spans import Span
from tests.query.texts import queries
from tests.releases_made import releases

SENTENCES = st.sampled_from(["Tax and gas. ", "Tax, tax. ", "A pipeline for gas ", "Nothing.\n", "Gas!\n\n", "gas of "])
WORDS = st.sampled_from(
    ["tax", "gas", "tax gas", "tax OR gas OR pipeline", '"tax and gas" OR tax', '"gas pipeline"~4', "g*"]
)


def with_few(few: int, text: str, release: Release, statements: list[Statement], limit: int) -> list[Snippet]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidates, "FEW", few)
        return snippets_for(parse(text), release, statements, limit=limit)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(releases(), queries, st.integers(1, 4))
def test_of_releases(made: tuple[Release, list[Statement]], text: str, limit: int) -> None:
    try:
        parse(text)
    except QueryError:
        assume(False)
    assert with_few(0, text, *made, limit) == with_few(1 << 30, text, *made, limit)


@settings(max_examples=300, deadline=None)
@given(st.lists(SENTENCES, max_size=40), st.sets(st.integers(0, 400), max_size=8), WORDS, st.integers(1, 4))
def test_of_texts_full_of_matches(pieces: list[str], borders: set[int], words: str, limit: int) -> None:
    text = "".join(pieces)
    ends = sorted({0, len(text), *(border for border in borders if border < len(text))})
    paragraphs = tuple(map(Span, ends, ends[1:]))
    release = Release(id="0" * 16, text=text, title="", paragraphs=paragraphs)
    assert with_few(0, words, release, [], limit) == with_few(1 << 30, words, release, [], limit)


def test_of_many_paragraphs_few_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    best = (3, 30, 60)
    pieces = [f"{'The tax on tax is tax' if k in best else 'The tax is'} {k}.\n\n" for k in range(90)]
    starts = [sum(map(len, pieces[:k])) for k in range(91)]
    paragraphs = tuple(map(Span, starts, starts[1:]))
    release = Release(id="0" * 16, text="".join(pieces), title="", paragraphs=paragraphs)
    read: list[int] = []
    holding = Sentences.holding

    def noted(
        sentences: Sentences, starts: Sequence[int], ends: Sequence[int], stretch: Stretch
    ) -> Iterator[tuple[Span, int, int]]:
        read.append(stretch.start)
        return holding(sentences, starts, ends, stretch)

    monkeypatch.setattr(Sentences, "holding", noted)
    shown = snippets_for(parse("tax"), release, [])
    assert [snippet.span.start for snippet in shown] == read == [starts[k] for k in best]
