"""What an issuer writes in the first person: a whole release, or paragraphs of one, that no cue reports."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from searchkit.attribution.cues import SAID, Hit
from searchkit.attribution.extents import trimmed
from searchkit.attribution.findings import Finding
from searchkit.attribution.layout import Layout
from searchkit.attribution.mentions import MentionKind, find_mentions
from searchkit.attribution.passages import FAREWELL
from searchkit.attribution.phrases import PhraseKind, parse_phrase
from searchkit.attribution.reading import ENDS, Reading
from searchkit.attribution.sources import Sort
from searchkit.attribution.voice import voiced_sentences
from searchkit.spans import Span, hull

_FEWEST = 2
"""Sentences in the first person that make a release its issuer's own words."""
_SHARE = 0.2
"""The least part of a release's sentences that speaks in the first person, where it is its issuer's own words."""
_APART = 3
"""Sentences in the first person to one quotation of somebody else, in a release that is one person's words."""
_PROSE = 25
_LONG = 8
_HEAD = 2000
_BY = re.compile(r"(?:[Bb]y|BY):? (?=[A-Z])")
_TALK = re.compile(
    r"\b(?:TALK|BROADCAST|SPEECH|REMARKS|ADDRESS|MESSAGE|(?:OPENING|FLOOR) STATEMENT"
    r"|(?:[Oo]pening|[Ff]loor) [Ss]tatement|[Oo]p-[Ee]d|OP-ED|Column|COLUMN"
    r"|(?:Speech|Remarks|Address|Message) (?:by|of|to|at|from|on)|’s View|'s View)\b"
)
_LINES = 6
_LONGEST_LINE = 90
_ABOUT_TEXT = re.compile(r"(?:This|The following|An?) (?:op-ed|column|article|commentary|editorial)")
_SINGULAR = re.compile(r"\b(?:I|[Mm]y|me|myself)\b")
_TELEPHONE = re.compile(r"\b\d{3}[-. ]\d{4}\b")
_NOT_OF_A_THING = (
    r"(?!\s+(?:[A-Z][\w-]*\s+)?(?:[Ll]aw|[Aa]ct|[Aa]mendment|[Bb]ill|[Rr]esolution|[Cc]ommission|[Rr]eport)\b)"
)
_NAMING = frozenset((MentionKind.PERSON, MentionKind.NAME))


def issuing_person(source: str, metadata: Mapping[str, str]) -> str:
    """Return the last name of the person who issued a release as metadata say it; empty where none is named."""
    for printed in (metadata.get("author", ""), metadata.get("member", ""), source):
        phrase = parse_phrase(printed, Span(0, len(printed))) if printed else None
        if phrase is not None and phrase.kind is PhraseKind.NAMED and phrase.mentions[0].kind in _NAMING:
            return phrase.mentions[0].name.split()[-1]
    return ""


def find_first_person(layout: Layout, flat: str, findings: Sequence[Finding], surname: str) -> list[Finding]:
    """Return what the issuer, of that surname, says without a cue, sorted; what of `findings` lies within is the same.

    The whole release where nobody tells of the issuer by name; else the paragraphs in the first person between those
    that do.
    """
    voiced = voiced_sentences(layout, flat)
    return _FirstPerson(layout, flat, findings, surname, voiced).find() if voiced else []


class _FirstPerson(Reading):
    def __init__(
        self, layout: Layout, flat: str, findings: Sequence[Finding], surname: str, voiced: frozenset[int]
    ) -> None:
        super().__init__(layout, flat, findings)
        self.voiced = voiced
        self.surname = surname

    def find(self) -> list[Finding]:
        """Return the whole release, or the stretches of it, that are in the first person."""
        numbers = [k for k, sentence in enumerate(self.sentences) if self._is_prose(sentence)]
        end = self._end(numbers)
        numbers = [k for k in numbers if k < end]
        while numbers and _ABOUT_TEXT.match(self.flat, self.sentences[numbers[0]].start):
            numbers.pop(0)
        told = next((k for k, number in enumerate(reversed(numbers)) if self._tells(number)), len(numbers))
        behind = numbers[len(numbers) - told :]  # nobody tells of the issuer from here on
        if not self._own_words(behind) or (len(behind) < len(numbers) and len(behind) < _LONG):
            return [self._finding(*stretch) for stretch in self._stretches(numbers)]
        before = self._stretches(numbers[: len(numbers) - told])
        first = behind[0] if not before and len(behind) == len(numbers) else self._first_voiced(behind)
        last = max(k for k in range(first, end) if not self._short(k))
        return [*(self._finding(*one) for one in before), self._finding(first, last, self._author(first, last))]

    def _own_words(self, numbers: Sequence[int]) -> bool:
        """Return whether sentences are, as a whole, the words of one person."""
        voiced = sum(map(self._voiced, numbers))
        within = Span(self.sentences[numbers[0]].start, self.sentences[numbers[-1]].end) if numbers else Span(0, 0)
        reported, spoken = (sum(span.overlaps(within) for span in spans) for spans in (self.reported, self.spoken))
        least = 1 if self._titled else max(_FEWEST, _SHARE * len(numbers), reported)
        return voiced >= least and spoken * _APART < voiced

    @cached_property
    def _titled(self) -> bool:
        """Return whether a line at the head calls the release a talk, a column, or the like."""
        heads = self.layout.paragraphs[:_LINES]
        return any(_TALK.search(self.flat, *head) for head in heads if head.end - head.start < _LONGEST_LINE)

    def _first_voiced(self, numbers: Sequence[int]) -> int:
        """Return the first sentence of the first paragraph in the first person."""
        voiced = next(filter(self._voiced, numbers))
        paragraph = self.layout.paragraph_at(self.sentences[voiced].start)
        return next(k for k in numbers if self.sentences[k].start >= paragraph.start)

    def _voiced(self, number: int) -> bool:
        """Return whether a sentence speaks in the first person, and not because somebody is reported to say so."""
        return number in self.voiced and not _meets(self.reported, self.sentences[number])

    @cached_property
    def reported(self) -> list[Span]:
        """Where others are reported, or the issuer by name."""
        return sorted(hull([*one.content, one.cue]) for one in self.findings if not self._own(one))

    @cached_property
    def spoken(self) -> list[Span]:
        """Where others, or the issuer by a cue, are quoted at their word."""
        return sorted(
            hull([*one.content, one.cue])
            for one in self.findings
            if one.spoken and one.kind != "loose" and not self._own(one)
        )

    def _own(self, finding: Finding) -> bool:
        return finding.source is not None and finding.source.of(self.flat).casefold() in ("i", "we")

    def _first_named(self) -> str:
        """Return the last name of the first person whom the text names."""
        first = next((m for m in find_mentions(self.flat, 0, _HEAD) if m.kind is MentionKind.PERSON), None)
        last = first.name.split()[-1] if first is not None else ""
        return last.title() if last.isupper() else last

    @cached_property
    def _telling(self) -> frozenset[int]:
        """The numbers of the sentences that tell of the issuer by name."""
        name = self.surname or self._first_named()
        if not name:
            return frozenset()
        named = re.compile(rf"(?:{re.escape(name)}|{re.escape(name.upper())})(?![\w-]){_NOT_OF_A_THING}")
        starts = (match.start() for match in named.finditer(self.flat))
        return frozenset(self.layout.sentence_number(at) for at in starts if not _joins(self.flat[at - 1 : at]))

    def _tells(self, number: int) -> bool:
        return number in self._telling

    def _is_prose(self, sentence: Span) -> bool:
        return (
            sentence.end - sentence.start > _PROSE
            and self.flat[sentence.end - 1] in ".!?"
            and _TELEPHONE.search(self.flat, *sentence) is None
        )

    def _short(self, number: int) -> bool:
        sentence = self.sentences[number]
        return self.flat[sentence.end - 1] not in '.!?"”'

    def _end(self, numbers: Sequence[int]) -> int:
        """Return the number of the sentence before which the release ends: a farewell, or a notice behind all that."""
        last = max(filter(self._voiced, numbers), default=-1)
        for k in numbers[1:]:
            sentence = self.sentences[k]
            ended = k > last and ENDS.match(self.flat, *sentence) is not None
            if ended or FAREWELL.match(self.flat, sentence.start) is not None:
                return k
        return len(self.sentences)

    def _author(self, first: int, last: int) -> Span | None:
        """Return the name of the author of a whole release, where a line before or behind it is nothing else."""
        number = self.layout.paragraph_number
        before = range(number(self.sentences[first].start) - 1, -1, -1)
        behind = range(number(self.sentences[last].start) + 1, len(self.layout.paragraphs))
        for k in (*before[:_LINES], *behind[:_LINES]):
            start, end = self.layout.paragraphs[k]
            byline = _BY.match(self.flat, start, end)
            start = byline.end() if byline is not None else start
            named = find_mentions(self.layout.text, start, end) if end - start < _LONGEST_LINE else []
            if len(named) == 1 and named[0].kind is MentionKind.PERSON and (named[0].role or byline is not None):
                span = named[0].span
                if span.start == start and not re.search(r"\w{3}", self.flat[span.end : end]):
                    return span
        return None

    def _stretches(self, numbers: Sequence[int]) -> list[tuple[int, int]]:
        """Return the first and last sentences of the paragraphs in the first person that nobody reports."""
        out: list[tuple[int, int]] = []
        paragraphs: dict[int, list[int]] = {}
        for k in numbers:
            paragraphs.setdefault(self.layout.paragraph_number(self.sentences[k].start), []).append(k)
        for number, inside in paragraphs.items():
            for first, last, whole in self._free(inside):
                if whole and out and self.layout.paragraph_number(self.sentences[out[-1][1]].start) == number - 1:
                    out[-1] = (out[-1][0], last)
                else:
                    out.append((first, last))
        return out

    def _free(self, inside: Sequence[int]) -> Iterable[tuple[int, int, bool]]:
        """Yield the first and last of a paragraph's sentences that nobody reports, where somebody speaks in them.

        The last value tells that they are the whole paragraph.
        """
        runs: list[list[int]] = [[]]
        for k in inside:
            if self._tells(k) or _meets(self.reported, self.sentences[k]):
                runs.append([])
            else:
                runs[-1].append(k)
        whole = len(runs) == 1
        for run in runs:
            voiced = [k for k in run if self._voiced(k)]
            spans = [self.sentences[k] for k in voiced]
            if all(self.flat[span.end - 1] == "?" for span in spans):
                continue
            if len(voiced) < _FEWEST and not any(_SINGULAR.search(self.flat, *span) for span in spans):
                continue
            if whole:
                yield run[0], run[-1], True
            elif not self.layout.quotes:
                yield voiced[0], voiced[-1], False

    def _finding(self, first: int, last: int, source: Span | None = None) -> Finding:
        content = trimmed(self.flat, self.sentences[first].start, self.sentences[last].end)
        none = Span(content.start, content.start)
        hit = Hit(*none, SAID)
        return Finding((content,), source, none, "firstperson", Sort.SPEAKER, hit, content.start, spoken=True)


def _joins(letter: str) -> bool:
    return letter.isalnum() or letter in "-_"


def _meets(taken: Sequence[Span], sentence: Span) -> bool:
    before = taken[: bisect_left(taken, Span(sentence.end, 0))]
    return any(span.end > sentence.start for span in before[-3:])
