"""The sentences around a place, found for one paragraph at a time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from searchkit.analysis.sentences import sentence_borders
from searchkit.model import Release
from searchkit.snippets.stream import section_of
from searchkit.spans import Span, stripped


class Sentences:
    """The sentences of a release, by place. None reaches from the headline into the text, or over a paragraph."""

    def __init__(self, release: Release) -> None:
        self.text = release.text
        borders = {0, *(paragraph.start for paragraph in release.paragraphs), *_section_starts(release)}
        self._borders = [*sorted(borders - {len(self.text)}), len(self.text)]
        self._found: dict[int, tuple[list[int], Iterator[int]]] = {}
        """By paragraph where sentences begin, as far as was read, and the rest: most matches stand near the head."""

    def of_paragraph(self, offset: int) -> list[Span]:
        """Return the sentences of the paragraph that holds a character."""
        begins, rest = self._paragraph(offset)
        begins += rest
        spans = [stripped(self.text, Span(*ends)) for ends in pairwise(begins)]
        return [span for span in spans if span.start < span.end] or [Span(begins[0], begins[-1])]

    def at(self, offset: int) -> Span:
        """Return the sentence that holds a character, or the nearest before it."""
        begins, rest = self._paragraph(offset)
        while begins[-1] <= offset and (border := next(rest, None)) is not None:
            begins.append(border)
        number = max(0, min(bisect_right(begins, offset) - 1, len(begins) - 2))
        span = stripped(self.text, Span(begins[number], begins[number + 1]))
        if span.start < span.end:
            return span
        # White space alone at the head of the paragraph belongs to its first sentence.
        return self.of_paragraph(offset)[0]

    def _paragraph(self, offset: int) -> tuple[list[int], Iterator[int]]:
        number = max(0, min(bisect_right(self._borders, offset) - 1, len(self._borders) - 2))
        if number not in self._found:
            start, end = self._borders[number : number + 2] if len(self._borders) > 1 else (0, len(self.text))
            self._found[number] = [start], self._begins(start, end)
        return self._found[number]

    def _begins(self, start: int, end: int) -> Iterator[int]:
        for border in sentence_borders(self.text[start:end]):
            yield start + border
        yield end

    def around(self, span: Span) -> Span:
        """Return the sentences that a span lies in, from the beginning of the first to the end of the last."""
        first = last = self.at(span.start)
        if span.end > first.end:
            last = self.at(span.end - 1)
        return Span(min(first.start, span.start), max(last.end, span.end))


def _section_starts(release: Release) -> list[int]:
    starts: list[int] = []
    before = None
    for zone in release.zones:
        section = section_of(zone.kind)
        if section != before:
            starts.append(zone.span.start)
        before = section
    return starts
