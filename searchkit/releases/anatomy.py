"""The parts of a release as zones that tile its text.

Precision before recall: what is not clearly something else is body, for what is no body is neither searched by default
nor attributed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from searchkit.model import Zone, ZoneKind
from searchkit.releases.dates import WRITTEN
from searchkit.spans import Span

NOTICE = re.compile(
    r"\W*(?:for )?(?:immediate|general) release\b.{0,60}|\W*(?:strictly )?embargo(?:ed)?\b.{0,80}|"
    r"\W*(?:press|media|news) (?:release|statement|advisory)\W*|\W*for (?:media|press|release)\b.{0,40}",
    re.IGNORECASE,
)
CONTACT = re.compile(
    r"\W*(?:(?:press|media|for (?:more|further|additional) information|for (?:press|media) (?:enquiries|inquiries))[, ]{0,2})?"  # noqa: E501
    r"(?:please )?(?:contacts?|enquiries|inquiries|kontakt|contatto)(?: (?:person|information|us))?\s*(?::.{0,120}|\W*)",  # noqa: E501
    re.IGNORECASE,
)
REACH = re.compile(
    r"[\w.+-]+@[\w-]+\.\w|\(?\d{3}\)?[ .-]?\d{3}[ .-]\d{4}|\b(?:tel|phone|fax|e-?mail)\b\W", re.IGNORECASE
)
END = re.compile(r"\W*(?:#\s*#\s*#[# ]*|-\s*30\s*-|[-–—* ]*ends?[-–—* ]*|-{3,}|\*\s*\*\s*\*)\W*", re.IGNORECASE)
ABOUT = re.compile(
    r"(?:about (?:the )?[A-Z][\w&.,’'() -]{1,80}:?|\W*notes? (?:to|for) (?:the )?editors?\W*|forward-looking statements\W*|"  # noqa: E501
    r"(?:About|ABOUT) [A-Z].{0,80})"
)
FURNITURE = re.compile(
    r"\W*(?:skip to (?:main )?content|share(?: this)?(?: (?:page|post|article|on|via) ?\w*)?|tweet|print(?: this)?(?: page)?|"  # noqa: E501
    r"facebook|twitter|linkedin|instagram|youtube|email|back(?: to (?:top|news|list\w*|all .{1,20}))?|previous(?: \w+)?|"  # noqa: E501
    r"next(?: \w+)?|home|menu|search|close|subscribe|click here to .{1,40}|read more|related (?:posts|news|articles|content)|"  # noqa: E501
    r"permalink:?.{0,120}|(?:we use|this (?:web)?site uses) cookies.{0,120}|accept(?: all)?(?: cookies)?|"
    r"©.{0,100}|copyright ©?\s*\d{4}.{0,80}|all rights reserved\W*|toggle navigation|news|releases)\W*",
    re.IGNORECASE,
)
DATELINE = re.compile(
    r"\(?[A-ZÀ-Þ][^\n–—]{1,90}?\)?(?:\s*(?:–|—)\s*|\s+--?\s+|\.{0,1}--)(?=[\"“‘A-Z0-9À-Þ])|\([A-Z][^()\n]{2,50}\)\s+(?=[\"“A-Z])"
)
WORD = r"[A-ZÀ-Þ][\w.'’À-ÿ-]*"
PLACE = re.compile(rf"\(?(?P<place>{WORD}(?:[ ,/]+(?:{WORD}|of|de|la|and)){{0,5}})[)\s,:.(–—-]*")
PARTIAL = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b[A-Z][a-z]{2,8}\.? \d{1,2}\b")
VERB = re.compile(r"\b(?:is|was|are|were|has|have|had|said|says|will|today|announced)\b")
HEAD_LINES = 14


def line_spans(text: str) -> list[Span]:
    """Return the lines of the text with their ends; together they are the text."""
    spans, start = [], 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        spans.append(Span(start, end))
        start = end
    return spans


def zones_of(text: str, headline: Span | None) -> tuple[tuple[Zone, ...], str]:
    """Return the zones of the text, given where its headline stands, and the place of its dateline ("" for none)."""
    lines = line_spans(text)
    if not lines:
        return (), ""
    kinds = [ZoneKind.BODY] * len(lines)
    first = _head(text, lines, kinds, headline)
    _tail(text, lines, kinds, first)
    parts: list[tuple[ZoneKind, int]] = []
    place = ""
    for number, (kind, span) in enumerate(zip(kinds, lines, strict=True)):
        if number == first and kind is ZoneKind.BODY:
            length, place = dateline(text[span.start : span.end])
            if length:
                parts.append((ZoneKind.DATELINE, span.start + length))
            parts.append((ZoneKind.LEAD, span.end))
        elif (
            headline is not None
            and kind is ZoneKind.HEADLINE
            and headline.end < span.end
            and text[headline.end : span.end].strip()
        ):
            parts += [(kind, headline.end), (ZoneKind.BODY, span.end)]
        elif not text[span.start : span.end].strip() and parts:
            parts.append((parts[-1][0], span.end))
        else:
            parts.append((kind, span.end))
    return _joined(parts), place


def _joined(parts: Iterable[tuple[ZoneKind, int]]) -> tuple[Zone, ...]:
    zones: list[Zone] = []
    start = 0
    for kind, end in parts:
        if zones and zones[-1].kind is kind:
            zones[-1] = Zone(kind, Span(zones[-1].span.start, end))
        elif end > start:
            zones.append(Zone(kind, Span(start, end)))
        start = end
    return tuple(zones)


def _head(text: str, lines: list[Span], kinds: list[ZoneKind], headline: Span | None) -> int:
    """Mark what stands before the lead, and return the number of the lead's line."""
    subheads = 0
    for number, span in enumerate(lines):
        line = text[span.start : span.end].strip()
        if headline is not None and span.start < headline.end and headline.start < span.end:
            kinds[number] = ZoneKind.HEADLINE
            if text[headline.end : span.end].strip():
                return -1
            continue
        if not line:
            continue
        kind = _head_kind(line) if number < HEAD_LINES else None
        above = headline is not None and span.end <= headline.start
        if kind is None and above and len(line) < 80:
            kind = ZoneKind.FURNITURE
        if kind is None and headline is not None and not above and subheads < 2 and _is_subhead(line, text, span.end):
            kind, subheads = ZoneKind.SUBHEAD, subheads + 1
        if kind is None:
            if above:
                continue
            return number
        kinds[number] = kind
    return -1


def _head_kind(line: str) -> ZoneKind | None:
    if len(line) > 140:
        return None
    if NOTICE.fullmatch(line):
        return ZoneKind.NOTICE
    if FURNITURE.fullmatch(line):
        return ZoneKind.FURNITURE
    if CONTACT.fullmatch(line) or (len(line) < 90 and REACH.search(line) and not line.endswith(".")):
        return ZoneKind.CONTACT
    if len(line) < 60 and (match := WRITTEN.search(line)):
        rest = len(line) - (match.end() - match.start())
        return ZoneKind.NOTICE if rest < 25 else None
    return None


def _is_subhead(line: str, text: str, end: int) -> bool:
    """Return whether a line under the headline, with text after it, is a second headline."""
    if not 12 <= len(line) <= 220 or line[-1] in '.!?"”:;,' or dateline(line)[0]:
        return False
    return bool(text[end : end + 200].strip()) and len(line.split()) > 2


def _tail(text: str, lines: list[Span], kinds: list[ZoneKind], first: int) -> None:
    """Mark what stands behind the body: end marks and all after them, about, contacts, furniture."""
    current: ZoneKind | None = None
    for number in range(max(first + 1, 1), len(lines)):
        span = lines[number]
        line = text[span.start : span.end].strip()
        if not line or kinds[number] is not ZoneKind.BODY:
            continue
        late = span.start > len(text) * 0.5
        if len(line) <= 140:
            if (END.fullmatch(line) and late) or (late and ABOUT.fullmatch(line) and not line.endswith(".")):
                current = ZoneKind.BOILERPLATE
            elif CONTACT.fullmatch(line) and late:
                current = ZoneKind.CONTACT
            elif FURNITURE.fullmatch(line):
                kinds[number] = ZoneKind.FURNITURE
                continue
        if current is ZoneKind.CONTACT and len(line) > 140 and not REACH.search(line):
            current = None
        if current is not None:
            kinds[number] = current


def dateline(line: str) -> tuple[int, str]:
    """Return the length of the dateline that the paragraph begins with, and its place; (0, "") for none."""
    match = DATELINE.match(line)
    if not match or match.end() > 110:
        return 0, ""
    words = PARTIAL.sub("", WRITTEN.sub("", match[0]))
    found = PLACE.fullmatch(words)
    if not found or VERB.search(words):
        return 0, ""
    return match.end(), found["place"].strip(" ,")


def paragraph_spans(text: str) -> tuple[Span, ...]:
    """Return the paragraphs: what blank lines part; the lines themselves in a text without blank lines."""
    separator = "\n\n" if "\n\n" in text else "\n"
    spans, start = [], 0
    for part in text.split(separator):
        left = len(part) - len(part.lstrip())
        length = len(part.strip())
        if length:
            spans.append(Span(start + left, start + left + length))
        start += len(part) + len(separator)
    return tuple(spans)
