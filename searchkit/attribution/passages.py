"""Words given at length without quotation marks: statements that a line introduces, letters, speeches."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from searchkit.attribution.announcements import DEAR, Announcements, Opening
from searchkit.attribution.cues import SAID, Hit
from searchkit.attribution.extents import trimmed
from searchkit.attribution.findings import Finding
from searchkit.attribution.layout import Layout
from searchkit.attribution.mentions import MentionKind, find_mentions
from searchkit.attribution.reading import ENDS, FIRST_PERSON, INTRODUCES, OPENING_MARKS, Reading
from searchkit.attribution.sources import Sort
from searchkit.spans import Span

FAREWELL = re.compile(
    r"\b(?:Sincerely|Respectfully|Yours (?:sincerely|truly|faithfully)|Very truly yours|(?:Best|Kind|Warm) regards"
    r"|With (?:warm|kind|best) regards)\b"
)
_SPEECH = re.compile(r"speech|remarks|address|testimony|column|op-ed|transcript|text|message", re.IGNORECASE)
_PROSE = 60
_LONGEST_LINE = 90
_EXCLAIMED = re.compile(r"[A-Z]\w+(?: [A-Z]\w+)?[.!?]")
"""One word or two that are a sentence: "Hello.", "Thank You.", "NOTHING."."""
_INNER_FAREWELL = re.compile(rf"(?<=[ ,.]){FAREWELL.pattern}[ ,]+[A-Z][\w.]+(?:,? +[A-Z][\w.]+)+,? *$")
_SMALL = re.compile(r"\b[a-z]")
_SHORTEST = 30
_NEAR = 5
_LONGEST_NAME = 60
_ADDRESS = 10
"""Sentences that an address before a letter may look like."""


def find_passages(layout: Layout, flat: str, hits: Sequence[Hit], findings: Sequence[Finding]) -> list[Finding]:
    """Return the passages of a text, sorted, apart from each other and from the quotations among `findings`."""
    announcements = Announcements(layout, flat, hits, findings)
    reader = _Passages(layout, flat, findings)
    out: list[Finding] = []
    done = -1
    openings = sorted(announcements.openings(), key=lambda one: (one.first, not one.farewell))
    for k, opening in enumerate(openings):
        after = openings[k + 1] if k + 1 < len(openings) else None
        if opening.first <= done or (after is not None and after.farewell and after.first - opening.first < _ADDRESS):
            if after is not None and after.farewell and not opening.farewell and opening.first > done:
                openings[k + 1] = replace(after, source=opening.source or after.source, cue=opening.cue)
            continue
        found = reader.passage(opening, _limit(layout, openings, k))
        if found is not None:
            out.append(found[0])
            done = found[1]
    return out


def without_nested(layout: Layout, findings: Iterable[Finding], passages: Sequence[Finding]) -> list[Finding]:
    """Return the findings that do not stand inside a passage, cut where one begins in them."""
    if not passages:
        return list(findings)
    starts = [passage.content[0].start for passage in passages]

    def free(finding: Finding) -> bool:
        k = bisect_right(starts, finding.content[0].start) - 1
        return k < 0 or finding.content[0].start >= passages[k].content[-1].end

    def cut(finding: Finding) -> Finding:
        k = bisect_left(starts, finding.content[-1].start)
        if k == len(starts) or finding.spoken or not finding.content[-1].start < starts[k] < finding.content[-1].end:
            return finding
        last = Span(finding.content[-1].start, starts[k])
        while last.end > last.start and layout.flat[last.end - 1] in " :":
            last = Span(last.start, last.end - 1)
        return replace(finding, content=(*finding.content[:-1], last))

    return [cut(finding) for finding in findings if free(finding)]


def _limit(layout: Layout, openings: Sequence[Opening], k: int) -> int:
    """Return the number of the sentence in which the passage behind the `k`th is introduced: that one ends there."""
    opening, end = openings[k], len(layout.sentences)
    for after in range(k + 1, k + 1 if opening.farewell else len(openings)):
        one = openings[after]
        number = layout.sentence_number(one.cue.start)
        if one.cue.end > opening.cue.end and number > opening.first:
            return number
    return end


class _Passages(Reading):
    def passage(self, opening: Opening, limit: int) -> tuple[Finding, int] | None:
        """Return the passage behind what introduces it, and the number of its last sentence, which is below `limit`."""
        names = self.names_of(opening.source)
        first = opening.first
        if not opening.farewell and opening.start < 0 and self._quoted_next(first):
            return None
        while (
            opening.start < 0
            and first < len(self.sentences)
            and first - opening.first < _NEAR
            and self._skips(first, names, opening)
        ):
            first += 1
        first = self._marked(first, opening)
        if first >= len(self.sentences) or (opening.start < 0 and self._stops(first, names, opening)):
            return None
        last = first
        while last + 1 < limit and not self._stops(last + 1, names, opening):
            last += 1
        start = opening.start if opening.start >= 0 else self.sentences[first].start
        start += self.layout.text[start] in OPENING_MARKS  # a mark that nothing answers
        farewell = _INNER_FAREWELL.search(self.flat, self.sentences[last].start, self.sentences[last].end)
        content = trimmed(self.flat, start, farewell.start() if farewell is not None else self.sentences[last].end)
        if content.end - content.start < _SHORTEST:
            return None
        if opening.personal and not FIRST_PERSON.search(self.flat, content.start, content.end):
            return None
        cue = opening.cue
        hit = Hit(cue.start, cue.end, SAID)
        source = opening.source if names else self._signature(last + 1) or opening.source
        return Finding(
            (content,), source, cue, "introduced", Sort.SPEAKER, hit, cue.start or content.start, spoken=True
        ), last

    def _signature(self, number: int) -> Span | None:
        """Return the name that stands behind a passage, at the beginning of sentence `number` or the next."""
        for sentence in self.sentences[number : number + 2]:
            farewell = FAREWELL.match(self.flat, sentence.start)
            start = farewell.end() if farewell is not None else sentence.start
            start += len(self.flat[start : sentence.end]) - len(self.flat[start : sentence.end].lstrip(" ,.—–-"))
            named = find_mentions(self.layout.text, start, min(sentence.end, start + _LONGEST_NAME))
            if named:
                whole = named[0].kind is MentionKind.PERSON and named[0].span.start == start
                return named[0].span if whole else None
        return None

    def _quoted_next(self, first: int) -> bool:
        """Return whether a quotation opens the paragraph behind the one that introduces the passage."""
        number = self.layout.paragraph_number(self.sentences[first - 1].start) + 1
        paragraphs = self.layout.paragraphs
        return number < len(paragraphs) and self.quotes_at(paragraphs[number].start)

    def _marked(self, first: int, opening: Opening) -> int:
        """Return the number of the sentence near `first` that a mark without an answer opens; else `first`."""
        if opening.start < 0 and not opening.farewell:
            for number in range(first, min(first + _NEAR, len(self.sentences))):
                start = self.sentences[number].start
                if self.quotes_at(start):
                    break
                if self.layout.text[start] in OPENING_MARKS:
                    return number
        return first

    def _skips(self, number: int, names: frozenset[str], opening: Opening) -> bool:
        """Return whether a sentence before the passage only tells of the speaker, or is a heading."""
        sentence = self.sentences[number]
        words_in = sentence.of(self.flat)
        if opening.farewell:
            return False
        heading = self.flat[sentence.end - 1] not in '.!?:;"”' and len(words_in) < 120
        dated = len(words_in) < 40 and not _SMALL.search(words_in)
        if opening.personal and (heading or dated) and not FIRST_PERSON.search(words_in):
            return True
        if FIRST_PERSON.search(words_in):
            return False
        return self.mentions(sentence, names) or self._told_by_another(sentence)

    def _told_by_another(self, sentence: Span) -> bool:
        k = bisect_left(self.cues, sentence.start)
        return k < len(self.cues) and self.cues[k] < sentence.end and self.findings[k].sort is Sort.SPEAKER

    def _stops(self, number: int, names: frozenset[str], opening: Opening) -> bool:
        sentence = self.sentences[number]
        if opening.farewell:
            return FAREWELL.match(self.flat, sentence.start) is not None or self._far(sentence)
        if self.quotes_at(sentence.start) or ENDS.match(self.flat, sentence.start, sentence.end):
            return True
        if sentence.end - sentence.start < _LONGEST_LINE and self._parts(number, opening):
            return True
        if FAREWELL.match(self.flat, sentence.start) or DEAR.match(self.flat, sentence.start):
            return True
        return self.mentions(sentence, names) and not INTRODUCES.match(self.flat, sentence.start)

    def _parts(self, number: int, opening: Opening) -> bool:
        """Return whether a short sentence ends a passage: names and numbers of the press office, or a heading.

        Headings are no end of a speech.
        """
        sentence = self.sentences[number]
        speech = _SPEECH.search(self.flat, *opening.cue) is not None
        if not _SMALL.search(self.flat, *sentence) and not _EXCLAIMED.fullmatch(self.flat, *sentence):
            behind = self.sentences[number + 1] if number + 1 < len(self.sentences) else sentence
            return not speech or behind.end - behind.start < _PROSE or self.flat[behind.end - 1] not in ".?!"
        paragraph = self.layout.paragraph_at(sentence.start)
        whole = paragraph == sentence and self.flat[sentence.start].isupper() and self.flat[sentence.end - 1].isalnum()
        listed = number > 0 and self.flat[self.sentences[number - 1].end - 1] not in '.!?”"'
        last = number + 1 == len(self.sentences)
        return whole and not (speech or listed or last) and FIRST_PERSON.search(self.flat, *sentence) is None

    def _far(self, sentence: Span) -> bool:
        return (
            self.layout.text[sentence.start] in "#" or ENDS.match(self.flat, sentence.start, sentence.end) is not None
        )
