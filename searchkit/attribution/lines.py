"""Paragraphs of a text: its lines, joined where they were cut for width or around a link."""

from __future__ import annotations

import re
from itertools import pairwise

from searchkit.attribution.lexicon import table
from searchkit.spans import Span

_BREAK = re.compile(r"\n\s*")
_LINE_END = re.compile(r"[.!?:;…][\"”’»')\]]*$")
_WRAPPED_SHARE = 0.3
_SHORT_LINE = 0.6
_AWAITS = re.compile(r"(?:,[\"”’]|[\"”],)$")
"""Ends a line behind which the name of the speaker must come."""
_UNFINISHED = re.compile(r" (?:in|of|the|to|at|for|and|on|by|with|from|an?|our|his|her|their)$")
_CLOSES = frozenset((",”", ',"', "”,", ".”", "”.", "”"))
"""Marks at the beginning of a line that close what stands before it: a link stood there."""
_LONGEST_OPEN = 800
_LONGEST_AWAITED = 200
_HEADING = re.compile(r"(?:Statement|STATEMENT|Message|MESSAGE|Address|ADDRESS) (?:[Bb]y|BY|[Ff]rom|FROM) ")
_CUE_LINE = re.compile(r"[A-Z][^.!?:;“”\"]{3,120}\s(?:said|says|added|noted|stated)\.")
_FEWEST_LINES = 8
_WIDEST_COLUMN = 90
_FULL_LINE = 0.7
_SOME_SMALL = 0.15
_LAST_WORD = re.compile(r"[A-Z][a-z]+$")


def paragraphs_in(text: str, region: Span) -> list[Span]:
    """Return the paragraphs within `region`: lines, or blocks of lines where the lines were cut."""
    breaks = [match.span() for match in _BREAK.finditer(text, region.start, region.end)]
    if not breaks:
        return [Span(*trim(text, region.start, region.end))] if text[region.start : region.end].strip() else []
    ends = [start for start, _ in breaks] + [region.end]
    starts = [region.start] + [end for _, end in breaks]
    lines = [Span(s, e) for s, e in (trim(text, *pair) for pair in zip(starts, ends, strict=True)) if e > s]
    return _Lines(text, lines).joined()


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets without white space at both ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


class _Lines:
    """The lines of a text, and whether they are cut for width."""

    def __init__(self, text: str, lines: list[Span]) -> None:
        self.text, self.lines = text, lines
        self.wrapped, self.width, self.double = False, 0, False
        if len(lines) > 1:
            self.wrapped = sum(text[line.start].islower() for line in lines[1:]) / (len(lines) - 1) > _WRAPPED_SHARE
            self.width = sorted(line.end - line.start for line in lines)[int(len(lines) * 0.8)]
            self.wrapped = self.wrapped or self._is_column()
            self.double = self.wrapped and "\n\n" not in text[lines[0].end : lines[1].start]

    def joined(self) -> list[Span]:
        """Return the paragraphs."""
        out = self.lines[:1]
        awaited = -1  # where the words begin that must tell who spoke
        for number, (last, line) in enumerate(pairwise(self.lines)):
            if _AWAITS.search(self.text, last.end - 2, last.end):
                awaited = last.end
            elif awaited >= 0 and (self._ends(last) or last.end - awaited > _LONGEST_AWAITED):
                awaited = -1
            goes_on = awaited >= 0 and self.text[line.start] not in '"“'
            if goes_on or self._wraps(last, line) or self._links(number, last, line) or self._quotes(out[-1], line):
                out[-1] = Span(out[-1].start, line.end)
            elif len(out) > 1 and self._tells_who(out[-2], Span(out[-1].start, line.end)):
                out[-2:] = [Span(out[-2].start, line.end)]
            elif self._tells_who(last, line):
                out[-1] = Span(out[-1].start, line.end)
            else:
                out.append(line)
        return out

    def _is_column(self) -> bool:
        """Return whether most lines are of nearly one width and end within a sentence; some go on in small letters."""
        if len(self.lines) < _FEWEST_LINES or self.width > _WIDEST_COLUMN:
            return False
        long = sum(line.end - line.start > self.width * _FULL_LINE and not self._ends(line) for line in self.lines)
        small = sum(self.text[line.start].islower() for line in self.lines)
        return long > len(self.lines) / 2 and small > len(self.lines) * _SOME_SMALL

    def _tells_who(self, quoted: Span, line: Span) -> bool:
        """Return whether a line only tells who said the quotation that ends the one before."""
        return self.text[quoted.end - 1] in '”"' and _CUE_LINE.fullmatch(self.text, *line) is not None

    def _ends(self, line: Span) -> bool:
        return _LINE_END.search(self.text, max(line.start, line.end - 4), line.end) is not None

    def _wraps(self, last: Span, line: Span) -> bool:
        """Return whether a line was cut off the one before it for width."""
        text, ended = self.text, self._ends(last)
        if not self.wrapped:
            return not ended and text[line.start].islower() and last.end - last.start > 25
        gap = text[last.end : line.start]
        if self.double and gap.count("\n") > 1:
            return False
        if text[line.start].islower():
            return True
        short = last.end - last.start < self.width * _SHORT_LINE
        if ended:
            return False if short or gap.count("\n") > 2 else text[line.start] not in '"“' and gap.count("\n") == 1
        heading = _HEADING.match(text, last.start, last.end) is not None
        return not short and not heading and text[last.start : last.end] != text[last.start : last.end].upper()

    def _links(self, number: int, last: Span, line: Span) -> bool:
        """Return whether a line goes on behind a link that stood on a line of its own, or is such a link."""
        text = self.text
        if self.wrapped or self._ends(last) or "\n\n" in text[last.end : line.start]:
            return False
        if (self._resumes(line) and text[last.start].isupper()) or text[line.start : line.start + 2] in _CLOSES:
            return True
        if _UNFINISHED.search(text, max(last.start, last.end - 8), last.end):
            return True
        following = self.lines[number + 2] if number + 2 < len(self.lines) else None
        if following is None or not self._resumes(following) or self._ends(line) or not text[line.start].isupper():
            return False
        word = _LAST_WORD.search(text, last.start, last.end)
        return word is not None and word.group().lower() in table("titles") and line.end - line.start < 40

    def _quotes(self, block: Span, line: Span) -> bool:
        """Return whether a line in small letters stands within a quotation that opens the lines before it."""
        text = self.text
        opened = text[block.start] == "“" and block.end - block.start < _LONGEST_OPEN
        return opened and text[line.start].islower() and text.find("”", *block) < 0

    def _resumes(self, line: Span) -> bool:
        return line.end - line.start > 20 and (self.text[line.start].islower() or self.text[line.start] == ",")
