"""Direct reports: quotations linked to the cue beside them, to the sentence that introduces them, or to each other."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from searchkit.attribution.cues import SAID, Form, Hit
from searchkit.attribution.extents import adverbials_after, source_after
from searchkit.attribution.findings import Finding
from searchkit.attribution.layout import Layout
from searchkit.attribution.quotemarks import Quote
from searchkit.attribution.sources import Blocked, Sort, Source, source_before
from searchkit.attribution.subjects import subject_of
from searchkit.spans import Span

_REACH = 260
_INVERTED_GAP = re.compile(r"[\s,.–—-]*(?:(?:also|later|then|further|has|have|had|as)\s+)?$")
_LEAD_IN = re.compile(r"[\s,:]*(?:that[\s,:]*|as[\s,:]*|in part[\s,:]*|how[\s,:]*)?[\s–—-]*[(\[]?$")
_SENTENCE_BREAK = re.compile(r"[.!?;]\s")
_FRAGMENT = 5
_LONG = 8
_SPEAKING_HIT = frozenset({"clause", "quote", "that"})
_COUNTING = re.compile(r"\S+")
INTRODUCTION = re.compile(
    r"\b(?:released?|releases|issued?|issues|made|makes|gave|gives|offered|delivered|submitted|had|has|provided"
    r"|posted|published|sent|read|shared) (?:the |this |these |a |an |his |her |their |its |joint |following |public "
    r"|brief |written )*(?:following|statements?|remarks|comments?|response|testimony|speech|this to say|letter)\b"
    r"|\bfollowing (?:joint |public |brief )?(?:statements?|remarks|comments?)\b|\b(?:statement|remarks"
    r"|comments?) (?:below|follows)\b|\bsaid the following\b"
)
_STATEMENT_OF = re.compile(
    r"(?:And |Joint |Full |Press |Written )?(?:(?:[Ss]tatements?|STATEMENT|[Rr]emarks|REMARKS|[Cc]omments?|[Qq]uotes?"
    r"|[Mm]essage|[Rr]esponse)"
    r" (?:from|by|of|FROM|BY|OF) |[Ff]rom )(?=[A-Zt])"
)
_AND_THAT = re.compile(
    r"[\s,]*(?:(?:and|but|or|while)\s+)?(?:(?:also|that|to|how|because|adding|then|as|was|is)\s+){0,3}$"
)
_ACCORDING = re.compile(r"[\s,–—-]*(?:according to|in the words of)\s+")
_SIGNATURE = re.compile(r"\s*(?:[-–—]{1,2}|―|~)\s*(?=[A-Z])")


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
        finding = _beside(layout, flat, hits, starts, number)
        before = owner.get(number - 1)
        if finding is not None and before is not None and _same_cue(before.finding, finding):
            _join(before, number, quote, owner)
            continue
        if finding is None and before is not None and _carries_on(layout, flat, before, number):
            _join(before, number, quote, owner)
            continue
        if finding is None:
            finding = (
                _introduced(layout, flat, hits, starts, quote)
                or _signed(layout, flat, quote)
                or _loose(layout, flat, quote)
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
        if _SENTENCE_BREAK.search(gap.lstrip(".")) and not _abbreviated(gap):
            return None
        cue = Span(hit.start, hit.end)
        if _INVERTED_GAP.match(gap):
            source = source_after(flat, hit.end, end) if hit.end < end else None
            if source is not None and _names(source.of(flat)):
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
    if flat[position : subject.span.start].strip(" ,.–—-") not in ("", "as", "and", "the"):
        return None
    if (flat[quote.inner.end - 1] == "." or subject.sort is Sort.OTHER) and not _ends_after(flat, hit, end):
        return None
    cue = Span(hit.start, hit.end)
    return Finding((quote.inner,), subject.span, cue, "inverted", subject.sort, hit, quote.outer.start)


def _abbreviated(gap: str) -> bool:
    return all(
        re.search(
            r"(?:\b[A-Z]|\b(?:Sens?|Reps?|Gov|Dr|Mr|Mrs|Ms|Lt|Col|Gen|Prof|Sgt|Jr|Sr|St|Hon|Capt|D|R|U\.S|Atty|Det))$",
            gap[: match.start()],
        )
        for match in _SENTENCE_BREAK.finditer(gap)
    )


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


def _names(phrase: str) -> bool:
    tokens = phrase.split()[:6]
    return any(word[:1].isupper() for word in tokens) or tokens[0] in (
        "the",
        "a",
        "an",
        "one",
        "he",
        "she",
        "they",
        "his",
        "her",
        "their",
        "several",
        "two",
        "another",
    )


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
    short = len(_COUNTING.findall(layout.text[quote.inner.start : quote.inner.end])) < _FRAGMENT
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
            if inverted is not None and _names(inverted.of(flat)) and not _LEAD_IN.match(gap):
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


def _introduced(layout: Layout, flat: str, hits: list[Hit], starts: list[int], quote: Quote) -> Finding | None:
    """Return the report of a quotation at the head of a paragraph that the paragraph before it introduces."""
    paragraph = layout.paragraph_at(quote.outer.start)
    if flat[paragraph.start : quote.outer.start].strip():
        lead = flat[paragraph.start : quote.outer.start].rstrip()
        if not (lead.endswith(":") and INTRODUCTION.search(lead)):
            return None
        sentence = layout.sentence_at(paragraph.start + len(lead) - 1)
    else:
        number = layout.paragraph_number(quote.outer.start)
        if not number:
            return None
        earlier = layout.paragraphs[number - 1]
        sentence = layout.sentence_at(earlier.end - 1)
        told = [match.start() for match in INTRODUCTION.finditer(flat, earlier.start, earlier.end)]
        if told and flat[earlier.end - 1] != ":":
            sentence = layout.sentence_at(told[-1])
    return introduction(flat, sentence, hits, starts, quote.inner)


def introduction(flat: str, sentence: Span, hits: list[Hit], starts: list[int], content: Span) -> Finding | None:
    """Return the report whose content the sentence before it introduces ("released the following statement:")."""
    written = flat[sentence.start : sentence.end]
    match = INTRODUCTION.search(written)
    colon = written.rstrip().endswith(":")
    if match:
        start = sentence.start + match.start()
        subject = source_before(flat, sentence.start, start)
        source = subject.span if isinstance(subject, Source) and subject.sort is not Sort.MUTE else None
        hit = Hit(start, sentence.start + match.end(), SAID)
        return Finding((content,), source, Span(hit.start, hit.end), "introduced", Sort.SPEAKER, hit, sentence.start)
    heading = _STATEMENT_OF.match(flat, sentence.start, sentence.end)
    if heading is not None and len(written) < 160:
        source = source_after(flat, heading.end(), sentence.end)
        if source is not None and _names(source.of(flat)):
            cue = Span(sentence.start, heading.end() - 1)
            hit = Hit(cue.start, cue.end, SAID)
            return Finding((content,), source, cue, "introduced", Sort.SPEAKER, hit, sentence.start)
    if not colon:
        return None
    for k in range(bisect_left(starts, sentence.end) - 1, -1, -1):
        hit = hits[k]
        if hit.start < sentence.start:
            break
        subject = source_before(flat, sentence.start, hit.start)
        if isinstance(subject, Source) and subject.sort in (Sort.SPEAKER, Sort.PRONOUN, Sort.DOCUMENT):
            return Finding(
                (content,), subject.span, Span(hit.start, hit.end), "introduced", subject.sort, hit, sentence.start
            )
    if len(written) < 90 and written[:1].isupper():
        hit = Hit(sentence.end, sentence.end, SAID)
        return Finding(
            (content,),
            Span(sentence.start, sentence.end - 1),
            Span(sentence.end - 1, sentence.end),
            "introduced",
            Sort.SPEAKER,
            hit,
            sentence.start,
        )
    return None


def _signed(layout: Layout, flat: str, quote: Quote) -> Finding | None:
    """Return the report of '"…" – Commissioner X'."""
    match = _SIGNATURE.match(flat, quote.outer.end)
    if match is None:
        return None
    paragraph = layout.paragraph_at(match.end())
    stop = min(paragraph.end, match.end() + 160)
    source = Span(match.end(), stop)
    if paragraph.end - match.end() > 160 or (
        _SENTENCE_BREAK.search(source.of(flat)) and not _abbreviated(source.of(flat))
    ):
        return None
    while source.end > source.start and flat[source.end - 1] in " .,":
        source = Span(source.start, source.end - 1)
    dash = Span(match.start() + len(match.group()) - len(match.group().lstrip()), match.end() - 1)
    hit = Hit(dash.start, dash.end, SAID)
    return Finding((quote.inner,), source, dash, "signature", Sort.SPEAKER, hit, quote.outer.start)


def _loose(layout: Layout, flat: str, quote: Quote) -> Finding | None:
    """Return the report of a quotation that nothing introduces but that is most of its paragraph."""
    text = layout.text
    count = len(_COUNTING.findall(text, quote.inner.start, quote.inner.end))
    paragraph = layout.paragraph_at(quote.outer.start)
    before = flat[paragraph.start : quote.outer.start].rstrip()
    if count < _LONG or (before and (before[-1] not in '.!?:"”' or not text[quote.inner.start].isupper())):
        return None
    after = flat[quote.outer.end : paragraph.end].lstrip()
    if after and not after[0].isupper() and after[0] not in '"“–—-(':
        return None
    if text[quote.inner.end - 1] not in ".,!?…" and not quote.carries:
        return None
    hit = Hit(quote.outer.start, quote.outer.start, SAID)
    return Finding(
        (quote.inner,), None, Span(quote.outer.start, quote.outer.start), "loose", Sort.OTHER, hit, quote.outer.start
    )
