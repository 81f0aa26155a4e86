"""The sentences around a place, found for one paragraph at a time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from searchkit.analysis.sentences import sentence_borders
from searchkit.model import Release
from searchkit.snippets.stream import section_of
from searchkit.spans import Span, stripped


class Stretch(NamedTuple):
    """Whole paragraphs, from character `start` to `end`, and which of some places they hold: those from number `low` up
    to `high`.
    """

    start: int
    end: int
    low: int
    high: int


Held = tuple[Span, int, int]
"""Sentences, and which of some places they hold: those from a number up to another."""


class Sentences:
    """The sentences of a release, by place. None reaches from the headline into the text, or over a paragraph."""

    def __init__(self, release: Release) -> None:
        self.text = release.text
        size = len(self.text)
        borders = {0, *[start for start, _ in release.paragraphs], *_section_starts(release)} - {size}
        self._borders = [*sorted(borders), size] if size else [0, 0]
        self._found: dict[int, _Paragraph] = {}

    def of_paragraph(self, offset: int) -> list[Span]:
        """Return the sentences of the paragraph that holds a character."""
        paragraph = self._paragraph(offset)
        begins = paragraph.read_to(paragraph.end)
        spans = [stripped(self.text, Span(*ends)) for ends in pairwise(begins)]
        return [span for span in spans if span.start < span.end] or [Span(paragraph.start, paragraph.end)]

    def at(self, offset: int) -> Span:
        """Return the sentence that holds a character, or the nearest before it."""
        return self._in(self._paragraph(offset), offset)

    def around(self, start: int, end: int) -> Span:
        """Return the sentences that some characters lie in, from the beginning of the first to the end of the last."""
        return self._reaching(self.at(start), start, end)

    def stretches(self, starts: Sequence[int], ends: Sequence[int]) -> Iterator[Stretch]:
        """Yield the paragraphs around places that start, in order, and end here, with the places that they hold.

        It is one paragraph mostly, and several where a place reaches over them.
        """
        borders = self._borders
        low, count = 0, len(starts)
        while low < count:
            behind = bisect_right(borders, starts[low])
            begin, end = borders[behind - 1], borders[behind]
            high = bisect_left(starts, end, low)
            while (reached := max(ends[low:high])) > end:
                end = borders[bisect_left(borders, reached)]
                high = bisect_left(starts, end, high)
            yield Stretch(begin, end, low, high)
            low = high

    def holding(self, starts: Sequence[int], ends: Sequence[int], stretch: Stretch) -> Iterator[Held]:
        """Yield the sentences of a stretch around its places, with the places that they hold.

        It is one sentence mostly, and several where the first of the places reaches over them.
        """
        low, count = stretch.low, stretch.high
        paragraph = self._paragraph(stretch.start)
        while low < count:
            start = starts[low]
            if start >= paragraph.end:
                paragraph = self._paragraph(start)
            span = self._in(paragraph, start)
            if span.end < ends[low] or span.start > start:
                span = self._reaching(span, start, ends[low])
            end = span.end
            high = low + 1
            while high < count and ends[high] <= end:
                high += 1
            yield span, low, high
            low = high

    def _in(self, paragraph: _Paragraph, offset: int) -> Span:
        """Return the sentence of a paragraph that holds a character, or the nearest before it."""
        begins = paragraph.begins
        if begins[-1] <= offset:
            begins = paragraph.read_to(offset)
        number = min(bisect_right(begins, offset), len(begins) - 1)
        span = stripped(self.text, Span(begins[number - 1], begins[number]))
        if span.start < span.end:
            return span
        # White space alone at the head of the paragraph belongs to its first sentence.
        return self.of_paragraph(offset)[0]

    def _reaching(self, sentence: Span, start: int, end: int) -> Span:
        """Return a sentence with those that characters which begin in it reach over."""
        first, last = sentence
        if end > last:
            last = max(self.at(end - 1).end, end)
        return Span(min(first, start), last)

    def _paragraph(self, offset: int) -> _Paragraph:
        borders = self._borders
        number = bisect_right(borders, offset, 1, len(borders) - 1)
        paragraph = self._found.get(number)
        if paragraph is None:
            paragraph = self._found[number] = _Paragraph(self.text, borders[number - 1], borders[number])
        return paragraph


class _Paragraph:
    """A paragraph, from character `start` to `end`, whose sentences are found as far as they are asked for.

    `begins` is where they begin, and behind the last its end: most matches stand near the head.
    """

    __slots__ = ("_rest", "begins", "end", "start")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.start, self.end = start, end
        self._rest = sentence_borders(text[start:end])
        self.begins = [start]

    def read_to(self, offset: int) -> list[int]:
        """Find where sentences begin as far as one that begins behind a character, or to the end; return `begins`."""
        begins, start = self.begins, self.start
        if begins[-1] == self.end and len(begins) > 1:
            return begins
        for border in self._rest:
            begins.append(start + border)
            if start + border > offset:
                return begins
        begins.append(self.end)
        return begins


def _section_starts(release: Release) -> list[int]:
    starts: list[int] = []
    before = None
    for zone in release.zones:
        section = section_of(zone.kind)
        if section != before:
            starts.append(zone.span.start)
        before = section
    return starts
