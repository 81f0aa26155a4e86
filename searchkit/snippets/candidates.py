"""The passages of a release that could be shown for a query, before any is chosen."""

from __future__ import annotations

from dataclasses import dataclass

from searchkit.model import ZoneKind
from searchkit.snippets.matches import Matches
from searchkit.snippets.matching import Found
from searchkit.snippets.sentences import Sentences
from searchkit.snippets.stream import Stream
from searchkit.snippets.windows import windows
from searchkit.spans import Span

MOST_CHARACTERS = 320
"""Characters of a passage. Only one sentence that is longer is cut."""
NOT_LOOKED_UP = -1


@dataclass(slots=True)
class Passage:
    """Sentences on their way to be shown."""

    span: Span
    position: int = 0
    """The first position of its first match."""
    matches: tuple[tuple[int, int], ...] = ()
    """Ranges of the numbers of its matches."""
    terms: frozenset[int] = frozenset()
    """The words and phrases that match, by identity."""
    count: int = 0
    """Of highlights."""
    statement: int | None = NOT_LOOKED_UP
    sentence: Span | None = None
    """The whole sentence where `span` is a window of it."""
    highlights: list[Span] | None = None
    """None: those of the matches."""


class Candidates:
    """The passages of one release for one query: around its matches, else its statements, else its beginning."""

    def __init__(self, stream: Stream, found: Found) -> None:
        self.stream = stream
        self.found = found
        self.sentences = Sentences(stream.release)
        self.matches = Matches(stream, found.matches)

    def all(self, limit: int) -> list[Passage]:
        """Return them in the order of the text; of statements at most `limit`."""
        return self._with_matches() or self._of_statements(limit) or self._beginning()

    def _with_matches(self) -> list[Passage]:
        made: list[Passage] = []
        for span, low, high in self.sentences.holding(self.matches.starts, self.matches.ends):
            if span.end - span.start > MOST_CHARACTERS:
                made += self._windows(span, low, high)
            else:
                made.append(self._passage(span, low, high))
        return made

    def _windows(self, sentence: Span, low: int, high: int) -> list[Passage]:
        """Return the passages of a sentence that is too long to be shown whole; it holds the matches of a range."""
        made = []
        text, starts, ends = self.stream.release.text, self.matches.starts[low:high], self.matches.ends[low:high]
        for span, first, end in windows(text, sentence, starts, ends, MOST_CHARACTERS):
            passage = self._passage(span, low + first, low + end)
            passage.sentence = sentence
            made.append(passage)
        return made

    def _passage(self, span: Span, low: int, high: int) -> Passage:
        matches = self.matches
        terms, count = matches.terms(low, high), matches.count(low, high)
        return Passage(span, matches.firsts[low], ((low, high),), terms, count)

    def _of_statements(self, limit: int) -> list[Passage]:
        made = []
        for number in self.found.statements[:limit]:
            contents = self.stream.statement_intervals(number)
            if contents:
                start, end = self.stream.span(contents[0][0], contents[-1][1] - 1)
                made.append(Passage(self.sentences.around(start, end), contents[0][0], statement=number))
        return made

    def _beginning(self) -> list[Passage]:
        if not len(self.stream):
            return []
        bodies = [first for first, _, kind in self.stream.zones if kind in (ZoneKind.LEAD, ZoneKind.BODY)]
        position = bodies[0] if bodies else 0
        sentences = self.sentences.of_paragraph(self.stream.starts[position])
        return [Passage(_fitting(sentences), position)]


def _fitting(sentences: list[Span]) -> Span:
    """Return as many of the first sentences as fit, at least one."""
    fitting = [span for span in sentences if span.end - sentences[0].start <= MOST_CHARACTERS]
    return Span(sentences[0].start, (fitting or sentences)[-1 if fitting else 0].end)
