"""Cutting a sentence that is too long, at words, around its matches."""

from __future__ import annotations

from collections.abc import Sequence

from searchkit.spans import Span

_REACH = 40
"""Characters in which the border of a word is looked for; scripts without spaces are cut anywhere."""


def cut(text: str, span: Span, highlights: Sequence[Span], most: int) -> Span:
    """Return the part of `span`, of at most `most` characters, that shows the most highlights; all of it if it fits.

    The highlights are sorted and do not overlap.
    """
    if span.end - span.start <= most:
        return span
    shown = _window(span, highlights, most)
    start = shown.start if shown.start == span.start else _next_word(text, shown.start, _first_of(highlights, shown))
    end = shown.end if shown.end == span.end else _word_before(text, shown.end, _last_of(highlights, shown))
    return Span(start, max(end, start))


def _window(span: Span, highlights: Sequence[Span], most: int) -> Span:
    """Return where most highlights stand together, in the middle of what room there is."""
    best, count = Span(span.start, span.start), 0
    end = 0
    for k, first in enumerate(highlights):
        while end < len(highlights) and highlights[end].end - first.start <= most:
            end += 1
        if end - k > count or not k:
            best, count = Span(first.start, highlights[max(end - 1, k)].end), end - k
    room = max(0, most - (best.end - best.start))
    before = room if not highlights else room // 2
    start = max(span.start, min(best.start - before, span.end - most)) if highlights else span.start
    return Span(start, min(span.end, start + most))


def _first_of(highlights: Sequence[Span], shown: Span) -> int:
    return min((h.start for h in highlights if h.start >= shown.start), default=shown.end)


def _last_of(highlights: Sequence[Span], shown: Span) -> int:
    return max((h.end for h in highlights if h.end <= shown.end), default=shown.start)


def _next_word(text: str, start: int, most: int) -> int:
    """Return the beginning of the next word at or behind `start`, not behind `most`."""
    if text[start - 1].isspace():
        return start
    for at in range(start, min(most, start + _REACH)):
        if text[at].isspace():
            return at + 1
    return start


def _word_before(text: str, end: int, least: int) -> int:
    """Return the end of the last word that ends at or before `end`, not before `least`."""
    if text[end].isspace():
        return end
    for at in range(end - 1, max(least, end - _REACH) - 1, -1):
        if text[at].isspace():
            return at
    return end
