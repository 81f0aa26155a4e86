"""What a query means, in the plainest Python: every search is held against it.

Written from the words of `searchkit/query/nodes.py` and `docs/query-language.md`, without a look at how searching or
highlighting is done: tokens are walked one by one, phrases are tried at every place. Only `tokenize` and `stem` are
borrowed, because they say what a word is, and `sentence_spans`, because it says what a sentence is.

    Oracle(release, statements).holds(node)
    matching([(release, statements), …], node)     the numbers of the releases that match
    statement_count([…], node)                     the statements that answer, in all of them
"""

from __future__ import annotations

import datetime as dt
import fnmatch
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from searchkit.analysis import stem, tokenize
from searchkit.analysis.sentences import sentence_spans
from searchkit.model import Release, Speaker, SpeakerKind, Statement, ZoneKind
from searchkit.query.nodes import (
    And,
    Article,
    CueIs,
    DateIs,
    Everything,
    ExactWord,
    Fuzzy,
    InZone,
    MetadataField,
    MetadataIs,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    SaidBy,
    SpeakerKey,
    Spoken,
    TypeIs,
    Undated,
    Unit,
    Wildcard,
    Within,
    Word,
)
from searchkit.spans import Span

Speaks = Callable[[SaidBy, Speaker], bool]
TEXT = {ZoneKind.HEADLINE, ZoneKind.SUBHEAD, ZoneKind.DATELINE, ZoneKind.LEAD, ZoneKind.BODY}
ZONES: dict[str, set[ZoneKind]] = {
    "title": {ZoneKind.HEADLINE, ZoneKind.SUBHEAD},
    "text": TEXT,
    "all": set(ZoneKind),
    **{kind.value: {kind} for kind in ZoneKind if kind not in (ZoneKind.HEADLINE, ZoneKind.SUBHEAD)},
}


class Token(NamedTuple):
    word: str
    start: int
    end: int
    zone: ZoneKind
    section: int
    """Number of the stretch (headline, searched text, what is not searched) that no phrase leaves."""
    sentence: int
    paragraph: int

    def lies_in(self, span: Span) -> bool:
        return self.start < span.end and self.end > span.start


@dataclass(frozen=True)
class Place:
    """Where words count. `inside` and `outside` are spans of text, `unit` a test of tokens."""

    zones: frozenset[ZoneKind]
    inside: tuple[Span, ...] | None = None
    outside: tuple[Span, ...] = ()
    unit: Callable[[Token], bool] | None = None
    statements: tuple[int, ...] | None = None
    """The statements that `said:( )` may look at; None for all."""
    here: int = -1
    """The statement that `said:( )` looks at."""


WHOLE = Place(frozenset(TEXT))


@dataclass(frozen=True)
class Outcome:
    """Whether a node holds, the matches that made it hold (a position a term), and the statements that answer."""

    holds: bool
    matches: frozenset[tuple[int, ...]] = frozenset()
    statements: frozenset[int] = frozenset()

    @property
    def words(self) -> set[int]:
        return {position for match in self.matches for position in match}


FAILED, HELD = Outcome(False), Outcome(True)


def named(test: SaidBy, speaker: Speaker) -> bool:
    """The speaker is meant where all words of the name stand in one of his names, or in his role."""
    wanted = set(tokenize(test.name).words)
    forms = [speaker.name, speaker.role, *speaker.aliases]
    return test.key is not SpeakerKey.ID and any(wanted <= set(tokenize(form).words) for form in forms if form)


def matching(corpus: Iterable[tuple[Release, Sequence[Statement]]], node: Node, speaks: Speaks = named) -> list[int]:
    return [k for k, (release, said) in enumerate(corpus) if Oracle(release, said, speaks).holds(node)]


def statement_count(corpus: Iterable[tuple[Release, Sequence[Statement]]], node: Node, speaks: Speaks = named) -> int:
    return sum(len(Oracle(release, said, speaks).outcome(node).statements) for release, said in corpus)


class Oracle:
    def __init__(self, release: Release, statements: Sequence[Statement], speaks: Speaks = named) -> None:
        self.release, self.said, self.speaks = release, statements, speaks
        self.tokens = list(tokens_of(release))

    def holds(self, node: Node) -> bool:
        return self.outcome(node).holds

    def outcome(self, node: Node) -> Outcome:
        return self.look(node, WHOLE)

    def look(self, node: Node, place: Place) -> Outcome:
        if isinstance(node, Word | ExactWord | Prefix | Wildcard | Fuzzy):
            words = [(k,) for k, token in enumerate(self.tokens) if self.fits(node, token) and self.counts(k, k, place)]
            return Outcome(bool(words), frozenset(words))
        if isinstance(node, Phrase):
            runs = self.seatings(node)
            found = frozenset(seats for seats in runs if self.counts(min(seats), max(seats), place))
            return Outcome(bool(found), found)
        if isinstance(node, And):
            parts = [self.look(child, place) for child in node.nodes]
            return union(parts) if all(part.holds for part in parts) else FAILED
        if isinstance(node, Or):
            return union([self.look(child, place) for child in node.nodes])
        if isinstance(node, Not):
            return FAILED if self.look(node.node, place).holds else HELD
        if isinstance(node, InZone):
            return self.look(node.node, replace(place, zones=frozenset(ZONES[node.zone])))
        if isinstance(node, Article):
            return self.look(node.node, WHOLE)
        if isinstance(node, Spoken):
            return self.spoken(node)
        if isinstance(node, Within):
            return self.within(node, place)
        if isinstance(node, SaidBy | TypeIs | CueIs):
            return Outcome(self.passes(node, self.said[place.here]))
        return Outcome(self.describes(node))

    # -- words

    def fits(self, term: Node, token: Token) -> bool:
        word = token.word
        if isinstance(term, Word):
            language = self.release.language
            return stem(word, language) == stem(term.word, language)
        if isinstance(term, ExactWord):
            return word == term.word
        if isinstance(term, Prefix):
            return word[: len(term.prefix)] == term.prefix
        if isinstance(term, Wildcard):
            return fnmatch.fnmatchcase(word, term.pattern)
        assert isinstance(term, Fuzzy)
        return alignment(word, term.word) <= term.distance

    def seatings(self, phrase: Phrase) -> Iterator[tuple[int, ...]]:
        """Every choice of a position for each part that makes the phrase."""
        size = len(phrase.parts)
        if phrase.slop == 0:
            for first in range(len(self.tokens) - size + 1):
                seats = tuple(range(first, first + size))
                if all(self.fits(part, self.tokens[k]) for part, k in zip(phrase.parts, seats, strict=True)):
                    yield seats
            return
        places = [[k for k, token in enumerate(self.tokens) if self.fits(part, token)] for part in phrase.parts]
        for seats in itertools.product(*places):
            if len(set(seats)) == size and max(seats) - min(seats) + 1 - size <= phrase.slop:
                yield seats

    def counts(self, first: int, last: int, place: Place) -> bool:
        """Whether a match from one token to another, with all between, stands where words count."""
        run = self.tokens[first : last + 1]
        return (
            len({token.section for token in run}) == 1
            and all(token.zone in place.zones for token in run)
            and (place.unit is None or all(place.unit(token) for token in run))
            and (place.inside is None or any(all(token.lies_in(span) for token in run) for span in place.inside))
            and not any(token.lies_in(span) for token in run for span in place.outside)
        )

    # -- statements

    def spoken(self, node: Spoken) -> Outcome:
        passing = tuple(k for k, said in enumerate(self.said) if all(self.passes(test, said) for test in node.tests))
        if all(isinstance(test, Not) for test in node.tests):
            assert node.node is not None
            failing = tuple(span for k, said in enumerate(self.said) if k not in passing for span in said.content)
            return self.look(node.node, replace(WHOLE, outside=failing, statements=passing))
        if not passing:
            return FAILED
        if node.node is None:
            return Outcome(True, statements=frozenset(passing))
        inside = tuple(span for k in passing for span in self.said[k].content)
        found = self.look(node.node, replace(WHOLE, inside=inside, statements=passing))
        if not found.holds:
            return FAILED
        holders = {k for k in passing for match in found.matches if self.said_in(k, match)}
        answering = found.statements or frozenset(holders) or frozenset(passing)
        return replace(found, statements=answering)

    def said_in(self, k: int, match: tuple[int, ...]) -> bool:
        """Whether a match lies in one stretch of what statement k reports."""
        run = self.tokens[min(match) : max(match) + 1]
        return any(all(token.lies_in(span) for token in run) for span in self.said[k].content)

    def passes(self, test: Node, said: Statement) -> bool:
        if isinstance(test, Not):
            return not self.passes(test.node, said)
        if isinstance(test, TypeIs):
            return said.type is test.type
        if isinstance(test, CueIs):
            language = self.release.language
            cue = said.cue.of(self.release.text) if said.cue else ""
            printed = {stem(word, language) for word in tokenize(cue).words}
            return all(stem(word, language) in printed for word in test.words)
        assert isinstance(test, SaidBy)
        if test.key is SpeakerKey.UNKNOWN:
            kinds = {speaker.kind for speaker in said.speakers}
            nameless = not any(s.name and s.kind is not SpeakerKind.UNKNOWN for s in said.speakers)
            return nameless and SpeakerKind.UNNAMED not in kinds
        return any(self.speaks(test, speaker) for speaker in said.speakers)

    # -- units

    def within(self, node: Within, place: Place) -> Outcome:
        found = []
        if node.unit is Unit.STATEMENT:
            for k in range(len(self.said)) if place.statements is None else place.statements:
                outcomes = self.look(node.node, self.narrowed(place, k))
                found.append(replace(outcomes, statements=frozenset({k})))
        else:
            name = node.unit.value
            for number in {getattr(token, name) for token in self.tokens}:
                unit = replace(place, unit=lambda token, number=number: getattr(token, name) == number)  # type: ignore[misc]
                found.append(self.look(node.node, unit))
        return union(found)

    def narrowed(self, place: Place, k: int) -> Place:
        """The place with words only in statement k: a match lies in one of its stretches, and where words count."""
        spans = self.said[k].content
        outer = place.inside
        inside = spans if outer is None else tuple(s for s in (shared(a, b) for a in spans for b in outer) if s)
        return replace(place, inside=inside, here=k)

    # -- properties

    def describes(self, node: Node) -> bool:
        release = self.release
        if isinstance(node, Everything):
            return True
        if isinstance(node, Undated):
            return release.date is None
        if isinstance(node, DateIs):
            return release.date is not None and all(
                (node.first is None or node.first <= day) and (node.last is None or day <= node.last)
                for day in days_of(release.date, release.date_precision)
            )
        assert isinstance(node, MetadataIs)
        if node.field is MetadataField.ID:
            return release.id.startswith(node.value)
        if node.field is MetadataField.LANG:
            return release.language.lower().split("-")[: node.value.count("-") + 1] == node.value.lower().split("-")
        if node.field is MetadataField.PATH:
            pattern = "*" + node.value.lower().replace("[", "[[]") + "*"
            return any(fnmatch.fnmatchcase(path.lower(), pattern) for path in release.places or (release.path,))
        given = tokenize(release.source if node.field is MetadataField.SOURCE else release.place).words
        wanted = tokenize(node.value).words
        return any(given[k : k + len(wanted)] == wanted for k in range(len(given)))


def union(parts: Iterable[Outcome]) -> Outcome:
    good = [part for part in parts if part.holds]
    matches: frozenset[tuple[int, ...]] = frozenset().union(*(part.matches for part in good))
    statements: frozenset[int] = frozenset().union(*(part.statements for part in good))
    return Outcome(bool(good), matches, statements)


def shared(a: Span, b: Span) -> Span | None:
    start, end = max(a.start, b.start), min(a.end, b.end)
    return Span(start, end) if start < end else None


def days_of(date: dt.date, precision: str) -> Iterator[dt.date]:
    """Every day that a release dated so may have appeared on."""
    length = {"day": 3, "month": 2, "year": 1}[precision]
    day = date
    while day.timetuple()[:length] == date.timetuple()[:length]:
        yield day
        day += dt.timedelta(days=1)


def tokens_of(release: Release) -> Iterator[Token]:
    tokens = tokenize(release.text, release.language)
    sentences = [span.start for span in sentence_spans(release.text)]
    paragraphs = [span.start for span in release.paragraphs]
    section = 0
    before: tuple[bool, bool] | None = None
    for word, start, end in zip(tokens.words, tokens.starts.tolist(), tokens.ends.tolist(), strict=True):
        zone = next((z.kind for z in release.zones if z.span.start <= start < z.span.end), ZoneKind.BODY)
        kind = (zone is ZoneKind.HEADLINE, zone in TEXT)
        section += before is not None and kind != before
        before = kind
        # A unit begins with the first word behind its first character; a new section begins new units.
        sentence = sum(s <= start for s in sentences) * 10_000 + section
        paragraph = sum(p <= start for p in paragraphs) * 10_000 + section
        yield Token(word, start, end, zone, section, sentence, paragraph)


def alignment(a: str, b: str) -> int:
    """The optimal string alignment distance, from its definition."""
    row: dict[tuple[int, int], int] = {}
    for i, j in itertools.product(range(len(a) + 1), range(len(b) + 1)):
        if not i or not j:
            row[i, j] = i + j
            continue
        row[i, j] = min(row[i - 1, j] + 1, row[i, j - 1] + 1, row[i - 1, j - 1] + (a[i - 1] != b[j - 1]))
        if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
            row[i, j] = min(row[i, j], row[i - 2, j - 2] + 1)
    return row[len(a), len(b)]


__all__ = ["Oracle", "Outcome", "alignment", "matching", "named", "statement_count", "tokens_of"]
