"""Which passages of a release to show for a query."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from searchkit.model import Release, SpeakerKind, Statement, ZoneKind
from searchkit.query import Query
from searchkit.query.nodes import Everything
from searchkit.query.statements import Speaks, named_so
from searchkit.releases.pages import page_starts
from searchkit.snippets.candidates import MOST_CHARACTERS, NOT_LOOKED_UP, Candidates, Passage
from searchkit.snippets.cutting import cut
from searchkit.snippets.forms import Forms, forms_of
from searchkit.snippets.matching import EVERYWHERE, Found, Matching
from searchkit.snippets.ranked import Rank, Ranked
from searchkit.snippets.snippet import Snippet
from searchkit.snippets.stream import Stream
from searchkit.spans import Span, hull, merged

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
    found = Matching(stream, forms, speaks).found(query.node, EVERYWHERE)
    if not found.holds:
        return []
    return _Passages(stream, found, limit).snippets(limit)


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
    found = Matching(stream, forms, speaks).found(query.node, EVERYWHERE)
    return _Passages(stream, found).of_statements(numbers)


def passage_at(release: Release, statements: Sequence[Statement], span: Span) -> Snippet:
    """Return the sentences that hold some characters of a release, with these highlighted."""
    start = max(0, min(span.start, len(release.text) - 1))
    place = Span(start, max(start, min(span.end, len(release.text))))
    stream = Stream(release, statements, Forms(Everything(), release.language))
    return _Passages(stream, Found(True)).of_place(place)


class _Passages:
    """The passages of one release for one query."""

    def __init__(self, stream: Stream, found: Found, limit: int = 0) -> None:
        self.stream = stream
        self.found = found
        self.release = stream.release
        self.candidates = Candidates(stream, found, limit)
        self.sentences = self.candidates.sentences
        self._pages = page_starts(stream.release)
        self._contents = [(k, *content) for k, said in enumerate(stream.statements) for content in said.content]

    def snippets(self, limit: int) -> list[Snippet]:
        chosen: list[Snippet] = []
        texts: set[str] = set()
        taken: list[Span] = []
        unseen = self.candidates.matches.every
        left = Ranked(self.candidates, self._rank)
        while len(chosen) < limit and (passage := left.take(unseen)):
            words = passage.span.of(self.release.text)
            if words in texts or any(passage.span.overlaps(span) for span in taken):
                continue
            grown = self._grown(passage, taken)
            texts.add(words)
            taken.append(grown.span)
            unseen = unseen - grown.terms
            chosen.append(self._snippet(grown))
        return chosen

    def of_statements(self, numbers: Iterable[int]) -> list[Snippet]:
        matches = self.candidates.matches
        lit = merged(matches.highlights(0, len(matches.firsts)))
        return [self._of_statement(number, lit) for number in numbers]

    def _of_statement(self, number: int, matches: Sequence[Span]) -> Snippet:
        content = hull(self.stream.statements[number].content)
        span = self.sentences.around(*content)
        highlights = [lit for lit in matches if span.covers(lit)]
        passage = Passage(span, self._position(content.start), statement=number, highlights=highlights)
        lit = [span for span in highlights if content.overlaps(span)]
        fits = content.end - content.start <= MOST_CHARACTERS
        return self._snippet(passage, [content] if fits else lit or [Span(content.start, content.start + 1)])

    def of_place(self, span: Span) -> Snippet:
        return self._snippet(Passage(self.sentences.around(*span), self._position(span.start), highlights=[span]))

    def _position(self, offset: int) -> int:
        """Return the position at or behind a character, the last one where there is none."""
        return min(bisect_right(self.stream.ends, offset), max(0, len(self.stream) - 1))

    # -- order

    def _rank(self, passage: Passage) -> Rank:
        said = self.found.statements
        aside = self._statement_of(passage) not in said if said else False
        title = self.stream.zone_at(passage.position) in _TITLES
        return aside, title, -len(passage.terms), -passage.count, passage.span.start

    def _statement_of(self, passage: Passage) -> int | None:
        """Return the statement that holds a highlight: one that answers the query before any other."""
        if passage.statement == NOT_LOOKED_UP:
            passage.statement = self._statement_at(self._lit(passage)) if self._contents else None
        return passage.statement

    def _lit(self, passage: Passage) -> list[Span]:
        """Return the highlights of a passage."""
        if passage.highlights is None:
            highlights = self.candidates.matches.highlights
            passage.highlights = [span for own in passage.matches for span in highlights(*own)]
        return passage.highlights

    def _statement_at(self, highlights: list[Span]) -> int | None:
        if not highlights:
            return None
        low, high = hull(highlights)
        near = [content for content in self._contents if content[1] < high and low < content[2]]
        holders = [k for k, start, end in near if any(start < h.end and h.start < end for h in highlights)]
        answering = [number for number in holders if number in self.found.statements]
        return next(iter(answering or holders), None)

    # -- what is shown

    def _grown(self, passage: Passage, taken: list[Span]) -> Passage:
        """Return the passage with sentences right beside it that match too, while they fit."""
        grown = passage
        begin = passage.span.start
        others = self.candidates.beside(passage)
        away = [abs(other.span.start - begin) for other in others]
        near = [(distance, k) for k, distance in enumerate(away) if distance < MOST_CHARACTERS]
        if len(near) == 1:
            return passage
        for _, k in sorted(near):
            other = others[k]
            if other is not passage and self._joins(grown, other, passage, taken):
                grown = Passage(
                    hull([grown.span, other.span]),
                    passage.position,
                    grown.matches + other.matches,
                    grown.terms | other.terms,
                    statement=passage.statement,
                    sentence=hull([grown.sentence or grown.span, other.sentence or other.span]),
                )
        return grown

    def _joins(self, grown: Passage, other: Passage, passage: Passage, taken: list[Span]) -> bool:
        """Return whether a passage stands right beside what another has grown to, and fits."""
        (start, end), (low, high) = grown.span, other.span
        whole = Span(min(start, low), max(end, high))
        if other.span == grown.span or whole.end - whole.start > MOST_CHARACTERS:
            return False
        between = self.release.text[min(end, high) : max(start, low)]
        if between.strip() or "\n\n" in between or any(whole.overlaps(span) for span in taken):
            return False
        return self._statement_of(other) == self._statement_of(passage)

    def _snippet(self, passage: Passage, focus: list[Span] | None = None) -> Snippet:
        """Return the passage as it is shown; where it has to be cut, what is in `focus` stays, else the highlights."""
        text = self.release.text
        highlights = merged(self._lit(passage))
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
            zone=self.stream.zone_at(passage.position),
            speaker=speaker,
            cue=cue,
            statement=statement,
            cut_before=span.start > whole.start,
            cut_after=span.end < whole.end,
            page=bisect_right(self._pages, highlights[0].start if highlights else span.start) or None,
        )

    def _who(self, number: int | None) -> tuple[str, str]:
        if number is None:
            return "", ""
        statement = self.stream.statements[number]
        names = [s.name or s.role for s in statement.speakers if s.kind is not SpeakerKind.UNKNOWN]
        cue = " ".join(statement.cue.of(self.release.text).split()) if statement.cue else ""
        cue = cue if any(map(str.isalnum, cue)) else ""  # a colon reports, but it is no word
        return " and ".join(name for name in names if name), cue
