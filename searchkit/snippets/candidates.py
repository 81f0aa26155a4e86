"""The passages of a release that could be shown for a query, before any is chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from searchkit.model import ZoneKind
from searchkit.snippets.matching import Found, Match
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
    highlights: list[Span] = field(default_factory=list)
    terms: set[int] = field(default_factory=set)
    """The words and phrases that match, by identity."""
    position: int = 0
    statement: int | None = NOT_LOOKED_UP
    sentence: Span | None = None
    """The whole sentence where `span` is a window of it."""


class Lit(NamedTuple):
    """A match in a long sentence: where it stands, what of it is highlighted, the term (by identity), its position."""

    span: Span
    pieces: list[Span]
    term: int
    position: int


class Candidates:
    """The passages of one release for one query: around its matches, else its statements, else its beginning."""

    def __init__(self, stream: Stream, found: Found) -> None:
        self.stream = stream
        self.found = found
        self.sentences = Sentences(stream.release)

    def all(self, limit: int) -> list[Passage]:
        """Return them in the order of the text; of statements at most `limit`."""
        return self._with_matches() or self._of_statements(limit) or self._beginning()

    def _with_matches(self) -> list[Passage]:
        passages: dict[Span, Passage] = {}
        long: dict[Span, list[Lit]] = {}
        passage: Passage | None = None
        begin = end = 0
        starts, ends = self.stream.starts, self.stream.ends
        for positions, node in sorted(self.found.matches, key=_first_position):
            first, last = positions[0], positions[-1]
            start, stop = starts[first], ends[last]
            if passage is None or start < begin or stop > end:
                span = self.sentences.around(Span(start, stop))
                passage = passages.setdefault(span, Passage(span, position=first))
                begin, end = span
            lit = [Span(start, stop)] if len(positions) == last - first + 1 else [*spans_of(self.stream, positions)]
            if end - begin > MOST_CHARACTERS:
                long.setdefault(passage.span, []).append(Lit(Span(start, stop), lit, id(node), first))
            else:
                passage.highlights += lit
                passage.terms.add(id(node))
        if not long:
            return list(passages.values())
        return [part for made in passages.values() for part in self._parts(made, long.get(made.span, []))]

    def _parts(self, passage: Passage, matches: list[Lit]) -> list[Passage]:
        """Return the windows of a sentence that is too long to be shown; the passage itself where it fits."""
        if not matches:
            return [passage]
        made = []
        spans = [one.span for one in matches]
        for span, first, end in windows(self.stream.release.text, passage.span, spans, MOST_CHARACTERS):
            lit = matches[first:end]
            highlights = [piece for one in lit for piece in one.pieces]
            terms = {one.term for one in lit}
            made.append(Passage(span, highlights, terms, lit[0].position, sentence=passage.span))
        return made

    def _of_statements(self, limit: int) -> list[Passage]:
        made = []
        for number in self.found.statements[:limit]:
            contents = self.stream.statement_intervals(number)
            if contents:
                whole = self.stream.span(contents[0][0], contents[-1][1] - 1)
                made.append(Passage(self.sentences.around(whole), position=contents[0][0], statement=number))
        return made

    def _beginning(self) -> list[Passage]:
        if not len(self.stream):
            return []
        bodies = [first for first, _, kind in self.stream.zones if kind in (ZoneKind.LEAD, ZoneKind.BODY)]
        position = bodies[0] if bodies else 0
        sentences = self.sentences.of_paragraph(self.stream.starts[position])
        return [Passage(_fitting(sentences), position=position)]


def spans_of(stream: Stream, positions: tuple[int, ...]) -> Iterable[Span]:
    """Yield the characters of a match: runs of positions beside each other are one span."""
    first = last = positions[0]
    for position in positions[1:]:
        if position != last + 1:
            yield stream.span(first, last)
            first = position
        last = position
    yield stream.span(first, last)


def _first_position(match: Match) -> int:
    return match.positions[0]


def _fitting(sentences: list[Span]) -> Span:
    """Return as many of the first sentences as fit, at least one."""
    fitting = [span for span in sentences if span.end - sentences[0].start <= MOST_CHARACTERS]
    return Span(sentences[0].start, (fitting or sentences)[-1 if fitting else 0].end)
