"""What introduces words given at length: "released the following statement:", a heading, "Dear Secretary"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from searchkit.attribution.cues import Form, Hit
from searchkit.attribution.findings import Finding
from searchkit.attribution.layout import Layout
from searchkit.attribution.mentions import MentionKind, find_mentions
from searchkit.attribution.reading import Reading
from searchkit.attribution.sources import Sort, Source, source_before
from searchkit.attribution.subjects import subject_of
from searchkit.spans import Span

_TOLD = r"(?:statements?|remarks|comments?|speech|letter|response|message|testimony|op-ed|column|tweet|address)"
_OPENS = re.compile(
    rf"\b(?:[Rr]eleas|[Ii]ssu|[Mm]ade|[Mm]ak|[Gg]ave|[Oo]ffer|[Dd]eliver|[Ss]ubmit|[Pp]rovid|[Pp]ost|[Pp]ublish"
    rf"|[Ss]ent|[Ww]rote|[Ss]hare|[Hh]ad|[Ss]aid|[Rr]ead|[Ee]nter|[Ii]nsert)"
    rf"\w*(?: \w+){{0,3}} the following\b(?: [\w-]+){{0,4}}? ?(?:{_TOLD}|to say|:)"
    rf"|\b(?:[Rr]eleas|[Ii]ssu|[Mm]ad|[Gg]ave)\w* the following (?:in response|after|today|\.)"
    rf"|\b(?:issued|released|gave|delivered|offered) this (?:[\w-]+ ){{0,2}}{_TOLD}\b"
    rf"|\b[Ff]ollowing (?:is|are) (?:[\w-]+ ){{0,6}}?(?:text|transcript|excerpts?|{_TOLD})\b"
    rf"|\b[Bb]elow (?:is|are) (?:[\w-]+ ){{0,6}}?(?:text|copy|transcript|excerpts?|{_TOLD})\b"
    rf"|\b{_TOLD}(?: [\w’'-]+){{0,9}} (?:is |are )?(?:below\b|follows?:|follows\.)|\b(?:issued|released|made) (?:this"
    rf"|a|the) (?:[\w-]+ ){{0,2}}{_TOLD}\b[^.:]*:(?=\s*$|\s+[A-Z])"
)
_RELEASED = re.compile(
    r"\b(?:issued|released|made)(?: today)? (?:this|a|the) (?:[\w-]+ ){0,2}statement\b(?! (?:that|saying|calling))"
)
_TELLS = re.compile(_TOLD)
_HEADING = re.compile(
    rf"(?:[A-Z][\w-]+ ){{0,3}}(?:{_TOLD}|Statement|STATEMENT|Remarks|REMARKS|Message|MESSAGE|Address|ADDRESS|Speech"
    rf"|SPEECH)s?"
    r" (?:(?:[Ii]ssued|[Mm]ade|[Dd]elivered|[Gg]iven|ISSUED) )?(?:by|of|from|BY|FROM|OF) (?P<who>[A-Z][^\n]{3,140}"
    r"|the [^\n]{3,140}|THE [^\n]{3,140})"
)
_BARE_HEADING = re.compile(
    r"(?:(?:[A-Z][\w-]+ )?(?:Statement|Remarks|Testimony|Speech|Address))(?: (?:as|As) (?:prepared|Prepared).*)?:?"
)
_WHO_ENDS = re.compile(
    r"\s+(?:on|regarding|in|at|to|for|about|following|after|upon|ON|REGARDING|IN|AT|TO) |[:.]\s*$|\s+[–—-]\s|(?<=\)) "
)
_COLON = re.compile(r":(?: \s*|(?=[A-Z“\"]))[“\"]?(?=\S)")
DEAR = re.compile(r"Dear [A-Z][\w.’'-]*(?:,? (?:(?:and|of|the) )*[A-Z][\w.’'-]*){0,9}(?:[,:]|\s{2,}|(?<=\.)(?=\s))")
_SPEECH = frozenset({"write", "say", "state", "read", "continue", "add", "explain", "conclude", "declare", "respond"})
_SENT = re.compile(r"\b(?:sent|wrote|written|signed|led) (?:an?|the|this|his|her|their) (?:[\w-]+ ){0,3}letter\b")
_LETTER = re.compile(r"\bletter\b")
_SHORTEST = 30
_BESIDE = 9
_HEADING_PARAGRAPHS = 14


@dataclass(frozen=True, slots=True)
class Opening:
    """What introduces a passage, and the number of the sentence with which the passage can begin."""

    first: int
    source: Span | None
    cue: Span
    personal: bool
    """The passage must speak in the first person, because what introduces it may be nothing of the kind."""
    farewell: bool = False
    """The passage ends with a farewell: a letter."""
    start: int = -1
    """Where the passage begins inside the sentence that introduces it: behind a colon."""


class Announcements(Reading):
    """What introduces passages in a text."""

    def __init__(self, layout: Layout, flat: str, hits: Sequence[Hit], findings: Sequence[Finding]) -> None:
        super().__init__(layout, flat, findings)
        self.hits = hits
        self.hit_starts = [hit.start for hit in hits]

    def openings(self) -> Iterable[Opening]:
        """Yield what may introduce passages."""
        for match, number in self._announced():
            subject = source_before(self.flat, self.sentences[number].start, match.start())
            told = isinstance(subject, Source) and subject.sort in (Sort.SPEAKER, Sort.PRONOUN)
            if told and isinstance(subject, Source) and _TELLS.match(match.group()):
                told = match.start() - subject.span.end < _BESIDE  # "Roe's statement follows", no subject of a verb
            source = subject.span if isinstance(subject, Source) and told else self._writer(match.end())
            yield self._introduced(number, source, Span(*match.span()))
        yield from self._headings()
        yield from self._written()
        if not self.layout.quotes:
            yield from self._acts()
            yield from self._released()
        for match in DEAR.finditer(self.flat):
            number = self.layout.sentence_number(match.end() - 1)
            ends = self.sentences[number].end > match.end() + _SHORTEST
            yield Opening(number + (not ends), self._writer(match.start()), Span(0, 0), personal=False, farewell=True)

    def _announced(self) -> Iterable[tuple[re.Match[str], int]]:
        """Yield the words that announce a passage, with the numbers of their sentences."""
        for number, (start, end) in enumerate(self.sentences):
            written = self.flat[start:end]
            if (
                "follow" in written
                or "elow" in written
                or ((":" in written or " this " in written) and _TELLS.search(written))
            ):
                for match in _OPENS.finditer(self.flat, start, end):
                    yield match, number

    def _introduced(self, number: int, source: Span | None, cue: Span) -> Opening:
        sentence = self.sentences[number]
        mark = _COLON.search(self.flat, cue.end - 1, sentence.end)
        colon = mark.start() if mark else -1
        k = bisect_left(self.cues, max(colon, 0))
        if colon > 0 and k < len(self.cues) and self.cues[k] < sentence.end and self.findings[k].kind == "inverted":
            return Opening(len(self.sentences), source, cue, personal=False)  # '…: This is so, said Roe'
        if mark is not None and sentence.end - colon > _SHORTEST and self.flat[mark.end()].isupper():
            return Opening(number, source, cue, personal=False, start=mark.end())
        return Opening(number + 1, source, cue, personal=False)

    def _headings(self) -> Iterable[Opening]:
        for paragraph in self.layout.paragraphs[:_HEADING_PARAGRAPHS]:
            match = _HEADING.match(self.flat, paragraph.start, paragraph.end)
            if match is None and _BARE_HEADING.fullmatch(self.flat, *paragraph):
                yield from self._signed_heading(paragraph)
            if match is None or paragraph.end - paragraph.start > 200:
                continue
            if self.flat[paragraph.end - 1] == "." and not match.group().isupper():
                continue
            start, end = match.span("who")
            stop = _WHO_ENDS.search(self.flat, start, end)
            cue = Span(match.start(), start - 1)
            number = self.layout.sentence_number(paragraph.end - 1) + 1
            yield Opening(number, Span(start, stop.start() if stop else end), cue, personal=True)

    def _signed_heading(self, heading: Span) -> Iterable[Opening]:
        """Yield the speech under "Opening Statement" and a line with its speaker's name."""
        number = self.layout.paragraph_number(heading.start) + 1
        below = self.layout.paragraphs[number] if number < len(self.layout.paragraphs) else heading
        named = find_mentions(self.layout.text, *below)
        whole = len(named) == 1 and named[0].span == below and named[0].kind is MentionKind.PERSON
        if below != heading and whole and named[0].role:
            yield Opening(self.layout.sentence_number(below.start) + 1, below, heading, personal=True)

    def _written(self) -> Iterable[Opening]:
        """Yield the sentences with a verb of speech that end their paragraph with a colon."""
        for number, sentence in enumerate(self.sentences[:-1]):
            if self.flat[sentence.end - 1] != ":":
                continue
            for k in range(bisect_left(self.hit_starts, sentence.end) - 1, -1, -1):
                hit = self.hits[k]
                if hit.start < sentence.start:
                    break
                if hit.cue.lemma in _SPEECH and hit.form is not Form.GERUND:
                    subject = source_before(self.flat, sentence.start, hit.start)
                    if isinstance(subject, Source) and subject.sort in (Sort.SPEAKER, Sort.PRONOUN):
                        yield Opening(number + 1, subject.span, Span(hit.start, hit.end), personal=True)
                        break

    def _acts(self) -> Iterable[Opening]:
        """Yield the spoken acts with a colon in mid-paragraph: "outlined an agenda for the Congress: We must …"."""
        for finding in self.findings:
            content = finding.content[-1]
            colon = self.flat.find(": ", content.start, content.end) if finding.kind == "cue" else -1
            if colon > 0 and content.end - colon > _SHORTEST and self.flat[colon + 2].isupper():
                number = self.layout.sentence_number(colon)
                yield Opening(number, finding.source, Span(*finding.cue), personal=True, start=colon + 2)

    def _released(self) -> Iterable[Opening]:
        """Yield where somebody "today released a statement on …", which then stands there without any mark."""
        for match in _RELEASED.finditer(self.flat) if "statement" in self.flat else ():
            number = self.layout.sentence_number(match.start())
            subject = source_before(self.flat, self.sentences[number].start, match.start())
            if isinstance(subject, Source) and subject.sort is Sort.SPEAKER:
                yield Opening(number + 1, subject.span, Span(*match.span()), personal=True)

    def _writer(self, before: int) -> Span | None:
        """Return who sent the letter that begins at `before`: the subject of the first sentence about it."""
        return next((one for one in (self._sender, self._teller) if one is not None and one.end <= before), None)

    @cached_property
    def _sender(self) -> Span | None:
        """The first of whom the text says that he sent a letter."""
        for match in _SENT.finditer(self.flat):
            subject = source_before(self.flat, self.layout.sentence_at(match.start()).start, match.start())
            if isinstance(subject, Source) and subject.sort is Sort.SPEAKER:
                return subject.span
        return None

    @cached_property
    def _teller(self) -> Span | None:
        """The subject of the first sentence about a letter."""
        for match in _LETTER.finditer(self.flat):
            found = subject_of(self.flat, self.layout.sentence_at(match.start()))
            if found is not None and found.span.end < match.start():
                return found.span
        return None
