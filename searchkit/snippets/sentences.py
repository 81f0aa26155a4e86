"""The sentences around a place, found for one paragraph at a time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from searchkit.analysis.sentences import sentences_in
from searchkit.model import Release
from searchkit.snippets.stream import section_of
from searchkit.spans import Span


class Sentences:
    """The sentences of a release, by place. None reaches from the headline into the text, or over a paragraph."""

    def __init__(self, release: Release) -> None:
        self.text = release.text
        borders = {0, *(paragraph.start for paragraph in release.paragraphs), *_section_starts(release)}
        self._borders = [*sorted(borders - {len(self.text)}), len(self.text)]
        self._found: dict[int, tuple[list[Span], Iterator[Span]]] = {}
        """By paragraph the sentences that were read so far, and the rest: most matches stand near its beginning."""

    def of_paragraph(self, offset: int) -> list[Span]:
        """Return the sentences of the paragraph that holds a character."""
        known, rest = self._paragraph(offset)
        known += rest
        return known

    def at(self, offset: int) -> Span:
        """Return the sentence that holds a character, or the nearest before it."""
        known, rest = self._paragraph(offset)
        while (not known or known[-1].end <= offset) and (span := next(rest, None)):
            known.append(span)
        return known[max(0, bisect_right(known, offset, key=_start) - 1)]

    def _paragraph(self, offset: int) -> tuple[list[Span], Iterator[Span]]:
        number = max(0, min(bisect_right(self._borders, offset) - 1, len(self._borders) - 2))
        if number not in self._found:
            start, end = self._borders[number : number + 2] if len(self._borders) > 1 else (0, len(self.text))
            self._found[number] = [], self._read(start, end)
        return self._found[number]

    def _read(self, start: int, end: int) -> Iterator[Span]:
        empty = True
        for low, high in sentences_in(self.text[start:end]):
            empty = False
            yield Span(start + low, start + high)
        if empty:
            yield Span(start, end)

    def around(self, span: Span) -> Span:
        """Return the sentences that a span lies in, from the beginning of the first to the end of the last."""
        first = last = self.at(span.start)
        if span.end > first.end:
            last = self.at(span.end - 1)
        return Span(min(first.start, span.start), max(last.end, span.end))


def _start(span: Span) -> int:
    return span.start


def _section_starts(release: Release) -> list[int]:
    starts: list[int] = []
    before = None
    for zone in release.zones:
        section = section_of(zone.kind)
        if section != before:
            starts.append(zone.span.start)
        before = section
    return starts
