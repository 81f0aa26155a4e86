"""The passages of a release that could be shown for a query, before any is chosen."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from searchkit.model import ZoneKind
from searchkit.snippets.matches import Matches
from searchkit.snippets.matching import Found
from searchkit.snippets.sentences import Sentences, Stretch
from searchkit.snippets.stream import Stream
from searchkit.snippets.windows import windows
from searchkit.spans import Span

MOST_CHARACTERS = 320
"""Characters of a passage. Only one sentence that is longer is cut."""
FEW = 10
"""The passages of so many matches are looked for at once: it takes no longer than to put them off."""
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
    """The passages of one release for one query: around its matches, else its statements, else its beginning.

    Those around matches come paragraph by paragraph (`stretches`, in the order of the text), and are looked for only
    where they are asked for: a word that stands in every sentence is shown in three. Of statements there are at most
    `limit`.
    """

    def __init__(self, stream: Stream, found: Found, limit: int) -> None:
        self.stream = stream
        self.found = found
        self.sentences = Sentences(stream.release)
        self.matches = Matches(stream, found.matches)
        self._limit = limit
        self._passages: dict[int, list[Passage]] = {}

    @cached_property
    def stretches(self) -> list[Stretch]:
        """The paragraphs that hold matches; one stretch of the whole text where there are few matches, or none."""
        starts, ends = self.matches.starts, self.matches.ends
        if len(starts) > FEW:
            return list(self.sentences.stretches(starts, ends))
        return [Stretch(0, len(self.stream.release.text), 0, len(starts))]

    def of_stretch(self, number: int) -> list[Passage]:
        """Return the passages of a stretch in the order of the text."""
        passages = self._passages.get(number)
        if passages is None:
            found = self._with_matches(self.stretches[number])
            passages = self._passages[number] = found or self._of_statements() or self._beginning()
        return passages

    def beside(self, passage: Passage) -> list[Passage]:
        """Return the passages, in the order of the text, of which some may stand right beside one, and itself.

        They are near, and no blank line is between their paragraphs.
        """
        stretches, begin = self.stretches, passage.span.start
        if len(stretches) == 1:
            return self.of_stretch(0)
        first = bisect_right(stretches, begin, key=_start) - 1
        end = first + 1
        while first and not self._is_apart(first) and stretches[first - 1].end > begin - MOST_CHARACTERS:
            first -= 1
        while end < len(stretches) and stretches[end].start < begin + MOST_CHARACTERS and not self._is_apart(end):
            end += 1
        return [one for number in range(first, end) for one in self.of_stretch(number)]

    def _is_apart(self, number: int) -> bool:
        """Return whether a blank line stands before a stretch."""
        return self.stream.release.text.endswith("\n\n", 0, self.stretches[number].start)

    def _with_matches(self, stretch: Stretch) -> list[Passage]:
        made: list[Passage] = []
        for span, low, high in self.sentences.holding(self.matches.starts, self.matches.ends, stretch):
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

    def _of_statements(self) -> list[Passage]:
        made = []
        for number in self.found.statements[: self._limit]:
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


def _start(stretch: Stretch) -> int:
    return stretch.start


def _fitting(sentences: list[Span]) -> Span:
    """Return as many of the first sentences as fit, at least one."""
    fitting = [span for span in sentences if span.end - sentences[0].start <= MOST_CHARACTERS]
    return Span(sentences[0].start, (fitting or sentences)[-1 if fitting else 0].end)
