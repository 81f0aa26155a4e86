"""The sentences around a place, found for one paragraph at a time."""

from __future__ import annotations

from bisect import bisect_right

from searchkit.analysis.sentences import sentence_spans
from searchkit.model import Release
from searchkit.snippets.stream import section_of
from searchkit.spans import Span


class Sentences:
    """The sentences of a release, by place. None reaches from the headline into the text, or over a paragraph."""

    def __init__(self, release: Release) -> None:
        self.text = release.text
        borders = {0, *(paragraph.start for paragraph in release.paragraphs), *_section_starts(release)}
        self._borders = [*sorted(borders - {len(self.text)}), len(self.text)]
        self._found: dict[int, list[Span]] = {}

    def of_paragraph(self, offset: int) -> list[Span]:
        """Return the sentences of the paragraph that holds a character."""
        number = max(0, min(bisect_right(self._borders, offset) - 1, len(self._borders) - 2))
        if number not in self._found:
            start, end = self._borders[number : number + 2] if len(self._borders) > 1 else (0, len(self.text))
            spans = [span.shifted(start) for span in sentence_spans(self.text[start:end])]
            self._found[number] = spans or [Span(start, end)]
        return self._found[number]

    def at(self, offset: int) -> Span:
        """Return the sentence that holds a character, or the nearest before it."""
        spans = self.of_paragraph(offset)
        return spans[max(0, bisect_right(spans, (offset, len(self.text) + 1)) - 1)]

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
