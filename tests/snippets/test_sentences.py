"""Sentences are found one by one and are the same as all at once."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from searchkit.analysis.sentences import sentence_spans
from searchkit.model import Release
from searchkit.snippets.cutting import cut
from searchkit.snippets.sentences import Sentences, Stretch
from searchkit.spans import Span

TEXTS = st.lists(st.sampled_from(["A dog. ", "It ran! ", "Mr. Lee said so. ", "\n", "\n\n", "  ", "no end "])).map(
    "".join
)


@given(TEXTS, st.lists(st.integers(0, 80), min_size=1, max_size=4))
def test_in_whatever_order_places_are_asked_for(text: str, offsets: list[int]) -> None:
    sentences = Sentences(Release(id="0" * 16, text=text, title=""))
    every = sentence_spans(text) or [Span(0, len(text))]
    for offset in offsets:
        begun = [span for span in every if span.start <= offset]
        assert sentences.at(offset) == (begun or every)[-1 if begun else 0]
    assert sentences.of_paragraph(offsets[0]) == every


@given(
    TEXTS,
    st.lists(st.tuples(st.integers(0, 80), st.integers(1, 12)), min_size=1, max_size=8),
    st.sets(st.integers(0, 80), max_size=4),
)
def test_places_are_held_by_the_sentences_around_them(
    text: str, places: list[tuple[int, int]], borders: set[int]
) -> None:
    paragraphs = tuple(Span(*ends) for ends in pairwise(sorted({0, *borders, len(text)})) if ends[1] <= len(text))
    release = Release(id="0" * 16, text=text, title="", paragraphs=paragraphs)
    starts = sorted(start for start, _ in places if start < len(text))
    ends = [min(start + size, len(text)) for start, (_, size) in zip(starts, places, strict=False)]
    stretches = list(Sentences(release).stretches(starts, ends))
    assert all(before.end <= after.start and before.high == after.low for before, after in pairwise(stretches))
    held = [one for stretch in stretches for one in Sentences(release).holding(starts, ends, stretch)]
    assert held == list(Sentences(release).holding(starts, ends, Stretch(0, len(text), 0, len(starts))))
    assert [k for _, low, high in held for k in range(low, high)] == list(range(len(starts)))
    for stretch in stretches:
        for _, low, high in Sentences(release).holding(starts, ends, stretch):
            assert stretch.start <= min(starts[low:high])
            assert max(ends[low:high]) <= stretch.end
    for span, low, high in held:
        assert span == Sentences(release).around(starts[low], ends[low])
        assert max(ends[low:high]) <= span.end


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 60)), max_size=8), st.integers(20, 60))
def test_a_cut_shows_as_many_highlights_as_fit(gaps: list[tuple[int, int]], most: int) -> None:
    lit: list[Span] = []
    at = 0
    for gap, size in gaps:
        lit.append(Span(at + gap + 1, at + gap + 1 + size))
        at = lit[-1].end
    text = "x" * (at + 100)
    shown = cut(text, Span(0, len(text)), lit, most)
    assert shown.end - shown.start <= most
    best = max((sum(first.start <= h.start and h.end <= first.start + most for h in lit) for first in lit), default=0)
    assert sum(shown.covers(h) for h in lit) >= best
