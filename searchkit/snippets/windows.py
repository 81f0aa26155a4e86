"""The windows of a sentence that is too long to be shown: as many as its matches need, beside each other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from searchkit.snippets.cutting import cut_among
from searchkit.spans import Span, stripped

MOST_WINDOWS = 8
"""Of one sentence: the best of a few are shown, and a text of one sentence can hold thousands of matches."""


class Window(NamedTuple):
    """A part of a sentence, and which of its matches lie in it, wholly or in part: those from `first` up to `end`."""

    span: Span
    first: int
    end: int


def windows(text: str, sentence: Span, starts: Sequence[int], ends: Sequence[int], most: int) -> Iterator[Window]:
    """Yield windows of at most `most` characters that do not overlap: that of most matches, then of those beside it.

    The matches are given by where they start, sorted, and end.
    """
    waiting = [(sentence, 0, len(starts))]
    for _ in range(MOST_WINDOWS):
        if not waiting:
            return
        room, low, high = waiting.pop(0)
        span = cut_among(text, room, starts[low:high], ends[low:high], most)
        first = low
        while first < high and ends[first] <= span.start:
            first += 1
        end = bisect_left(starts, span.end, first, high)
        if first < end:
            yield Window(stripped(text, span), first, end)
        if low < first:
            waiting.append((Span(room.start, span.start), low, first))
        if end < high:
            waiting.append((Span(span.end, room.end), end, high))
