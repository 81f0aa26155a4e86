"""Finding the statements of a text: who said them is left to resolution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from searchkit.attribution.according import find_according
from searchkit.attribution.bylines import find_bylined
from searchkit.attribution.clauses import find_in_sentence
from searchkit.attribution.continuations import carried_on
from searchkit.attribution.cues import Hit, find_cues
from searchkit.attribution.findings import Finding
from searchkit.attribution.firstperson import find_first_person
from searchkit.attribution.headlines import (
    find_below,
    find_by_mark,
    find_in_headline,
    headline_spans,
    subject_above,
    unbroken_headlines,
)
from searchkit.attribution.interviews import find_interview
from searchkit.attribution.layout import Layout
from searchkit.attribution.passages import find_passages, without_nested
from searchkit.attribution.quotations import Linked, link_quotes
from searchkit.attribution.report import Report
from searchkit.attribution.sources import Sort
from searchkit.attribution.turns import find_turns
from searchkit.model import StatementType
from searchkit.spans import Span


def find_reports(layout: Layout, issuer: str = "") -> list[Report]:
    """Return the reports of a text, sorted by their first content span.

    `issuer` is the last name of the person who issued the release; with it, a release in the first person is found too.
    """
    if not layout.sentences:
        return []
    text, flat = layout.text, layout.flat
    lowered = flat.lower()
    if len(lowered) != len(flat):  # a letter whose lower case is two: offsets must not move
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in flat)
    hits = find_cues(lowered)
    linked = link_quotes(layout, flat, hits)
    headlines = [*headline_spans(text, layout.paragraphs), *unbroken_headlines(layout)]
    direct = [replace(link.finding, spoken=True) for link in linked]
    indirect = _indirect(layout, flat, lowered, hits, linked, headlines)
    turns = find_turns(layout, flat) or find_interview(layout, flat)
    passages = turns or find_passages(layout, flat, hits, [*direct, *indirect])
    kept = without_nested(layout, [*direct, *indirect], passages)
    findings = carried_on(layout, flat, [*kept, *passages])
    bylined = find_bylined(layout, flat)
    if bylined is not None:
        findings = [*bylined.heads, *(one for one in findings if one.hit.start >= bylined.line.end)]
    own = find_first_person(layout, flat, findings, issuer)
    findings = [*without_nested(layout, findings, own), *own] if own else findings
    return _reports([(one, _type(layout, one)) for one in findings if one.content[0].end > one.content[0].start])


def _type(layout: Layout, finding: Finding) -> StatementType:
    if finding.spoken or (not layout.quotes and _lost_quotation(layout.flat, finding)):
        return StatementType.DIRECT
    quoted = [quote.inner.of(layout.text) for quote in layout.quotes_in(finding.content)]
    mixed = any(len(words.split()) >= _MIXED for words in quoted)
    return StatementType.MIXED if mixed else StatementType.INDIRECT


def _lost_quotation(flat: str, finding: Finding) -> bool:
    """Return whether a report of a text without quotation marks is a quotation: "…, said Roe", "said that, Our …"."""
    start, source = finding.content[0].start, finding.source
    if finding.that:
        return flat[start - 2 : start] == ", " and flat[start].isupper()
    behind = source is not None and source.start >= finding.hit.end
    return finding.kind == "inverted" and behind and finding.hit.cue.lemma in _QUOTING


def _indirect(
    layout: Layout, flat: str, lowered: str, hits: list[Hit], linked: Sequence[Linked], headlines: Sequence[Span]
) -> list[Finding]:
    by_sentence: dict[int, list[Hit]] = {}
    for hit in hits:
        number = layout.sentence_number(hit.start)
        if hit.end <= layout.sentences[number].end:
            held = by_sentence.setdefault(number, [])
            if len(held) < _MOST_CUES:
                held.append(hit)
    taken: dict[int, list[Finding]] = {}
    for link in linked:
        number = layout.sentence_number(link.finding.hit.start)
        taken.setdefault(number, []).append(link.finding)
    out: list[Finding] = []
    heads = {head.start for head in headlines}
    for number, found in by_sentence.items():
        sentence = layout.sentences[number]
        if sentence.start in heads:
            headline = find_in_headline(layout.text, sentence, found)
            if headline is None and found[0].start == sentence.start:
                above = subject_above(layout.text, headlines, sentence)
                headline = find_below(layout.text, sentence, found, above) if above is not None else None
            if headline is not None:
                out.append(headline)
                continue
        out.extend(find_in_sentence(flat, sentence, found, taken.get(number, ())))
    spoken = {layout.paragraph_at(finding.begin).start for finding in out if finding.kind == "headline"}
    for head in headlines:
        marked = None if head.start in spoken else find_by_mark(layout.text, head)
        if marked is not None and not any(marked.content[0].overlaps(link.finding.content[0]) for link in linked):
            out.append(marked)
    out.extend(find_according(layout, flat, lowered, linked))
    return out


def _reports(findings: list[tuple[Finding, StatementType]]) -> list[Report]:
    findings.sort(key=lambda pair: pair[0].content[0])
    out: list[Report] = []
    for finding, sort in findings:
        cue = finding.cue if finding.cue.end > finding.cue.start else None
        out.append(Report(finding.content, sort, finding.source, cue, finding.kind, finding.sort is Sort.DOCUMENT))
    return out


_QUOTING = frozenset({"say", "add", "explain", "continue", "conclude", "note", "remark"})
_MOST_CUES = 20
"""Cues of one sentence that are judged; more stand only in texts without full stops, which must take linear time."""
_MIXED = 3
"""Words in one quotation that make an indirect report a mixed one: fewer are often scare quotes."""
