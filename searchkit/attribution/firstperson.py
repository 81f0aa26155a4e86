"""What an issuer writes in the first person: a whole release, or paragraphs of one, that no cue reports."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
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
_LINES = 6
_LONGEST_LINE = 90
_ENGLISH = (" the ", " of ", " and ", " to ")
_RARE = 200
"""The most characters from one of these to another, on the average, in an English text."""
_VOICE = re.compile(
    r"(?<!Phase )(?<!Title )(?<!Division )(?<!Part )(?<!War )(?<!Class )(?<!Type )(?<!Tier )(?<!Level )"
    r"\b(?:I|I[’'](?:m|ve|ll|d)|[Mm]y|me|myself|[Ww]e|[Ww]e[’'](?:re|ve|ll|d)|(?<![\w,] )Our(?= [a-z]))\b(?!\.)"
)
"""The first person as somebody speaks in it; "our nation" and "US" stand in anybody's prose."""
_ABOUT_TEXT = re.compile(r"(?:This|The following|An?) (?:op-ed|column|article|commentary|editorial)")
_SINGULAR = re.compile(r"\b(?:I|[Mm]y|me|myself)\b")
_TELEPHONE = re.compile(r"\b\d{3}[-. ]\d{4}\b")
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
    return _FirstPerson(layout, flat, findings, surname).find()


class _FirstPerson(Reading):
    def __init__(self, layout: Layout, flat: str, findings: Sequence[Finding], surname: str) -> None:
        super().__init__(layout, flat, findings)
        name = surname or self._first_named()
        self.named = (
            re.compile(rf"(?<![\w-])(?:{re.escape(name)}|{re.escape(name.upper())})(?![\w-])") if name else None
        )

    def find(self) -> list[Finding]:
        """Return the whole release, or the stretches of it, that are in the first person."""
        if sum(map(self.flat.count, _ENGLISH)) * _RARE + _RARE // 2 < len(self.flat):
            return []  # "I" is an article in other languages
        numbers = [k for k, sentence in enumerate(self.sentences) if self._is_prose(sentence)]
        end = next((k for k in numbers[1:] if self._ends(k)), len(self.sentences))
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
        return voiced >= max(_FEWEST, _SHARE * len(numbers), reported) and spoken * _APART < voiced

    def _first_voiced(self, numbers: Sequence[int]) -> int:
        """Return the first sentence of the first paragraph in the first person."""
        voiced = next(filter(self._voiced, numbers))
        paragraph = self.layout.paragraph_at(self.sentences[voiced].start)
        return next(k for k in numbers if self.sentences[k].start >= paragraph.start)

    def _voiced(self, number: int) -> bool:
        """Return whether a sentence speaks in the first person, and not because somebody is reported to say so."""
        sentence = self.sentences[number]
        return _VOICE.search(self.flat, *sentence) is not None and not _meets(self.reported, sentence)

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

    def _tells(self, number: int) -> bool:
        """Return whether a sentence tells of the issuer by name."""
        return self.named is not None and self.named.search(self.flat, *self.sentences[number]) is not None

    def _is_prose(self, sentence: Span) -> bool:
        return (
            sentence.end - sentence.start > _PROSE
            and self.flat[sentence.end - 1] in ".!?"
            and _TELEPHONE.search(self.flat, *sentence) is None
        )

    def _short(self, number: int) -> bool:
        sentence = self.sentences[number]
        return self.flat[sentence.end - 1] not in '.!?"”'

    def _ends(self, number: int) -> bool:
        sentence = self.sentences[number]
        return ENDS.match(self.flat, *sentence) is not None or FAREWELL.match(self.flat, sentence.start) is not None

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
            free = self._free(inside)
            if not free:
                continue
            if out and self.layout.paragraph_number(self.sentences[out[-1][1]].start) == number - 1:
                out[-1] = (out[-1][0], free[1])
            else:
                out.append(free)
        return out

    def _free(self, inside: Sequence[int]) -> tuple[int, int] | None:
        """Return the first and last of a paragraph's sentences if they are somebody's own words that nobody reports."""
        spans = [self.sentences[k] for k in inside]
        if any(map(self._tells, inside)) or any(_meets(self.reported, span) for span in spans):
            return None
        voiced = [span for span in spans if _VOICE.search(self.flat, *span)]
        asked = all(self.flat[span.end - 1] == "?" for span in voiced)
        if asked or (len(voiced) < _FEWEST and not any(_SINGULAR.search(self.flat, *span) for span in voiced)):
            return None
        return inside[0], inside[-1]

    def _finding(self, first: int, last: int, source: Span | None = None) -> Finding:
        content = trimmed(self.flat, self.sentences[first].start, self.sentences[last].end)
        none = Span(content.start, content.start)
        hit = Hit(*none, SAID)
        return Finding((content,), source, none, "firstperson", Sort.SPEAKER, hit, content.start, spoken=True)


def _meets(taken: Sequence[Span], sentence: Span) -> bool:
    before = taken[: bisect_left(taken, Span(sentence.end, 0))]
    return any(span.end > sentence.start for span in before[-3:])
