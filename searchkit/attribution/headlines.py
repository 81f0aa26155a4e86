"""Headlines that report speech: "Grassley Urges DOJ to …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from searchkit.attribution.cues import SAID, Form, Hit
from searchkit.attribution.findings import Finding
from searchkit.attribution.layout import Layout
from searchkit.attribution.lexicon import words
from searchkit.attribution.mentions import Mention, MentionKind, find_mentions
from searchkit.attribution.sources import Sort, sort_of
from searchkit.spans import Span

_COLON = re.compile(r"(?P<who>[A-Z][^:\n]{2,60}):\s+(?P<what>[^\n]{12,}?)\s*$")
_PAGE = re.compile(r" [-|] (?=[A-Z][^-|]{3,60}$)")
"""What parts a headline from the name of the page's owner."""
_ISSUED = re.compile(
    r"\s+(?:(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\s+)?(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\s+\d{1,2}\s|\d{1,2}[/ ]\d{1,2}[/ ](?:19|20)\d\d\b"
    r"|(?:For Immediate|FOR IMMEDIATE) R|Contact\b|CONTACT\b)"
)
"""What parts a headline from the date and notice that were run together with it."""
_PRESS = re.compile(r"press (?:statement|release|conference|office|secretary)", re.IGNORECASE)
_DASH = re.compile(r"\s[–—]\s(?=[A-Z])")
_SHORTEST = 20
_LONGEST = 260
_SEARCHED = 14
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_FEWEST_WORDS = 3
_CAPITALISED = 0.75
_SHORT_LINE = 200
_FEWEST_BELOW = 3
_NOT_HEAD = re.compile(
    r"\b(?:to|will|would|must|should|can|could|may|might|not|of|for|by|and|the|a|an|in|on|with|at|his|her|their|that)$|['’]s?$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z]+")
_HEADLINE_VERBS = frozenset(word for word in words("headline-words") if word.endswith("s"))
_WEAK = frozenset(
    {
        "see",
        "find",
        "show",
        "report",
        "note",
        "cite",
        "rule",
        "order",
        "direct",
        "project",
        "detail",
        "confirm",
        "respond",
        "comment",
        "conclude",
        "state",
    }
)


def headline_spans(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """Return the lines before the first paragraph of prose that may be headlines."""
    out: list[Span] = []
    for paragraph in paragraphs[:_SEARCHED]:
        line = paragraph.of(text)
        if len(line) > _LONGEST or (
            len(line) > 60 and line.rstrip('"”)').endswith((".", "!", "?")) and not line.isupper()
        ):
            break
        out.append(paragraph)
    return out


def unbroken_headlines(layout: Layout) -> list[Span]:
    """Return the sentences at the head of a text without punctuation that may be headlines: most words capitalised."""
    out: list[Span] = []
    for sentence in layout.sentences[:_SEARCHED] if layout.stripped else ():
        found = _LONG_WORD.findall(layout.flat, *sentence)
        short = sentence.end - sentence.start < _SHORT_LINE
        if (
            short
            and len(found) > _FEWEST_WORDS
            and sum(word[0].isupper() for word in found) > len(found) * _CAPITALISED
        ):
            out.append(sentence)
        elif sentence.end - sentence.start > _SHORT_LINE:
            break
    return out


def subject_above(text: str, headlines: Sequence[Span], headline: Span) -> Span | None:
    """Return whom the line above names first: the subject of "Calls on Leaders to Act" under "Roe Wins Vote"."""
    above = [one for one in headlines if one.end <= headline.start]
    if not above or text.count("\n", above[-1].end, headline.start) > 1:
        return None
    named = find_mentions(text, *above[-1])
    person = next((one.span for one in named if one.kind is MentionKind.PERSON), None)
    begins = bool(named) and named[0].kind is MentionKind.NAME and named[0].span.start == above[-1].start
    return named[0].span if person is None and begins else person


def find_below(text: str, headline: Span, hits: Sequence[Hit], subject: Span) -> Finding | None:
    """Return the report of a second headline that begins with its verb, whose subject stands in the first."""
    hit = next((one for one in hits if one.start == headline.start and one.form is Form.PRESENT), None)
    if hit is None or not hit.frames & {"object", "clause", "to", "tell"} or hit.cue.lemma in _WEAK:
        return None
    content = Span(hit.end + 1, headline.end)
    if len(content.of(text).split()) < _FEWEST_BELOW:
        return None
    return Finding((content,), subject, Span(hit.start, hit.end), "headline", Sort.SPEAKER, hit, headline.start)


def find_in_headline(text: str, headline: Span, hits: Sequence[Hit]) -> Finding | None:
    """Return the report that a headline makes, if any."""
    for hit in hits:
        if hit.form in (Form.GERUND, Form.PAST) or not hit.frames & {"object", "clause", "to", "tell"}:
            continue
        if hit.cue.lemma in _WEAK or not text[hit.start].isupper() or _PRESS.match(text, hit.start):
            continue
        subject = Span(headline.start, hit.start)
        while subject.end > subject.start and text[subject.end - 1].isspace():
            subject = Span(subject.start, subject.end - 1)
        subject = _without_verb(text, subject)
        phrase = subject.of(text)
        if not phrase or len(phrase.split()) > 12 or _NOT_HEAD.search(phrase) or ":" in phrase:
            continue
        if sort_of(phrase.split()) not in (Sort.SPEAKER, Sort.PRONOUN):
            continue
        if hit.form is Form.BASE and not _plural(phrase):
            continue
        if text[headline.end - 1] == "…":
            return None  # cut off: it stands in full on the next line
        suffix = _PAGE.search(text, hit.end, headline.end) or _ISSUED.search(text, hit.end, headline.end)
        end = suffix.start() if suffix else headline.end
        while end > hit.end and text[end - 1] in " .…":
            end -= 1
        start = hit.end
        while start < end and text[start] in " ,:":
            start += 1
        if text[start : start + 5].lower() == "that ":
            start += 5
        content = Span(start, end)
        if len(content.of(text).split()) < 2:
            continue
        return Finding((content,), subject, Span(hit.start, hit.end), "headline", Sort.SPEAKER, hit, headline.start)
    return None


def find_by_mark(text: str, headline: Span) -> Finding | None:
    """Return the report of "Ellison: Legislature takes steps" or "Growth must go on – President"."""
    colon = _COLON.match(text, headline.start, headline.end)
    if colon is not None:
        who = Span(*colon.span("who"))
        named = find_mentions(text, *who)
        whole = len(named) == 1 and named[0].span.end >= who.end and named[0].span.start - who.start < 5
        if whole and named[0].kind is not MentionKind.BODY and _is_known(text, named[0]):
            mark = Span(who.end, who.end + 1)
            return _marked(Span(*colon.span("what")), who, mark, headline)
    if text[headline.end - 1] == ".":
        return None
    for dash in _DASH.finditer(text, headline.start + _SHORTEST, headline.end):
        named = find_mentions(text, dash.end(), headline.end)
        before = text[headline.start : dash.start()]
        titled = bool(named) and named[0].span.start == dash.end() and bool(named[0].role)
        if titled and before.count("(") == before.count(")"):
            mark = Span(dash.start() + 1, dash.end() - 1)
            return _marked(Span(headline.start, dash.start()), named[0].span, mark, headline)
    return None


def _is_known(text: str, mention: Mention) -> bool:
    """Return whether what stands before a colon is somebody, not a label: named again, or with an office."""
    if mention.kind is MentionKind.NAME:
        return text.count(mention.name) > 2
    return bool(mention.role) and not mention.span.of(text).isupper()


def _marked(content: Span, source: Span, mark: Span, headline: Span) -> Finding:
    hit = Hit(mark.start, mark.end, SAID)
    return Finding((content,), source, mark, "headline", Sort.SPEAKER, hit, headline.start)


def _without_verb(text: str, subject: Span) -> Span:
    """Cut the subject where a verb of headlines ends it: "Ambassador Meets President, Pledges"."""
    for match in _WORD.finditer(text, subject.start, subject.end):
        if match.start() > subject.start and match.group().lower() in _HEADLINE_VERBS:
            return Span(subject.start, match.start() - 1)
    return subject


def _plural(phrase: str) -> bool:
    return (
        "," in phrase
        or "  " in phrase
        or " and " in phrase.lower()
        or "&" in phrase
        or phrase.lower().rstrip(".").endswith("s")
    )
