"""Words given at length without quotation marks: statements that a line introduces, letters, speeches, and what goes on
behind an unmarked "…, said X"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from searchkit.attribution.cues import SAID, Form, Hit
from searchkit.attribution.extents import trimmed
from searchkit.attribution.findings import Finding
from searchkit.attribution.layout import Layout
from searchkit.attribution.lexicon import table, words
from searchkit.attribution.sources import Sort, Source, source_before
from searchkit.attribution.subjects import subject_of
from searchkit.names.lists import fold
from searchkit.spans import Span

_TOLD = r"(?:statements?|remarks|comments?|speech|letter|response|message|testimony|op-ed|column|tweet|address)"
_OPENS = re.compile(
    rf"\b(?:[Rr]eleas|[Ii]ssu|[Mm]ade|[Mm]ak|[Gg]ave|[Oo]ffer|[Dd]eliver|[Ss]ubmit|[Pp]rovid|[Pp]ost|[Pp]ublish"
    rf"|[Ss]ent|[Ww]rote"
    rf"|[Ss]hare|[Hh]ad|[Ss]aid|[Rr]ead)\w*(?: \w+){{0,3}} the following\b(?: [\w-]+){{0,4}}? ?(?:{_TOLD}|to say|:)"
    rf"|\b(?:[Rr]eleas|[Ii]ssu|[Mm]ad|[Gg]ave)\w* the following (?:in response|after|today|\.)"
    rf"|\b[Ff]ollowing (?:is|are) (?:[\w-]+ ){{0,6}}?(?:text|transcript|excerpts?|{_TOLD})\b"
    rf"|\b[Bb]elow (?:is|are) (?:[\w-]+ ){{0,6}}?(?:text|copy|transcript|excerpts?|{_TOLD})\b"
    rf"|\b{_TOLD}(?: [\w’'-]+){{0,9}} (?:is |are )?(?:below\b|follows?:|follows\.)|\b(?:issued|released|made) (?:this"
    rf"|a|the) (?:[\w-]+ ){{0,2}}{_TOLD}\b[^.:]*:(?=\s*$|\s+[A-Z])"
)
_TELLS = re.compile(_TOLD)
_HEADING = re.compile(
    rf"(?:[A-Z][\w-]+ ){{0,3}}(?:{_TOLD}|Statement|STATEMENT|Remarks|REMARKS|Message|MESSAGE|Address|ADDRESS|Speech"
    rf"|SPEECH)s?"
    r" (?:(?:[Ii]ssued|[Mm]ade|[Dd]elivered|[Gg]iven|ISSUED) )?(?:by|of|from|BY|FROM|OF) (?P<who>[A-Z][^\n]{3,140}"
    r"|the [^\n]{3,140}|THE [^\n]{3,140})"
)
_WHO_ENDS = re.compile(
    r"\s+(?:on|regarding|in|at|to|for|about|following|after|upon|ON|REGARDING|IN|AT|TO) |[:.]\s*$|\s+[–—-]\s"
)
_DEAR = re.compile(r"Dear (?:[A-Z][\w.’'-]*,? ?(?:and |of |the )*){1,10}(?:[,:]|\s{2,})")
_FAREWELL = re.compile(
    r"\b(?:Sincerely|Respectfully|Yours (?:sincerely|truly|faithfully)|Very truly yours|(?:Best|Kind|Warm) regards"
    r"|With (?:warm|kind|best) regards)\b"
)
_ENDS = re.compile(
    r"\W*(?:#|-30-|\*\s?\*|(?:Press |Media )?Contacts?\b|For (?:more|further|additional) (?:information|details)"
    r"|To (?:read|view|learn|watch|see|listen)\b(?=[^.]*(?:\b(?:here|click|visit|below|full|more|letter|text|video)\b"
    r"|http|www))"
    r"|(?:The |A )?(?:[Ff]ull|[Cc]omplete|PDF|copy) (?:text|letter|statement|copy|version|list)\b|Click here"
    r"|Read (?:more|the)|View |BACKGROUND|Background\b"
    r"|About [A-Z]|ABOUT |N(?:ote|OTE)s?\b|Next Article|Previous|Print\b|Share\b|Follow |END\b|Related|Posted|Tags"
    r"|Permalink|Issues:"
    r"|CANBERRA|http|www\.|\(?\d{3}\)?[-. ]{1,2}\d{3}[-. ]{1,2}\d{4}|Photo|Video|The (?:letter|statement|bill"
    r"|legislation) (?:is|was|can|has)\b)"
)
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|[Ww]e|[Oo]ur|us|me|I’m|I'm|I’ve|I've|myself|ourselves)\b")
_SPEECH = frozenset({"write", "say", "state", "read", "continue", "add", "explain", "conclude", "declare", "respond"})
_CAPITALISED = re.compile(r"[A-Z][\w’'-]*[\w-]")
_SMALL = re.compile(r"\b[a-z]")
_OPENING_MARK = '"“„«'
_LETTER = re.compile(r"\bletter\b")
_SHORTEST = 30
_NEAR = 2
_MOST_BEFORE = 4
_ADDRESS = 10
"""Sentences that an address before a letter may look like."""
_HEADING_PARAGRAPHS = 14


@dataclass(frozen=True, slots=True)
class _Opening:
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


def find_passages(layout: Layout, flat: str, hits: Sequence[Hit], findings: Sequence[Finding]) -> list[Finding]:
    """Return the passages of a text, sorted, apart from each other and from the quotations among `findings`."""
    reader = _Reader(layout, flat, hits, findings)
    out: list[Finding] = []
    done = -1
    openings = sorted(reader.openings(), key=lambda one: (one.first, not one.farewell))
    for k, opening in enumerate(openings):
        after = openings[k + 1] if k + 1 < len(openings) else None
        if opening.first <= done or (after is not None and after.farewell and after.first - opening.first < _ADDRESS):
            if after is not None and after.farewell and not opening.farewell and opening.first > done:
                openings[k + 1] = replace(after, source=opening.source or after.source, cue=opening.cue)
            continue
        found = reader.passage(opening)
        if found is not None:
            out.append(found[0])
            done = found[1]
    return out


def without_nested(findings: Iterable[Finding], passages: Sequence[Finding]) -> list[Finding]:
    """Return the findings that do not stand inside a passage."""
    starts = [passage.content[0].start for passage in passages]

    def free(finding: Finding) -> bool:
        k = bisect_right(starts, finding.content[0].start) - 1
        return k < 0 or finding.content[0].start >= passages[k].content[-1].end

    return [finding for finding in findings if free(finding)]


def carried_on(layout: Layout, flat: str, findings: Sequence[Finding]) -> list[Finding]:
    """Return the reports with what goes on behind them: first-person sentences after an unmarked "…, said X"."""
    return _Reader(layout, flat, (), findings).carried_on()


class _Reader:
    def __init__(self, layout: Layout, flat: str, hits: Sequence[Hit], findings: Sequence[Finding]) -> None:
        self.layout, self.flat, self.hits = layout, flat, hits
        self.hit_starts = [hit.start for hit in hits]
        self.findings = sorted(findings, key=lambda finding: finding.hit.start)
        self.cues = [finding.hit.start for finding in self.findings]
        self.taken = sorted(finding.content[0].start for finding in findings)
        self.sentences = layout.sentences

    def openings(self) -> Iterable[_Opening]:
        """Yield what may introduce passages."""
        for match, number in self._announced():
            subject = source_before(self.flat, self.sentences[number].start, match.start())
            told = isinstance(subject, Source) and subject.sort in (Sort.SPEAKER, Sort.PRONOUN)
            source = subject.span if isinstance(subject, Source) and told else self._writer(match.end())
            yield self._introduced(number, source, Span(*match.span()))
        yield from self._headings()
        yield from self._written()
        for match in _DEAR.finditer(self.flat):
            number = self.layout.sentence_number(match.end() - 1)
            ends = self.sentences[number].end > match.end() + _SHORTEST
            yield _Opening(number + (not ends), self._writer(match.start()), Span(0, 0), personal=False, farewell=True)

    def _announced(self) -> Iterable[tuple[re.Match[str], int]]:
        """Yield the words that announce a passage, with the numbers of their sentences."""
        for number, (start, end) in enumerate(self.sentences):
            written = self.flat[start:end]
            if "follow" in written or "elow" in written or (":" in written and _TELLS.search(written)):
                for match in _OPENS.finditer(self.flat, start, end):
                    yield match, number

    def _introduced(self, number: int, source: Span | None, cue: Span) -> _Opening:
        sentence = self.sentences[number]
        colon = self.flat.find(": ", cue.end - 1, sentence.end)
        if colon > 0 and sentence.end - colon > _SHORTEST and self.flat[colon + 2 : colon + 4].strip()[:1].isupper():
            return _Opening(number, source, cue, personal=False, start=colon + 2)
        return _Opening(number + 1, source, cue, personal=False)

    def _headings(self) -> Iterable[_Opening]:
        for paragraph in self.layout.paragraphs[:_HEADING_PARAGRAPHS]:
            match = _HEADING.match(self.flat, paragraph.start, paragraph.end)
            if match is None or paragraph.end - paragraph.start > 200:
                continue
            if self.flat[paragraph.end - 1] == "." and not match.group().isupper():
                continue
            start, end = match.span("who")
            stop = _WHO_ENDS.search(self.flat, start, end)
            cue = Span(match.start(), start - 1)
            number = self.layout.sentence_number(paragraph.end - 1) + 1
            yield _Opening(number, Span(start, stop.start() if stop else end), cue, personal=True)

    def _written(self) -> Iterable[_Opening]:
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
                        yield _Opening(number + 1, subject.span, Span(hit.start, hit.end), personal=True)
                        break

    def _writer(self, before: int) -> Span | None:
        """Return who sent the letter that begins at `before`: the subject of the first sentence about it."""
        for match in _LETTER.finditer(self.flat, 0, before):
            found = subject_of(self.flat, self.layout.sentence_at(match.start()))
            if found is not None and found.span.end < match.start():
                return found.span
        return None

    def passage(self, opening: _Opening) -> tuple[Finding, int] | None:
        """Return the passage behind what introduces it, and the number of its last sentence."""
        names = self._names(opening.source)
        first = opening.first
        if not opening.farewell and opening.start < 0 and self._quoted_next(first):
            return None
        while (
            opening.start < 0
            and first < len(self.sentences)
            and first - opening.first < 5
            and self._skips(first, names, opening)
        ):
            first += 1
        if first >= len(self.sentences) or (opening.start < 0 and self._stops(first, names, opening)):
            return None
        last = first
        while last + 1 < len(self.sentences) and not self._stops(last + 1, names, opening):
            last += 1
        start = opening.start if opening.start >= 0 else self.sentences[first].start
        content = trimmed(self.flat, start, self.sentences[last].end)
        if content.end - content.start < _SHORTEST:
            return None
        if opening.personal and not _FIRST_PERSON.search(self.flat, content.start, content.end):
            return None
        cue = opening.cue
        hit = Hit(cue.start, cue.end, SAID)
        return Finding(
            (content,), opening.source, cue, "introduced", Sort.SPEAKER, hit, cue.start or content.start
        ), last

    def _quoted_next(self, first: int) -> bool:
        """Return whether a quotation opens the paragraph behind the one that introduces the passage."""
        number = self.layout.paragraph_number(self.sentences[first - 1].start) + 1
        paragraphs = self.layout.paragraphs
        return number < len(paragraphs) and self.layout.text[paragraphs[number].start] in _OPENING_MARK

    def _skips(self, number: int, names: frozenset[str], opening: _Opening) -> bool:
        """Return whether a sentence before the passage only tells of the speaker, or is a heading."""
        sentence = self.sentences[number]
        words_in = sentence.of(self.flat)
        if opening.farewell:
            return False
        heading = self.flat[sentence.end - 1] not in '.!?:;"”' and len(words_in) < 120 and opening.personal
        if heading and not _FIRST_PERSON.search(words_in):
            return True
        if _FIRST_PERSON.search(words_in):
            return False
        return self._mentions(sentence, names) or self._told_by_another(sentence)

    def _told_by_another(self, sentence: Span) -> bool:
        k = bisect_left(self.cues, sentence.start)
        return k < len(self.cues) and self.cues[k] < sentence.end and self.findings[k].sort is Sort.SPEAKER

    def _stops(self, number: int, names: frozenset[str], opening: _Opening) -> bool:
        sentence = self.sentences[number]
        if opening.farewell:
            return _FAREWELL.match(self.flat, sentence.start) is not None or self._far(sentence)
        if self.layout.text[sentence.start] in _OPENING_MARK or _ENDS.match(self.flat, sentence.start, sentence.end):
            return True
        if sentence.end - sentence.start < 90 and not _SMALL.search(self.flat, sentence.start, sentence.end):
            return True  # names and numbers of the press office
        if _FAREWELL.match(self.flat, sentence.start) or _DEAR.match(self.flat, sentence.start):
            return True
        return self._mentions(sentence, names)

    def _far(self, sentence: Span) -> bool:
        return (
            self.layout.text[sentence.start] in "#" or _ENDS.match(self.flat, sentence.start, sentence.end) is not None
        )

    def _mentions(self, sentence: Span, names: frozenset[str]) -> bool:
        before = ""
        for match in _CAPITALISED.finditer(self.flat, sentence.start, sentence.end):
            word = fold(match.group().removesuffix("’s").removesuffix("'s"))
            word = word.removesuffix("s") if self.layout.stripped and word not in names else word
            if word in names and not self._namesake(before, match.start(), names):
                return True
            before = self.flat[match.start() : match.end()]
        return False

    def _namesake(self, before: str, start: int, names: frozenset[str]) -> bool:
        """Return whether a name belongs to somebody else, whose first name stands before it."""
        first = fold(before)
        return self.flat.endswith(before + " ", 0, start) and bool(before) and first not in names | _TITLE_WORDS

    def _names(self, source: Span | None) -> frozenset[str]:
        """Return the folded words of a source that are names, by which a sentence tells of the speaker."""
        if source is None:
            return frozenset()
        head = re.split(r"[(,]| of | for | and his ", source.of(self.flat))
        found = [fold(match.group()) for part in head[:2] for match in _CAPITALISED.finditer(part)]
        return frozenset(word for word in found if len(word) > 2) - _TITLE_WORDS

    def carried_on(self) -> list[Finding]:
        """Return the findings, unmarked ones lengthened by the first-person sentences behind them."""
        out: list[Finding] = []
        done = -1
        for k, finding in enumerate(self.findings):
            if finding.content[0].start < done:
                continue  # within what the report before goes on with
            after = next((one for one in self.findings[k + 1 : k + 9] if not self._of_issuer(one)), None)
            lengthened = self._lengthened(finding, after.begin if after is not None else len(self.flat))
            done = lengthened[-1].content[-1].end if lengthened != [finding] else done
            out.extend(lengthened)
        return out

    def _of_issuer(self, finding: Finding) -> bool:
        """Return whether a report's source is "I" or "we": whoever is speaking."""
        return finding.source is not None and finding.source.of(self.flat).casefold() in ("i", "we")

    def _lengthened(self, finding: Finding, limit: int) -> list[Finding]:
        if not self._may_go_on(finding):
            return [finding]
        anchor = max(finding.content[-1].end, finding.cue.end, finding.source.end if finding.source else 0)
        number = self.layout.sentence_number(anchor - 1)
        names = self._names(finding.source)
        paragraph = self.layout.paragraph_at(anchor - 1)
        loose = finding.kind == "inverted" or self._lost_mark(finding)
        last, reach = number, 0
        for k in range(number + 1, len(self.sentences)):
            sentence = self.sentences[k]
            if not self._goes_on(sentence, names, limit):
                break
            inside = sentence.end <= paragraph.end
            personal = _FIRST_PERSON.search(self.flat, sentence.start, sentence.end) is not None
            if not inside and not (loose and personal):
                break
            reach += 1
            following = self.sentences[k + 1] if k + 1 < len(self.sentences) else None
            closes = following is None or following.end > limit or (inside and following.start >= paragraph.end)
            if personal or (loose and closes and not self._runs_to_the_end(paragraph)):
                last, reach = k, 0
            elif reach >= (_NEAR if not self.layout.stripped else 2 * _NEAR):
                break
        finding = self._with_opening(finding, number)
        if last == number:
            return [finding]
        content = trimmed(self.flat, self.sentences[number + 1].start, self.sentences[last].end)
        if loose:
            return [replace(finding, content=(*finding.content, content), spoken=True)]
        none = Span(content.start, content.start)
        hit = Hit(content.start, content.start, SAID)
        return [
            finding,
            replace(finding, content=(content,), cue=none, kind="continuation", hit=hit, begin=content.start),
        ]

    def _runs_to_the_end(self, paragraph: Span) -> bool:
        """Return whether a paragraph is all that a release has, so that its end tells nothing."""
        return not self.layout.stripped and paragraph.end - paragraph.start > 0.6 * len(self.flat)

    def _with_opening(self, finding: Finding, number: int) -> Finding:
        """Return a report with the sentence before it where lost marks hide '"A," Smith said. "B."'."""
        source = finding.source
        if finding.kind == "inverted" and not self.layout.quotes and not self.layout.stripped:
            return self._from_paragraph(finding)
        bare = finding.kind == "cue" and source is not None and source.of(self.flat).isalpha()
        if not bare or source is None or not self._lost_mark(finding) or number == 0:
            return finding
        before, text = self.sentences[number - 1], self.layout.text
        if not text.startswith("   ", before.end) or not text.startswith("   ", finding.hit.end):
            return finding
        k = bisect_left(self.cues, before.start)
        if (k < len(self.cues) and self.cues[k] < before.end) or self._mentions(before, self._names(source)):
            return finding
        return replace(
            finding, content=(trimmed(self.flat, *before), *finding.content), begin=before.start, spoken=True
        )

    def _from_paragraph(self, finding: Finding) -> Finding:
        """Return an unmarked "…, said X" with the sentences before it in its paragraph: the same quotation's."""
        paragraph = self.layout.paragraph_at(finding.content[0].start)
        number = self.layout.sentence_number(finding.content[0].start)
        names, first = self._names(finding.source), number
        while first > 0 and self.sentences[first - 1].start >= paragraph.start and number - first < _MOST_BEFORE:
            before = self.sentences[first - 1]
            k = bisect_left(self.cues, before.start)
            if (k < len(self.cues) and self.cues[k] < before.end) or self._mentions(before, names):
                return finding
            first -= 1
        whole = first == number or self.sentences[first].start > paragraph.start or self._runs_to_the_end(paragraph)
        if whole:
            return finding
        start = self.sentences[first].start
        content = (Span(start, finding.content[0].end), *finding.content[1:])
        return replace(finding, content=content, begin=start, spoken=True)

    def _may_go_on(self, finding: Finding) -> bool:
        if finding.sort not in (Sort.SPEAKER, Sort.PRONOUN) or finding.kind not in ("inverted", "cue"):
            return False
        start = finding.content[0].start
        if (start and self.layout.text[start - 1] in _OPENING_MARK) or finding.hit.cue.lemma not in _SPEECH | {"tell"}:
            return False
        if finding.kind == "cue":
            return _FIRST_PERSON.search(finding.content[-1].of(self.flat)) is not None or not finding.that
        return not self.layout.quotes or finding.content[0].start not in self._quoted

    def _lost_mark(self, finding: Finding) -> bool:
        """Return whether only a lost mark parts the cue from its content: "Senator Kennedy said  What happened …"."""
        unmarked = self.layout.stripped or not self.layout.quotes
        return unmarked and self.flat[finding.hit.end : finding.hit.end + 1] in (",", ":")

    @cached_property
    def _quoted(self) -> frozenset[int]:
        return frozenset(quote.inner.start for quote in self.layout.quotes)

    def _goes_on(self, sentence: Span, names: frozenset[str], limit: int) -> bool:
        if sentence.end > limit or self.layout.text[sentence.start] in _OPENING_MARK:
            return False
        return _ENDS.match(self.flat, sentence.start, sentence.end) is None and not self._mentions(sentence, names)


_TITLE_WORDS = frozenset(table("titles")) | frozenset(table("honorifics")) | words("places") | words("function-words")
