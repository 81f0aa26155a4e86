"""Which passages of a release to show for a query."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from searchkit.model import Release, SpeakerKind, Statement, ZoneKind
from searchkit.query import Query
from searchkit.query.nodes import Everything
from searchkit.query.statements import Speaks, named_so
from searchkit.releases.pages import page_of
from searchkit.snippets.cutting import cut
from searchkit.snippets.forms import Forms, forms_of
from searchkit.snippets.matching import Context, Found, Match, Matching
from searchkit.snippets.sentences import Sentences
from searchkit.snippets.snippet import Snippet
from searchkit.snippets.stream import Stream
from searchkit.snippets.windows import windows
from searchkit.spans import Span, hull, merged

MOST_CHARACTERS = 320
"""Characters of a passage. Only one sentence that is longer is cut."""
_TITLES = frozenset({ZoneKind.HEADLINE, ZoneKind.SUBHEAD})


def snippets_for(
    query: Query,
    release: Release,
    statements: Sequence[Statement],
    *,
    speaks: Speaks = named_so,
    limit: int = 3,
) -> list[Snippet]:
    """Return at most `limit` passages that answer the query, best first; none where the release does not match.

    Those with most different words of the query are best, statements before other text where the query asks for
    what is said, headlines last. Where the query has no words they are the statements it asks for, else the first
    sentences. `speaks` tells whether a printed speaker is the one that a name in the query means.
    """
    forms = forms_of(query.node, release.language)
    stream = Stream(release, statements, forms)
    found = Matching(stream, forms, speaks).found(query.node, Context())
    if not found.holds:
        return []
    return _Passages(stream, found).snippets(limit)


def statement_snippets(
    query: Query,
    release: Release,
    statements: Sequence[Statement],
    numbers: Iterable[int],
    *,
    speaks: Speaks = named_so,
) -> list[Snippet]:
    """Return the sentences that hold each of some statements, with the matches of the query in them."""
    forms = forms_of(query.node, release.language)
    stream = Stream(release, statements, forms)
    found = Matching(stream, forms, speaks).found(query.node, Context())
    return _Passages(stream, found).of_statements(numbers)


def passage_at(release: Release, statements: Sequence[Statement], span: Span) -> Snippet:
    """Return the sentences that hold some characters of a release, with these highlighted."""
    start = max(0, min(span.start, len(release.text) - 1))
    place = Span(start, max(start, min(span.end, len(release.text))))
    stream = Stream(release, statements, Forms(Everything(), release.language))
    return _Passages(stream, Found(True)).of_place(place)


NOT_LOOKED_UP = -1


@dataclass(slots=True)
class _Passage:
    """Sentences on their way to be shown."""

    span: Span
    highlights: list[Span] = field(default_factory=list)
    terms: set[int] = field(default_factory=set)
    """The words and phrases that match, by identity."""
    position: int = 0
    statement: int | None = NOT_LOOKED_UP
    sentence: Span | None = None
    """The whole sentence where `span` is a window of it."""


class _Lit(NamedTuple):
    """A match in a long sentence: where it stands, what of it is highlighted, the term (by identity), its position."""

    span: Span
    pieces: list[Span]
    term: int
    position: int


class _Passages:
    """The passages of one release for one query."""

    def __init__(self, stream: Stream, found: Found) -> None:
        self.stream = stream
        self.found = found
        self.release = stream.release
        self.sentences = Sentences(stream.release)
        self._contents = [(k, *content) for k, said in enumerate(stream.statements) for content in said.content]
        self._zone_starts = [first for first, _, _ in stream.zones]

    def snippets(self, limit: int) -> list[Snippet]:
        candidates = self._with_matches() or self._of_statements(limit) or self._beginning()
        chosen: list[Snippet] = []
        texts: set[str] = set()
        taken: list[Span] = []
        shown: set[int] = set()
        left = sorted(((self._rank(passage), passage) for passage in candidates), key=lambda item: item[0])
        while left and len(chosen) < limit:
            _, passage = left.pop(_most_new(left, shown))
            words = passage.span.of(self.release.text)
            if any(passage.span.overlaps(span) for span in taken) or words in texts:
                continue
            grown = self._grown(passage, candidates, taken)
            texts.add(words)
            taken.append(grown.span)
            shown |= grown.terms
            chosen.append(self._snippet(grown))
        return chosen

    def of_statements(self, numbers: Iterable[int]) -> list[Snippet]:
        lit = merged(span for match in self.found.matches for span in self._spans(match.positions))
        return [self._of_statement(number, lit) for number in numbers]

    def _of_statement(self, number: int, matches: Sequence[Span]) -> Snippet:
        content = hull(self.stream.statements[number].content)
        position = min(bisect_right(self.stream.ends, content.start), max(0, len(self.stream) - 1))
        passage = _Passage(self.sentences.around(content), position=position, statement=number)
        passage.highlights += [span for span in matches if passage.span.covers(span)]
        lit = [span for span in passage.highlights if content.overlaps(span)]
        fits = content.end - content.start <= MOST_CHARACTERS
        return self._snippet(passage, [content] if fits else lit or [Span(content.start, content.start + 1)])

    def of_place(self, span: Span) -> Snippet:
        position = min(bisect_right(self.stream.ends, span.start), max(0, len(self.stream) - 1))
        passage = _Passage(self.sentences.around(span), [span], position=position)
        return self._snippet(passage)

    # -- candidates

    def _with_matches(self) -> list[_Passage]:
        passages: dict[Span, _Passage] = {}
        long: dict[Span, list[_Lit]] = {}
        passage: _Passage | None = None
        begin = end = 0
        starts, ends = self.stream.starts, self.stream.ends
        for positions, node in sorted(self.found.matches, key=_first_position):
            first, last = positions[0], positions[-1]
            start, stop = starts[first], ends[last]
            if passage is None or start < begin or stop > end:
                span = self.sentences.around(Span(start, stop))
                passage = passages.setdefault(span, _Passage(span, position=first))
                begin, end = span
            lit = [Span(start, stop)] if len(positions) == last - first + 1 else [*self._spans(positions)]
            if end - begin > MOST_CHARACTERS:
                long.setdefault(passage.span, []).append(_Lit(Span(start, stop), lit, id(node), first))
            else:
                passage.highlights += lit
                passage.terms.add(id(node))
        if not long:
            return list(passages.values())
        return [part for made in passages.values() for part in self._parts(made, long.get(made.span, []))]

    def _parts(self, passage: _Passage, matches: list[_Lit]) -> list[_Passage]:
        """Return the windows of a sentence that is too long to be shown; the passage itself where it fits."""
        if not matches:
            return [passage]
        made = []
        spans = [one.span for one in matches]
        for span, first, end in windows(self.release.text, passage.span, spans, MOST_CHARACTERS):
            lit = matches[first:end]
            highlights = [piece for one in lit for piece in one.pieces]
            terms = {one.term for one in lit}
            made.append(_Passage(span, highlights, terms, lit[0].position, sentence=passage.span))
        return made

    def _of_statements(self, limit: int) -> list[_Passage]:
        made = []
        for number in self.found.statements[:limit]:
            contents = self.stream.statement_intervals(number)
            if contents:
                whole = self.stream.span(contents[0][0], contents[-1][1] - 1)
                made.append(_Passage(self.sentences.around(whole), position=contents[0][0], statement=number))
        return made

    def _beginning(self) -> list[_Passage]:
        if not len(self.stream):
            return []
        bodies = [first for first, _, kind in self.stream.zones if kind in (ZoneKind.LEAD, ZoneKind.BODY)]
        position = bodies[0] if bodies else 0
        sentences = self.sentences.of_paragraph(self.stream.starts[position])
        return [_Passage(_fitting(sentences), position=position)]

    def _spans(self, positions: tuple[int, ...]) -> Iterable[Span]:
        """Yield the characters of a match: runs of positions beside each other are one span."""
        first = last = positions[0]
        for position in positions[1:]:
            if position != last + 1:
                yield self.stream.span(first, last)
                first = position
            last = position
        yield self.stream.span(first, last)

    # -- order

    def _rank(self, passage: _Passage) -> tuple[bool, bool, int, int, int]:
        said = self.found.statements
        return (
            bool(said) and self._statement_of(passage) not in said,
            self._zone(passage) in _TITLES,
            -len(passage.terms),
            -len(passage.highlights),
            passage.span.start,
        )

    def _zone(self, passage: _Passage) -> ZoneKind:
        return self.stream.zones[max(0, bisect_right(self._zone_starts, passage.position) - 1)][2]

    def _statement_of(self, passage: _Passage) -> int | None:
        """Return the statement that holds a highlight: one that answers the query before any other."""
        if passage.statement == NOT_LOOKED_UP:
            passage.statement = self._statement_at(passage.highlights)
        return passage.statement

    def _statement_at(self, highlights: list[Span]) -> int | None:
        if not highlights:
            return None
        low, high = hull(highlights)
        near = [content for content in self._contents if content[1] < high and low < content[2]]
        holders = [k for k, start, end in near if any(start < h.end and h.start < end for h in highlights)]
        answering = [number for number in holders if number in self.found.statements]
        return next(iter(answering or holders), None)

    # -- what is shown

    def _grown(self, passage: _Passage, candidates: list[_Passage], taken: list[Span]) -> _Passage:
        """Return the passage with sentences right beside it that match too, while they fit."""
        grown = passage
        begin = passage.span.start
        near = sorted((abs(c.span.start - begin), k) for k, c in enumerate(candidates) if c is not passage)
        for distance, k in near:
            if distance >= MOST_CHARACTERS:
                break
            if self._joins(grown, candidates[k], passage, taken):
                other = candidates[k]
                highlights = [*grown.highlights, *other.highlights]
                whole = hull([grown.span, other.span])
                sentence = hull([grown.sentence or grown.span, other.sentence or other.span])
                terms = grown.terms | other.terms
                grown = _Passage(whole, highlights, terms, passage.position, passage.statement, sentence)
        return grown

    def _joins(self, grown: _Passage, other: _Passage, passage: _Passage, taken: list[Span]) -> bool:
        """Return whether a passage stands right beside what another has grown to, and fits."""
        (start, end), (low, high) = grown.span, other.span
        whole = Span(min(start, low), max(end, high))
        if other.span == grown.span or whole.end - whole.start > MOST_CHARACTERS:
            return False
        between = self.release.text[min(end, high) : max(start, low)]
        if between.strip() or "\n\n" in between or any(whole.overlaps(span) for span in taken):
            return False
        return self._statement_of(other) == self._statement_of(passage)

    def _snippet(self, passage: _Passage, focus: list[Span] | None = None) -> Snippet:
        """Return the passage as it is shown; where it has to be cut, what is in `focus` stays, else the highlights."""
        text = self.release.text
        highlights = merged(passage.highlights)
        whole = passage.sentence or passage.span
        span = cut(text, passage.span, focus or highlights, MOST_CHARACTERS)
        if span != whole:
            shown = (h for h in highlights if h.overlaps(span))
            highlights = [Span(max(h.start, span.start), min(h.end, span.end)) for h in shown]
        statement = self._statement_of(passage)
        speaker, cue = self._who(statement)
        return Snippet(
            text=span.of(text),
            span=span,
            highlights=tuple(Span(start - span.start, end - span.start) for start, end in highlights),
            zone=self._zone(passage),
            speaker=speaker,
            cue=cue,
            statement=statement,
            cut_before=span.start > whole.start,
            cut_after=span.end < whole.end,
            page=page_of(self.release, highlights[0].start if highlights else span.start) or None,
        )

    def _who(self, number: int | None) -> tuple[str, str]:
        if number is None:
            return "", ""
        statement = self.stream.statements[number]
        names = [s.name or s.role for s in statement.speakers if s.kind is not SpeakerKind.UNKNOWN]
        cue = " ".join(statement.cue.of(self.release.text).split()) if statement.cue else ""
        cue = cue if any(map(str.isalnum, cue)) else ""  # a colon reports, but it is no word
        return " and ".join(name for name in names if name), cue


def _most_new(left: Sequence[tuple[tuple[bool, bool, int, int, int], _Passage]], shown: set[int]) -> int:
    """Return the number of the passage to show next, of ranked ones: that of most terms that were not shown yet."""
    if not shown:
        return 0
    return min(range(len(left)), key=lambda k: (*left[k][0][:2], -len(left[k][1].terms - shown), k))


def _first_position(match: Match) -> int:
    return match.positions[0]


def _fitting(sentences: list[Span]) -> Span:
    """Return as many of the first sentences as fit, at least one."""
    fitting = [span for span in sentences if span.end - sentences[0].start <= MOST_CHARACTERS]
    return Span(sentences[0].start, (fitting or sentences)[-1 if fitting else 0].end)
