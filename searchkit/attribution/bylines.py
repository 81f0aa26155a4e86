"""Lines that say whose words the headlines above them are: "– President at the opening of the mill"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from searchkit.attribution.cues import SAID, Hit
from searchkit.attribution.findings import Finding
from searchkit.attribution.layout import Layout
from searchkit.attribution.lexicon import table
from searchkit.attribution.mentions import MentionKind, find_mentions
from searchkit.attribution.sources import Sort
from searchkit.spans import Span

_DASH = re.compile(r"[–—-]\s?(?:[Ss]a(?:ys|id) |[Ss]tate[sd] )?(?:[Tt]he )?(?=[A-Z])")
_BEHIND = re.compile(
    r"\W*$|\s(?:at|in|during|on|after|following|to|as|while|when|addressing|attending|delivering|participating"
    r"|(?:[Ss]ays|[Ss]aid|[Ss]tate[sd]|[Tt]ells|[Tt]old|[Ii]nstructs|[Dd]irects|[Uu]rges|[Pp]ledges)\b)(?=\s|\W*$)"
)
"""What may stand behind the name: nothing, the occasion, or a verb with nothing to report behind it."""
_BULLET = re.compile(r"[*•·▪–-]\s*")
_FIRST_WORDS = 3
_SEARCHED = 12
_SHORTEST = 20
_LONGEST = 220


@dataclass(frozen=True, slots=True)
class Bylined:
    """What the headlines above a line say, in order, and the line that names their speaker."""

    heads: Sequence[Finding]
    line: Span


def find_bylined(layout: Layout, flat: str) -> Bylined | None:
    """Return the headlines above a line that names their speaker; `None` where there is no such line."""
    paragraphs = layout.paragraphs[:_SEARCHED]
    for number, line in enumerate(paragraphs):
        if line.end - line.start > _LONGEST:
            return None
        source = _speaker(layout.text, flat, line)
        if source is not None and number:
            mark = Span(line.start, line.start + 1)
            found = [_finding(*head, source, mark) for head in _headlines(layout, paragraphs[:number])]
            return Bylined(found, line) if found else None
    return None


def _speaker(text: str, flat: str, line: Span) -> Span | None:
    dash = _DASH.match(flat, *line)
    named = find_mentions(text, dash.end(), line.end) if dash is not None else []
    if not named or dash is None or named[0].span.start != dash.end() or named[0].kind is MentionKind.BODY:
        return None
    titled = bool(named[0].role) or named[0].kind is MentionKind.TITLE
    return named[0].span if titled and _BEHIND.match(flat, named[0].span.end, line.end) else None


def _headlines(layout: Layout, lines: Sequence[Span]) -> list[tuple[Span, bool]]:
    """Return what the lines say and whether marks show it to be quoted.

    A line that is cut off, printed once more, or tells of an office-holder is left out.
    """
    out: list[tuple[Span, bool]] = []
    for line in lines:
        bullet = _BULLET.match(layout.text, *line)
        start = bullet.end() if bullet is not None else line.start
        quotes = layout.quotes_in([line])
        quoted = bool(quotes) and quotes[0].outer.start == start and quotes[-1].outer.end >= line.end - 1
        start, end = (quotes[0].inner.start, quotes[-1].inner.end) if quoted else (start, line.end)
        again = layout.text.find(layout.text[start : max(end - 1, start)], line.end, lines[-1].end) >= 0
        whole = end - start >= _SHORTEST and layout.text[line.end - 1] != "…" and not again
        if whole and (quoted or not _tells(layout.text, start, end)):
            out.append((Span(start, end), quoted))
    return out


def _tells(text: str, start: int, end: int) -> bool:
    """Return whether a headline begins with an office: "President Meets Growers", "Prime Minister Opens Fair"."""
    found = [word.lower() for word in text[start:end].split()[:_FIRST_WORDS]]
    return not table("titles").keys().isdisjoint(found[1:] if found[:1] == ["the"] else found[:2])


def _finding(content: Span, quoted: bool, source: Span, mark: Span) -> Finding:
    hit = Hit(*mark, SAID)
    return Finding((content,), source, mark, "headline", Sort.SPEAKER, hit, content.start, spoken=quoted)
