"""Quotation marks: which ones pair up, in one pass over a text.

Marks pair within a paragraph. A quotation that runs over several paragraphs is opened again at the head of each and
closed only at the last, so it yields one `Quote` a paragraph, all but the last *carrying* into the next. A mark that
finds no partner is dropped: it costs its own quotation, not the rest of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from searchkit.spans import Span

_MARK = re.compile("[\"“”„‟«»]|''|``|‘(?=\\w)|(?<=[\\w.,!?…])’(?!\\w)|’’")
_ANY = re.compile("[\"“”„‟«»‘`]|''|’(?!\\w)")
_SAYING = re.compile(r"\b(?:said|says|stated)\b")
_OPENING = frozenset("“„‟«‘") | {"``"}
_CLOSING = frozenset("”»’") | {"’’"}
_DEEPEST = 3
_LONGEST_BLOCK = 25
_SHORTEST_UNCLOSED = 40
_LONGEST_PART = 4000
_BEFORE_OPENING = frozenset(" \t\n\r\xa0([{—–-/:")
_AFTER_CLOSING = frozenset(" \t\n\r\xa0)]}—–-.,;:!?…")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation within one paragraph; `outer` covers its marks, `inner` does not.

    `carries` tells that it has no closing mark because the next paragraph goes on with it, `carried` that it is such a
    going-on.
    """

    outer: Span
    inner: Span
    carries: bool = False
    carried: bool = False


@dataclass(slots=True)
class _Open:
    start: int
    end: int
    single: bool


def pair_quotes(text: str, paragraphs: Sequence[Span]) -> list[Quote]:
    """Return the outermost quotations of each paragraph, in order. Takes time linear in the length of `text`."""
    quotes: list[Quote] = []
    carrying = False
    waiting: tuple[int, int, int] | None = None  # an unanswered mark: its start and end, and its paragraph's number
    for number, paragraph in enumerate(paragraphs):
        found, left_open, stray = _pair_in(text, paragraph)
        if waiting is not None and stray is not None and not carrying:
            quotes.extend(_block(text, paragraphs, waiting, number, stray))
            waiting = None
        elif waiting is not None and (found or left_open or number - waiting[2] > _LONGEST_BLOCK):
            quotes.extend(_unclosed(text, paragraphs, waiting))
            waiting = None
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        carries = left_open is not None and _runs_on(text, paragraph, following, found, left_open, carrying)
        if left_open is not None and carries:
            found = [quote for quote in found if quote.outer.end <= left_open.start]
            end = _without_trailing_space(text, left_open.end, paragraph.end)
            found.append(Quote(Span(left_open.start, end), Span(left_open.end, end), carries=True))
        elif left_open is not None and not (found and found[-1].outer.start > left_open.start):
            waiting = (left_open.start, left_open.end, number)
        if carrying and found and _opens(text, paragraph, found[0].outer.start):
            first = found[0]
            found[0] = Quote(first.outer, first.inner, first.carries, carried=True)
        quotes.extend(found)
        carrying = carries
    if waiting is not None:
        quotes.extend(_unclosed(text, paragraphs, waiting))
    quotes.sort(key=lambda quote: quote.outer.start)
    return quotes


def _unclosed(text: str, paragraphs: Sequence[Span], waiting: tuple[int, int, int]) -> list[Quote]:
    """Return the quotation of a mark that nothing answers, to its paragraph's end, if a comma or colon leads to it."""
    start, inner, number = waiting
    lead = text[paragraphs[number].start : start].rstrip()
    end = _without_trailing_space(text, inner, paragraphs[number].end)
    if not lead.endswith((",", ":")) or end - inner < _SHORTEST_UNCLOSED:
        return []
    return [Quote(Span(start, end), Span(inner, end))]


def _block(
    text: str, paragraphs: Sequence[Span], waiting: tuple[int, int, int], last: int, stray: tuple[int, int]
) -> list[Quote]:
    """Return the quotation that opens once and closes paragraphs later, one `Quote` a paragraph."""
    start, inner, first = waiting
    end = _without_trailing_space(text, inner, paragraphs[first].end)
    out = [Quote(Span(start, end), Span(inner, end), carries=True)]
    out.extend(Quote(p, p, carries=True, carried=True) for p in paragraphs[first + 1 : last])
    head = paragraphs[last].start
    out.append(Quote(Span(head, stray[1]), Span(head, stray[0]), carried=True))
    return out


def _pair_in(text: str, paragraph: Span) -> tuple[list[Quote], _Open | None, tuple[int, int] | None]:
    """Pair the marks of one paragraph.

    Also return the outermost mark that stayed open, and the closing mark that came before any opening one.
    """
    quotes: list[Quote] = []
    stack: list[_Open] = []
    stray: tuple[int, int] | None = None
    if _ANY.search(text, paragraph.start, paragraph.end) is None:
        return quotes, None, None  # most paragraphs: nothing but apostrophes
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        start, end = match.span()
        single = match.group() in "‘’"
        direction = _direction(text, match.group(), start, end, paragraph, bool(stack))
        if direction > 0:
            if stack and not single and _reopens(text, stack[-1], start):
                continue
            if len(stack) < _DEEPEST:
                stack.append(_Open(start, end, single))
            continue
        if single and not (stack and stack[-1].single):
            continue  # an apostrophe at the end of a word
        while not single and len(stack) > 1 and stack[-1].single:
            stack.pop()
        if stack:
            opened = stack.pop()
            if end - opened.start > 2:
                _add(quotes, Quote(Span(opened.start, end), Span(opened.end, start)))
        elif not quotes and stray is None:
            stray = (start, end)
    stack = [opened for opened in stack if not opened.single]
    return quotes, stack[0] if stack else None, stray


def _reopens(text: str, opened: _Open, start: int) -> bool:
    """Return whether a second opening mark begins another paragraph of a quotation that lost its line breaks."""
    if (
        opened.single
        or start - opened.end > _LONGEST_PART
        or not text[start - 4 : start].rstrip().endswith((".", "!", "?"))
    ):
        return False
    return _SAYING.search(text, opened.end, start) is None


def _add(quotes: list[Quote], quote: Quote) -> None:
    """Append `quote` in place of those that lie within it."""
    while quotes and quotes[-1].outer.start >= quote.outer.start:
        quotes.pop()
    quotes.append(quote)


def _direction(text: str, mark: str, start: int, end: int, paragraph: Span, is_open: bool) -> int:
    """Return 1 for an opening mark, -1 for a closing one."""
    before = text[start - 1] if start > paragraph.start else " "
    after = text[end] if end < paragraph.end else " "
    if mark == "»" and not is_open and after.isalnum():
        return 1  # »so quoted«
    if mark == "«" and is_open and not before.isspace():
        return -1
    if mark == "“" and is_open and before in ".,!?" and (after in _AFTER_CLOSING):
        return -1  # a closing mark typed the wrong way round
    if mark in _OPENING:
        return 1
    if mark in _CLOSING:
        return 1 if mark == "”" and not is_open and before in _BEFORE_OPENING and after.isalnum() else -1
    if before in _BEFORE_OPENING and after not in _AFTER_CLOSING:
        return 1 if not is_open or not before.isspace() or after.isalnum() or after in "$[(." else -1
    if after in _AFTER_CLOSING and before not in _BEFORE_OPENING:
        return -1
    return -1 if is_open else 1


def _runs_on(
    text: str, paragraph: Span, following: Span | None, found: list[Quote], opened: _Open, carrying: bool
) -> bool:
    """Return whether a mark left open means that the quotation goes on in the next paragraph."""
    last = found[-1].outer if found else None
    if last and last.start > opened.start and last.end >= paragraph.end - 1 and text[last.start] not in "‘'":
        return False  # a later pair closes the paragraph: the open mark is a stray one
    if following is None:
        return carrying and opened.start <= paragraph.start + 2
    return _MARK.match(text, following.start) is not None and text[following.start] not in "‘’"


def _opens(text: str, paragraph: Span, position: int) -> bool:
    return not text[paragraph.start : position].strip()


def _without_trailing_space(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
