"""Direct reports: quotations linked to the cue beside them, to what introduces them, or to each other."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from searchkit.attribution.cues import SAID, Form, Hit
from searchkit.attribution.extents import adverbials_after, source_after
from searchkit.attribution.findings import Finding
from searchkit.attribution.introductions import (
    COUNTING,
    INTRODUCTION,
    SENTENCE_BREAK,
    all_abbreviated,
    introduced,
    loose,
    names_somebody,
    signed,
)
from searchkit.attribution.layout import Layout
from searchkit.attribution.lexicon import table
from searchkit.attribution.quotemarks import Quote
from searchkit.attribution.sources import Blocked, Sort, Source, source_before
from searchkit.attribution.subjects import subject_of
from searchkit.spans import Span

_REACH = 260

_INVERTED_GAP = re.compile(r"[\s,.–—-]*(?:(?:also|later|then|further|has|have|had|as)\s+)?$")

_LEAD_IN = re.compile(r"[\s,:]*(?:that[\s,:]*|as[\s,:]*|in part[\s,:]*|how[\s,:]*)?[\s–—-]*[(\[]?$")

_FRAGMENT = 5

_SPEAKING_HIT = frozenset({"clause", "quote", "that"})

_AND_THAT = re.compile(
    r"[\s,]*(?:(?:and|but|or|while)\s+)?(?:(?:also|that|to|how|because|adding|then|as|was|is)\s+){0,3}$"
)

_OPENS_ANOTHER = re.compile(r",\s*[\"“]")
_ACCORDING = re.compile(r"[\s,–—-]*(?:according to|in the words of)\s+")


@dataclass(slots=True)
class Linked:
    """A direct report and the numbers of the quotations that it is made of."""

    finding: Finding
    quotes: list[int]
    continues: int | None = None


def link_quotes(layout: Layout, flat: str, hits: list[Hit]) -> list[Linked]:
    """Return the direct reports of a text, each quotation in one of them at most."""
    linked: list[Linked] = []
    starts = [hit.start for hit in hits]
    owner: dict[int, Linked] = {}
    for number, quote in enumerate(layout.quotes):
        if quote.inner.end - quote.inner.start < 2:
            continue
        before = owner.get(number - 1)
        carried = before is not None and layout.quotes[number - 1].carries
        finding = _beside(layout, flat, hits, starts, number) or (None if carried else signed(layout, flat, quote))
        if finding is not None and before is not None and _same_cue(before.finding, finding):
            _join(before, number, quote, owner)
            continue
        if finding is None and before is not None and _carries_on(layout, flat, before, number):
            _join(before, number, quote, owner)
            continue
        if finding is None:
            finding = (
                signed(layout, flat, quote)
                or introduced(layout, flat, hits, starts, quote)
                or loose(layout, flat, quote)
            )
        if finding is not None:
            owner[number] = Linked(finding, [number])
            linked.append(owner[number])
    return linked


def _join(linked: Linked, number: int, quote: Quote, owner: dict[int, Linked]) -> None:
    linked.quotes.append(number)
    linked.finding = replace(linked.finding, content=(*linked.finding.content, quote.inner))
    owner[number] = linked


def _same_cue(one: Finding, other: Finding) -> bool:
    return one.hit.start == other.hit.start


def _beside(layout: Layout, flat: str, hits: list[Hit], starts: list[int], number: int) -> Finding | None:
    quote = layout.quotes[number]
    paragraph_end = layout.paragraph_at(quote.outer.start).end
    following = layout.quotes[number + 1].outer.start if number + 1 < len(layout.quotes) else paragraph_end
    previous = layout.quotes[number - 1].outer.end if number else 0
    behind = None if quote.carries else _cue_behind(flat, quote, hits, starts, min(paragraph_end, following))
    lead = flat[max(previous, layout.paragraph_at(quote.outer.start).start) : quote.outer.start].rstrip()
    if behind is None and lead.endswith(":") and INTRODUCTION.search(lead):
        return None  # the line as a whole introduces the quotation, whatever verb stands last in it
    return behind or _cue_before(layout, flat, quote, hits, starts, previous)


def _cue_behind(flat: str, quote: Quote, hits: list[Hit], starts: list[int], end: int) -> Finding | None:
    """Return the report of '"…," said X' or '"…," X said'."""
    position = quote.outer.end
    according = _according_behind(flat, quote, end)
    if according is not None:
        return according
    k = bisect_left(starts, position)
    while k < len(hits) and hits[k].start < min(end, position + _REACH):
        hit = hits[k]
        k += 1
        if flat[hit.start].isupper() and not flat[hit.start : hit.end].isupper():
            continue
        if hit.form not in (Form.PAST, Form.PRESENT, Form.BASE) or not hit.frames & _SPEAKING_HIT:
            continue
        gap = flat[position : hit.start]
        if SENTENCE_BREAK.search(gap.lstrip(".")) and not all_abbreviated(gap):
            return None
        cue = Span(hit.start, hit.end)
        if _INVERTED_GAP.match(gap):
            source = source_after(flat, hit.end, end) if hit.end < end else None
            if source is not None and names_somebody(source.of(flat)):
                return Finding((quote.inner,), source, cue, "inverted", Sort.SPEAKER, hit, quote.outer.start)
            return None
        if hit.form is not Form.BASE or gap.rstrip().endswith("s"):
            return _subject_behind(flat, quote, hit, end)
    return None


def _according_behind(flat: str, quote: Quote, end: int) -> Finding | None:
    """Return the report of '"…," according to X'."""
    match = _ACCORDING.match(flat, quote.outer.end, end)
    source = source_after(flat, match.end(), end) if match else None
    if match is None or source is None:
        return None
    cue = _cue_span(flat, match)
    return Finding((quote.inner,), source, cue, "according", Sort.SPEAKER, Hit(*cue, SAID), quote.outer.start)


def _subject_behind(flat: str, quote: Quote, hit: Hit, end: int) -> Finding | None:
    """Return the report of '"…," X said', if nothing else can stand between the mark and the cue."""
    position = quote.outer.end
    subject = source_before(flat, position, hit.start)
    if not isinstance(subject, Source) or subject.sort in (Sort.MUTE, Sort.RELATIVE):
        return None
    between = flat[position : subject.span.start].strip(" ,.–—-")
    if between not in ("", "as", "and", "the") and not (between.isupper() and between.lower() in table("titles")):
        return None  # but "DA Roe said", where "da" may be part of a name
    if flat[quote.inner.end - 1] in ".?!" and _OPENS_ANOTHER.match(flat, hit.end, end + 1):
        return None  # '"A." X also said, "B."': the cue of the next quotation
    if (flat[quote.inner.end - 1] == "." or subject.sort is Sort.OTHER) and not _ends_after(flat, hit, end):
        return None
    cue = Span(hit.start, hit.end)
    return Finding((quote.inner,), subject.span, cue, "inverted", subject.sort, hit, quote.outer.start)


def _cue_span(flat: str, match: re.Match[str]) -> Span:
    start, end = match.span()
    while flat[start] in " ,–—-":
        start += 1
    return Span(start, end - (len(match.group()) - len(match.group().rstrip())))


def _ends_after(flat: str, hit: Hit, end: int) -> bool:
    """Return whether nothing but adjuncts stands between the cue and the end of its sentence."""
    position = adverbials_after(flat, hit.end, end)
    rest = flat[position:end].lstrip(" ,")
    return not rest or flat[hit.end] in ".,:;" or rest[0] in '.:;"“' or position > hit.end


def _cue_before(
    layout: Layout, flat: str, quote: Quote, hits: list[Hit], starts: list[int], previous: int
) -> Finding | None:
    """Return the report of 'X said, "…"'."""
    sentence = layout.sentence_at(quote.outer.start)
    k = bisect_left(starts, quote.outer.start) - 1
    floor = max(min(sentence.start, quote.outer.start), previous)
    paragraph = layout.paragraph_at(quote.outer.start)
    if flat[floor : quote.outer.start].strip() == "" and floor > paragraph.start:
        head = flat[paragraph.start : floor].rstrip()
        if head.endswith(":"):  # the sentence splitter may cut after a colon
            floor = layout.sentence_at(len(head) + paragraph.start - 1).start
    short = len(COUNTING.findall(layout.text[quote.inner.start : quote.inner.end])) < _FRAGMENT
    while k >= 0 and hits[k].end > floor:
        hit = hits[k]
        k -= 1
        if flat[hit.start].isupper() and hit.form is not Form.GERUND and not flat[hit.start : hit.end].isupper():
            continue
        if not hit.frames & (_SPEAKING_HIT | {"tell"}) and not flat[hit.end : quote.outer.start].rstrip().endswith(":"):
            continue
        gap = flat[hit.end : quote.outer.start]
        if not _leads_in(gap, short):
            return None
        subject = source_before(flat, floor, hit.start)
        source, sort = (subject.span, subject.sort) if isinstance(subject, Source) else (None, Sort.OTHER)
        if hit.form is Form.GERUND:
            main = subject_of(flat, sentence)
            source, sort = (main.span, main.sort) if main and main.span.end <= hit.start else (None, Sort.OTHER)
        if source is None:
            inverted = source_after(flat, hit.end, quote.outer.start)
            if inverted is not None and names_somebody(inverted.of(flat)) and not _LEAD_IN.match(gap):
                source, sort = inverted, Sort.SPEAKER
            elif subject is Blocked.NEGATED or (subject is Blocked.INFINITIVE and hit.form is not Form.BASE):
                return None
        if sort in (Sort.MUTE,):
            return None
        if short and not gap.rstrip().endswith((",", ":")):
            return None
        kind = "participle" if hit.form is Form.GERUND and source is None else "cue"
        return Finding(
            (quote.inner,), source, Span(hit.start, hit.end), kind, sort, hit, source.start if source else hit.start
        )
    return None


def _leads_in(gap: str, short: bool) -> bool:
    if _LEAD_IN.match(gap):
        return True
    end = adverbials_after(gap, 0, len(gap))
    if _LEAD_IN.match(gap[end:]):
        return not short or gap.rstrip().endswith((",", ":"))
    stripped = gap.rstrip()
    return stripped.endswith((",", ":")) and len(gap) < 130 and (stripped.endswith(":") or len(gap.split()) < 9)


def _carries_on(layout: Layout, flat: str, before: Linked, number: int) -> bool:
    """Return whether a quotation without a cue goes on with the one before it."""
    quote, last = layout.quotes[number], layout.quotes[number - 1]
    if last.carries or quote.carried:
        return True
    size = quote.outer.end - quote.outer.start
    if (
        size > 12
        and quote.outer.start - last.outer.end < 25
        and _AND_THAT.match(flat, last.outer.end, quote.outer.start)
    ):
        return True
    if size < 25:
        return False
    paragraph = layout.paragraph_at(quote.outer.start)
    cue = before.finding.hit
    anchor = max(last.outer.end, cue.end)
    between = layout.sentence_number(quote.outer.start) - layout.sentence_number(max(anchor - 1, 0))
    if last.outer.start >= paragraph.start:  # the same paragraph: '"A," said X, chairman of Y. "B."'
        near = cue.start >= last.outer.start - _REACH and (
            cue.start > last.outer.end or quote.outer.start - last.outer.end < 4
        )
        return near and between <= 1
    if flat[paragraph.start : quote.outer.start].strip():
        return False
    return layout.paragraph_number(quote.outer.start) - layout.paragraph_number(anchor - 1) == 1 and between <= 1
