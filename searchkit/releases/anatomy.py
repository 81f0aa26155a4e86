"""The parts of a release as zones that tile its text.

Precision before recall: what is not clearly something else is body, for what is no body is neither searched by default
nor attributed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from searchkit.model import Zone, ZoneKind
from searchkit.releases.head import Head
from searchkit.releases.lines import Line, Mark
from searchkit.releases.tail import inline_end, tail_marks
from searchkit.spans import Span, spans_of

WORDS = (ZoneKind.LEAD, ZoneKind.BODY)
WIDTH = 140
"""A text without a line longer than this may have its lines broken for the width of a page."""


def zones_of(text: str, lines: Sequence[Line], head: Head) -> tuple[Zone, ...]:
    """Return the zones of the text, given its lines and its head."""
    marks = [*head.marks, *tail_marks(text, lines, head.next)]
    end = inline_end(text, next((mark.start for mark in marks if mark.kind in WORDS), 0))
    if end >= 0:
        before = [mark for mark in marks if mark.start < end]
        marks = [*before, Mark(end, ZoneKind.BOILERPLATE), *_after(marks, end)]
    return tiled(marks, len(text))


def _after(marks: Iterable[Mark], end: int) -> list[Mark]:
    """Return the marks behind an end mark: there is no body any more."""
    return [Mark(start, ZoneKind.BOILERPLATE if kind in WORDS else kind) for start, kind in marks if start >= end]


def tiled(marks: Sequence[Mark], size: int) -> tuple[Zone, ...]:
    """Return the zones that the marks, sorted by place, begin; neighbours of one kind are one zone."""
    if not size:
        return ()
    zones: list[Zone] = []
    kind, start = ZoneKind.BODY, 0
    for begin, further in marks:
        if further is kind:
            continue
        if begin > start:
            zones.append(Zone(kind, Span(start, begin)))
            start = begin
        elif zones and zones[-1].kind is further:
            start = zones.pop().span.start
        kind = further
    zones.append(Zone(kind, Span(start, size)))
    return tuple(zones)


def paragraph_spans(text: str, lines: Sequence[Line]) -> tuple[Span, ...]:
    """Return the paragraphs: what blank lines part where lines were broken for the width of a page; else the lines."""
    if "\n\n" not in text or not lines or max([end - start for start, end, _ in lines]) > WIDTH:
        return spans_of([(start, end) for start, end, _ in lines])
    spans: list[Span] = []
    start, end = lines[0].start, lines[0].end
    for line in lines:
        if line.start > end + 1:
            spans.append(Span(start, end))
            start = line.start
        end = line.end
    spans.append(Span(start, end))
    return tuple(spans)
