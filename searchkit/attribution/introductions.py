"""Quotations without a cue beside them: introduced by a line before, signed, or standing alone."""

from __future__ import annotations

import re
from bisect import bisect_left

from searchkit.attribution.cues import SAID, Hit
from searchkit.attribution.extents import source_after
from searchkit.attribution.findings import Finding
from searchkit.attribution.layout import Layout
from searchkit.attribution.mentions import MentionKind, find_mentions
from searchkit.attribution.quotemarks import Quote
from searchkit.attribution.sources import Sort, Source, source_before
from searchkit.spans import Span

SENTENCE_BREAK = re.compile(r"[.!?;]\s")

_LONG = 8

COUNTING = re.compile(r"\S+")

INTRODUCTION = re.compile(
    r"\b(?:released?|releases|issued?|issues|made|makes|gave|gives|offered|delivered|submitted|had|has|provided"
    r"|posted|published|sent|read|shared) (?:the |this |these |a |an |his |her |their |its |joint |following |public "
    r"|brief |written )*(?:following|statements?|remarks|comments?|response|testimony|speech|this to say|letter)\b"
    r"|\bfollowing (?:joint |public |brief )?(?:statements?|remarks|comments?)\b|\b(?:statement|remarks"
    r"|comments?) (?:below|follows)\b|\bsaid the following\b"
)

_STATEMENT_OF = re.compile(
    r"(?:And |[A-Z]\w+ ){0,3}(?:(?:[Ss]tatements?|STATEMENT|[Rr]emarks|REMARKS|[Cc]omments?|[Qq]uotes?"
    r"|[Mm]essage|[Rr]esponse)"
    r" (?:from|by|of|FROM|BY|OF) |[Ff]rom |.{0,60}?\battributed to )(?=[A-Zt])"
)

_OWNED = re.compile(
    r"\b(?P<who>(?:[A-Z][\w.’'-]*[ ,]{1,2}){0,4}[A-Z][\w-]+)(?:['’]s|s['’]) (?:[a-z]+ ){0,3}"
    r"(?P<what>statement|remarks|comments|testimony|speech|address|letter|op-ed|column|response)\b[^.!?:]{0,60}"
    r"(?::|below|follows?:?|\.)\s*$"
)
"""The last words before a quotation: "Following are Roe's remarks as prepared:", "Roe's statement is below."."""
_LONGEST_LABEL = 90
_LONGEST_NAME = 120
_SMALL_WORDS = frozenset(("of", "for", "the", "and", "in", "at", "on", "de", "to", "with", "from", "s"))
_NAME_ONLY = re.compile(r"\s{1,2}([A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*\w){0,5})\.(?=\s|$)")
_SIGNATURE = re.compile(r"\s*(?:[-–—]{1,2}|―|~)\s*(?=[A-Z])")


def all_abbreviated(gap: str) -> bool:
    """Return whether every full stop in `gap` belongs to an abbreviation."""
    return all(
        re.search(
            r"(?:\b[A-Z]|\b(?:Sens?|Reps?|Gov|Dr|Mr|Mrs|Ms|Lt|Col|Gen|Prof|Sgt|Jr|Sr|St|Hon|Rt|Capt|D|R|U\.S|Atty|Det))$",
            gap[: match.start()],
        )
        for match in SENTENCE_BREAK.finditer(gap)
    )


def names_somebody(phrase: str) -> bool:
    """Return whether a phrase can name a speaker: it has a capital, or begins as a noun phrase does."""
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


def introduced(layout: Layout, flat: str, hits: list[Hit], starts: list[int], quote: Quote) -> Finding | None:
    """Return the report of a quotation at the head of a paragraph that the paragraph before it introduces."""
    paragraph = layout.paragraph_at(quote.outer.start)
    if flat[paragraph.start : quote.outer.start].strip():
        lead = flat[paragraph.start : quote.outer.start].rstrip()
        sentence = layout.sentence_at(paragraph.start + len(lead) - 1)
        last = flat[max(sentence.start, paragraph.start) : quote.outer.start]
        if lead[-1:] not in (":", ".") or not INTRODUCTION.search(last if lead.endswith(".") else lead):
            return None
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
        if source is not None and names_somebody(source.of(flat)):
            cue = Span(sentence.start, heading.end() - 1)
            hit = Hit(cue.start, cue.end, SAID)
            return Finding((content,), source, cue, "introduced", Sort.SPEAKER, hit, sentence.start)
    owned = _OWNED.search(flat, sentence.start, sentence.end) if len(written) < 160 else None
    if owned is not None:
        cue = Span(*owned.span("what"))
        hit = Hit(cue.start, cue.end, SAID)
        return Finding((content,), Span(*owned.span("who")), cue, "introduced", Sort.SPEAKER, hit, sentence.start)
    for k in range(bisect_left(starts, sentence.end) - 1, -1, -1):
        hit = hits[k]
        if hit.start < sentence.start or not colon:
            break
        subject = source_before(flat, sentence.start, hit.start)
        if isinstance(subject, Source) and subject.sort in (Sort.SPEAKER, Sort.PRONOUN, Sort.DOCUMENT):
            return Finding(
                (content,), subject.span, Span(hit.start, hit.end), "introduced", subject.sort, hit, sentence.start
            )
    return _labelled(flat, sentence, content, colon=colon)


def _labelled(flat: str, line: Span, content: Span, *, colon: bool) -> Finding | None:
    """Return the report of a quotation under a line that is a name with an office, or that a colon ends."""
    if line.end - line.start > (_LONGEST_LABEL if colon else _LONGEST_NAME) or not flat[line.start].isupper():
        return None
    named = find_mentions(flat, *line)
    persons = [mention for mention in named if mention.kind is MentionKind.PERSON]
    office = len(persons) == 1 and (bool(persons[0].role) or "," in line.of(flat))
    bare = all(word in _SMALL_WORDS for word in re.findall(r"\b[a-z]+\b", line.of(flat)))
    if not colon and not (office and bare and flat[line.end - 1].isalnum()):
        return None
    mark = Span(line.end - 1, line.end) if colon else Span(line.end, line.end)
    covered = sum(mention.span.end - mention.span.start for mention in named)
    known = bool(persons) or covered > (line.end - line.start) / 2
    whole = Span(line.start, mark.start) if known else None
    source = persons[0].span if len(persons) == 1 else whole
    return Finding((content,), source, mark, "introduced", Sort.SPEAKER, Hit(*mark, SAID), line.start)


def signed(layout: Layout, flat: str, quote: Quote) -> Finding | None:
    """Return the report of '"…" – Commissioner X'."""
    match = _SIGNATURE.match(flat, quote.outer.end)
    if match is None:
        return _named_only(flat, quote)
    paragraph = layout.paragraph_at(match.end())
    stop = min(paragraph.end, match.end() + 160)
    source = Span(match.end(), stop)
    if paragraph.end - match.end() > 160 or (
        SENTENCE_BREAK.search(source.of(flat)) and not all_abbreviated(source.of(flat))
    ):
        return None
    while source.end > source.start and flat[source.end - 1] in " .,":
        source = Span(source.start, source.end - 1)
    dash = Span(match.start() + len(match.group()) - len(match.group().lstrip()), match.end() - 1)
    hit = Hit(dash.start, dash.end, SAID)
    return Finding((quote.inner,), source, dash, "signature", Sort.SPEAKER, hit, quote.outer.start)


def _named_only(flat: str, quote: Quote) -> Finding | None:
    """Return the report of '"…," Senator Roe. "…"', where the verb was left out."""
    match = _NAME_ONLY.match(flat, quote.outer.end) if flat[quote.inner.end - 1 : quote.inner.end] == "," else None
    named = find_mentions(flat, *match.span(1)) if match is not None else []
    if match is None or not named or named[0].kind is MentionKind.BODY or named[0].span != Span(*match.span(1)):
        return None
    mark = Span(match.end(1), match.end(1))
    hit = Hit(*mark, SAID)
    return Finding((quote.inner,), named[0].span, mark, "signature", Sort.SPEAKER, hit, quote.outer.start)


def loose(layout: Layout, flat: str, quote: Quote) -> Finding | None:
    """Return the report of a quotation that nothing introduces but that is most of its paragraph."""
    text = layout.text
    count = len(COUNTING.findall(text, quote.inner.start, quote.inner.end))
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
