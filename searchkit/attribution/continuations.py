"""What goes on behind a report, or before an unmarked one: first-person sentences without a cue of their own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from searchkit.attribution.cues import SAID, Hit
from searchkit.attribution.extents import trimmed
from searchkit.attribution.findings import Finding
from searchkit.attribution.layout import Layout
from searchkit.attribution.reading import ENDS, FIRST_PERSON, OPENING_MARKS, Reading
from searchkit.attribution.sources import Sort
from searchkit.spans import Span

_SPEECH = frozenset({"write", "say", "state", "read", "continue", "add", "explain", "conclude", "declare", "respond"})
_DATELINE = re.compile(r"(?:[A-Z][a-z]+ \d{1,2}(?:st|nd|rd|th)?,? +\d{4}\W+)?(?:[A-Z]{4,}|Washington)\W+D\W*C\b")
_NEAR = 2
_MOST_BEFORE = 4


def carried_on(layout: Layout, flat: str, findings: Sequence[Finding]) -> list[Finding]:
    """Return the reports with what goes on behind them: first-person sentences after an unmarked "…, said X"."""
    return _Continuations(layout, flat, findings).carried_on()


class _Continuations(Reading):
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
        names = self.names_of(finding.source)
        paragraph = self.layout.paragraph_at(anchor - 1)
        loose = finding.kind == "inverted" or self._lost_mark(finding)
        last, reach = number, 0
        for k in range(number + 1, len(self.sentences)):
            sentence = self.sentences[k]
            if not self._goes_on(sentence, names, limit):
                break
            inside = sentence.end <= paragraph.end
            personal = FIRST_PERSON.search(self.flat, sentence.start, sentence.end) is not None
            if not inside and not (loose and personal):
                break
            reach += 1
            following = self.sentences[k + 1] if k + 1 < len(self.sentences) else None
            reported = following is not None and limit < following.end and limit < len(self.flat)
            closes = following is None or following.end > limit or (inside and following.start >= paragraph.end)
            if personal or (loose and closes and (reported or not self._runs_to_the_end(paragraph))):
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
        return paragraph.end - paragraph.start > 0.6 * len(self.flat)

    def _with_opening(self, finding: Finding, number: int) -> Finding:
        """Return a report with the sentence before it where lost marks hide '"A," Smith said. "B."'."""
        source = finding.source
        if finding.kind == "inverted" and not self.layout.quotes:
            return self._from_paragraph(finding)
        bare = finding.kind == "cue" and source is not None and source.of(self.flat).isalpha()
        if not bare or source is None or not self._lost_mark(finding) or number == 0:
            return finding
        before, text = self.sentences[number - 1], self.layout.text
        if not text.startswith("   ", before.end) or not text.startswith("   ", finding.hit.end):
            return finding
        k = bisect_left(self.cues, before.start)
        if (k < len(self.cues) and self.cues[k] < before.end) or self.mentions(before, self.names_of(source)):
            return finding
        return replace(
            finding, content=(trimmed(self.flat, *before), *finding.content), begin=before.start, spoken=True
        )

    def _from_paragraph(self, finding: Finding) -> Finding:
        """Return an unmarked "…, said X" with the sentences before it in its paragraph: the same quotation's."""
        paragraph = self.layout.paragraph_at(finding.content[0].start)
        number = self.layout.sentence_number(finding.content[0].start)
        if _DATELINE.match(self.flat, paragraph.start):
            return finding  # the first paragraph of a release tells before it quotes
        names, first = self.names_of(finding.source), number
        while first > 0 and self.sentences[first - 1].start >= paragraph.start and number - first < _MOST_BEFORE:
            before = self.sentences[first - 1]
            k = bisect_left(self.cues, before.start)
            if (k < len(self.cues) and self.cues[k] < before.end) or self.mentions(before, names):
                return finding
            first -= 1
        alone = not self.layout.stripped and self._runs_to_the_end(paragraph)
        if first == number or self.sentences[first].start > paragraph.start or alone:
            return finding
        start = self.sentences[first].start
        content = (Span(start, finding.content[0].end), *finding.content[1:])
        return replace(finding, content=content, begin=start, spoken=True)

    def _may_go_on(self, finding: Finding) -> bool:
        if finding.sort not in (Sort.SPEAKER, Sort.PRONOUN) or finding.kind not in ("inverted", "cue"):
            return False
        start = finding.content[0].start
        if (start and self.layout.text[start - 1] in OPENING_MARKS) or finding.hit.cue.lemma not in _SPEECH | {"tell"}:
            return False
        if finding.kind == "cue":
            return FIRST_PERSON.search(finding.content[-1].of(self.flat)) is not None or not finding.that
        return not self.layout.quotes or finding.content[0].start not in self._quoted

    def _lost_mark(self, finding: Finding) -> bool:
        """Return whether only a lost mark parts the cue from its content: "Senator Kennedy said  What happened …"."""
        unmarked = self.layout.stripped or not self.layout.quotes
        return unmarked and self.flat[finding.hit.end : finding.hit.end + 1] in (",", ":")

    @cached_property
    def _quoted(self) -> frozenset[int]:
        return frozenset(quote.inner.start for quote in self.layout.quotes)

    def _goes_on(self, sentence: Span, names: frozenset[str], limit: int) -> bool:
        if sentence.end > limit or self.layout.text[sentence.start] in OPENING_MARKS:
            return False
        return ENDS.match(self.flat, sentence.start, sentence.end) is None and not self.mentions(sentence, names)
