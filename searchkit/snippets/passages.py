"""Which passages of a release to show for a query."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from searchkit.model import Release, SpeakerKind, Statement, ZoneKind
from searchkit.query import Query
from searchkit.query.nodes import Everything
from searchkit.query.statements import Speaks, named_so
from searchkit.releases.pages import page_of
from searchkit.snippets.candidates import MOST_CHARACTERS, NOT_LOOKED_UP, Candidates, Passage, spans_of
from searchkit.snippets.cutting import cut
from searchkit.snippets.forms import Forms, forms_of
from searchkit.snippets.matching import Context, Found, Matching
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


class _Passages:
    """The passages of one release for one query."""

    def __init__(self, stream: Stream, found: Found) -> None:
        self.stream = stream
        self.found = found
        self.release = stream.release
        self.candidates = Candidates(stream, found)
        self.sentences = self.candidates.sentences
        self._contents = [(k, *content) for k, said in enumerate(stream.statements) for content in said.content]
        self._zone_starts = [first for first, _, _ in stream.zones]

    def snippets(self, limit: int) -> list[Snippet]:
        candidates = self.candidates.all(limit)
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
        lit = merged(span for match in self.found.matches for span in spans_of(self.stream, match.positions))
        return [self._of_statement(number, lit) for number in numbers]

    def _of_statement(self, number: int, matches: Sequence[Span]) -> Snippet:
        content = hull(self.stream.statements[number].content)
        position = min(bisect_right(self.stream.ends, content.start), max(0, len(self.stream) - 1))
        passage = Passage(self.sentences.around(content), position=position, statement=number)
        passage.highlights += [span for span in matches if passage.span.covers(span)]
        lit = [span for span in passage.highlights if content.overlaps(span)]
        fits = content.end - content.start <= MOST_CHARACTERS
        return self._snippet(passage, [content] if fits else lit or [Span(content.start, content.start + 1)])

    def of_place(self, span: Span) -> Snippet:
        position = min(bisect_right(self.stream.ends, span.start), max(0, len(self.stream) - 1))
        passage = Passage(self.sentences.around(span), [span], position=position)
        return self._snippet(passage)

    # -- order

    def _rank(self, passage: Passage) -> tuple[bool, bool, int, int, int]:
        said = self.found.statements
        return (
            bool(said) and self._statement_of(passage) not in said,
            self._zone(passage) in _TITLES,
            -len(passage.terms),
            -len(passage.highlights),
            passage.span.start,
        )

    def _zone(self, passage: Passage) -> ZoneKind:
        return self.stream.zones[max(0, bisect_right(self._zone_starts, passage.position) - 1)][2]

    def _statement_of(self, passage: Passage) -> int | None:
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

    def _grown(self, passage: Passage, candidates: list[Passage], taken: list[Span]) -> Passage:
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
                grown = Passage(whole, highlights, terms, passage.position, passage.statement, sentence)
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


def _most_new(left: Sequence[tuple[tuple[bool, bool, int, int, int], Passage]], shown: set[int]) -> int:
    """Return the number of the passage to show next, of ranked ones: that of most terms that were not shown yet."""
    if not shown:
        return 0
    return min(range(len(left)), key=lambda k: (*left[k][0][:2], -len(left[k][1].terms - shown), k))
