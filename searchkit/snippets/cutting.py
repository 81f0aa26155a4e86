"""Cutting a sentence that is too long, at words, around its matches."""

from __future__ import annotations

from bisect import bisect_left
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
    return cut_among(text, span, [start for start, _ in highlights], [end for _, end in highlights], most)


def cut_among(text: str, span: Span, starts: Sequence[int], ends: Sequence[int], most: int) -> Span:
    """Return the same for highlights that start, in order, and end at these places."""
    if span.end - span.start <= most:
        return span
    shown = _window(span, starts, ends, most)
    start, end = shown
    if start != span.start:
        at = bisect_left(starts, start)
        start = _next_word(text, start, starts[at] if at < len(starts) else shown.end)
    if end != span.end:
        end = _word_before(text, end, max([e for e in ends if e <= end], default=shown.start))
    return Span(start, max(end, start))


def _window(span: Span, starts: Sequence[int], ends: Sequence[int], most: int) -> Span:
    """Return where most highlights stand together, in the middle of what room there is."""
    if not starts:
        return Span(span.start, min(span.end, span.start + most))
    first, last, best = starts[0], ends[0], 0
    end, count = 0, len(starts)
    for k, start in enumerate(starts):
        while end < count and ends[end] - start <= most:
            end += 1
        if end - k > best:
            first, last, best = start, ends[end - 1], end - k
        if end == count:
            break  # those behind show fewer
    room = max(0, most - (last - first))
    begin = max(span.start, min(first - room // 2, span.end - most))
    return Span(begin, min(span.end, begin + most))


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
