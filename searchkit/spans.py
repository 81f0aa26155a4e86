"""Half-open character spans over one text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import NamedTuple

_NEW: Callable[[type[Span], tuple[int, int]], Span] = tuple.__new__


class Span(NamedTuple):
    """Characters `start` to `end`, `end` not included; equal to the plain tuple `(start, end)`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of `text` that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Return whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Return whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def shifted(self, offset: int) -> Span:
        """Return the span moved by `offset` characters."""
        return Span(self.start + offset, self.end + offset)


def spans_of(pairs: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """Return the spans of these starts and ends, made twice as fast as one by one."""
    return tuple(map(_NEW, repeat(Span), pairs))


def stripped(text: str, span: Span) -> Span:
    """Return `span` without the white space of `text` at either end (empty, at its end, where nothing is left)."""
    start, end = span
    if start < end and text[start].isspace():
        part = text[start:end]
        start += len(part) - len(part.lstrip())
    if start < end and text[end - 1].isspace():
        end -= 1  # mostly one: the space behind a full stop
        if start < end and text[end - 1].isspace():
            end = start + len(text[start:end].rstrip())
    return Span(start, end)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return the union of `spans` as sorted spans that neither overlap nor touch."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def hull(spans: Sequence[Span]) -> Span:
    """Return the smallest span that covers all of `spans`, which must not be empty."""
    if len(spans) == 1:
        return spans[0]
    return Span(min(s.start for s in spans), max(s.end for s in spans))
