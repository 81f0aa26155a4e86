"""The tail of a release: what stands behind its body, end marks and all after them, contacts, the rest of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from searchkit.model import ZoneKind
from searchkit.releases.linekinds import (
    ABBREVIATED,
    ABOUT,
    BUTTON,
    CALL,
    END,
    FIRM_END,
    LONGEST,
    is_contact,
    is_furniture,
    is_page_end,
    is_reach,
)
from searchkit.releases.lines import Line, Mark

INLINE_END = re.compile(r"[#_–—-](?:(?<=\s#)(?:\s*#)+|(?<=\s-)-*\s?30\s?-+|(?<=\s[_–—-])[_–—-]{3,})(?=\s|$)")
"""An end mark behind white space."""
ENOUGH = 150
"""So many characters of body are enough for a firm end mark, or the rest of a page, to be believed."""
CALL_LENGTH = 420


def tail_marks(text: str, lines: Sequence[Line], first: int) -> list[Mark]:
    """Return the marks of all that is no body from line `first` on, in order of place."""
    if first >= len(lines):
        return []
    marks: list[Mark] = []
    begin, half = lines[first - 1].start if first else 0, _half(text, lines, first)
    current = ZoneKind.BODY
    for number in range(first, len(lines)):
        line = lines[number]
        size = line.end - line.start
        if size > LONGEST:
            kind = _of_paragraph(line, current, half)
        else:
            short = _of_line(line, current, begin, half)
            if short is None:
                marks.append(Mark(line.start, ZoneKind.FURNITURE))
                break
            kind = short
            if kind is ZoneKind.FURNITURE:
                marks.append(Mark(line.start, kind))
                if number + 1 < len(lines):
                    marks.append(Mark(lines[number + 1].start, current))
                continue
        if kind is not current:
            marks.append(Mark(line.start, kind))
            current = kind
    return marks


def _half(text: str, lines: Sequence[Line], first: int) -> float:
    """Return the offset from which weaker signs count: half of what stands before an end mark or the rest of a page."""
    for line in lines[first:]:
        if line.end - line.start <= BUTTON and (FIRM_END.fullmatch(line.text) or is_page_end(line.text)):
            return max(line.start * 0.5, lines[first].start)
    return len(text) * 0.5


def _of_line(line: Line, current: ZoneKind, begin: int, half: float) -> ZoneKind | None:
    """Return the kind of a short line in the tail; None where the rest of a page begins."""
    text = line.text
    if END.fullmatch(text) and (line.start > half or (line.start - begin > ENOUGH and FIRM_END.fullmatch(text))):
        return ZoneKind.BOILERPLATE
    if is_page_end(text) and line.start - begin > ENOUGH:
        return None
    if line.start > half:
        if ABOUT.fullmatch(text) and (text[-1] not in ".?" or ABBREVIATED.search(text)):
            return ZoneKind.BOILERPLATE
        if current is not ZoneKind.BOILERPLATE and is_contact(text):
            return ZoneKind.CONTACT
    if current is ZoneKind.BOILERPLATE:
        return current
    if len(text) <= BUTTON:
        return ZoneKind.FURNITURE if is_furniture(text) else current
    return _of_paragraph(line, current, half)


def _of_paragraph(line: Line, current: ZoneKind, half: float) -> ZoneKind:
    """Return the kind of a long line: a contact's lines end with it, unless it calls to contact somebody itself."""
    if line.start > half and len(line.text) < CALL_LENGTH and CALL.match(line.text) and is_reach(line.text):
        return ZoneKind.CONTACT if current is ZoneKind.BODY else current
    if current is ZoneKind.CONTACT and not is_reach(line.text):
        return ZoneKind.BODY
    return current


def inline_end(text: str, start: int) -> int:
    """Return where an end mark stands within a paragraph, in the later half of the text behind `start`; -1 for none."""
    marked = "#" in text and ("##" in text or "# #" in text)
    if not marked and "30-" not in text and "----" not in text:
        return -1
    at = begin = max(start + ENOUGH, len(text) // 2)
    while (mark := INLINE_END.search(text, at)) is not None:
        words = len(text[: mark.start()].rstrip())
        if words >= begin:
            return words + 1
        at = mark.start() + 1
    return -1
