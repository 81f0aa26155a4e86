"""Interviews without names before the turns: paragraphs that ask "What inspired you …?", their answers behind them."""

from __future__ import annotations

import re
from bisect import bisect_left

from searchkit.attribution.cues import SAID, Hit
from searchkit.attribution.extents import trimmed
from searchkit.attribution.findings import Finding
from searchkit.attribution.layout import Layout
from searchkit.attribution.mentions import MentionKind, find_mentions
from searchkit.attribution.reading import ENDS, FIRST_PERSON, OPENING_MARKS
from searchkit.attribution.sources import Sort
from searchkit.spans import Span

_YOU = re.compile(r"\b(?:you|your)\b")
_OWN = re.compile(r"\b(?:I|my|we|our)\b")
_FEWEST = 2
_LONGEST_QUESTION = 220
_SHORTEST_ANSWER = 60


def find_interview(layout: Layout, flat: str) -> list[Finding]:
    """Return the answers of an interview, in order; none where the text is none, or names nobody who is asked."""
    paragraphs = layout.paragraphs
    asked = [k for k, paragraph in enumerate(paragraphs) if _asks(flat, paragraph)]
    if len(asked) < _FEWEST:
        return []
    named = find_mentions(layout.text, 0, paragraphs[asked[0]].start)
    source = next((m.span for m in named if m.kind is MentionKind.PERSON), None)
    out: list[Finding] = []
    for k, after in zip(asked, [*asked[1:], len(paragraphs)], strict=True):
        answer = _answer(layout, flat, k + 1, after)
        if answer is not None and source is not None:
            mark = Span(paragraphs[k].end - 1, paragraphs[k].end)
            hit = Hit(*mark, SAID)
            out.append(Finding((answer,), source, mark, "turn", Sort.SPEAKER, hit, answer.start, spoken=True))
    return out if len(out) >= _FEWEST else []


def _asks(flat: str, paragraph: Span) -> bool:
    """Return whether a paragraph is nothing but a question to somebody."""
    start, end = paragraph
    return (
        flat[end - 1] == "?"
        and end - start < _LONGEST_QUESTION
        and flat[start] not in OPENING_MARKS
        and _YOU.search(flat, start, end) is not None
        and _OWN.search(flat, start, end) is None
    )


def _answer(layout: Layout, flat: str, first: int, end: int) -> Span | None:
    """Return what the paragraphs from `first` to before `end` answer; `None` where nobody speaks of himself there."""
    last = first
    while last < end and ENDS.match(flat, *layout.paragraphs[last]) is None:
        last += 1
    if last == first:
        return None
    span = Span(layout.paragraphs[first].start, layout.paragraphs[last - 1].end)
    quote = bisect_left(layout.quotes, span.start, key=lambda one: one.outer.start)
    opening = layout.quotes[quote] if quote < len(layout.quotes) else None
    if opening is not None and opening.outer.start == span.start:
        closing = [one for one in layout.quotes[quote:] if one.outer.end <= span.end][-1:]
        return Span(opening.inner.start, closing[0].inner.end) if closing else None
    if span.end - span.start < _SHORTEST_ANSWER or FIRST_PERSON.search(flat, *span) is None:
        return None
    return trimmed(flat, *span)
