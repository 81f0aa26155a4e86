"""Where the sentences of a text stand: rules and a list of abbreviations, in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path

from searchkit.spans import Span, stripped

_FOLDER = Path(__file__).parent / "words"
_STOP = re.compile(
    r"""[.!?…\n。！？।۔](?:(?<=[a-z]{3}[.!?])\ {1,2}(?=[A-Z])(?P<plain>)|(?<=\n)\s*"""
    r"""|(?<=[.!?…])[.!?…)\]"”’»'*]*\s+|(?<=[。！？।۔])[.!?…)\]"”’»'*]*\s*)"""
)
"""Where a sentence can end, with the white space behind it. By far the commonest is plain: a word in small letters
stands before the stop, a capital behind it."""
_OPENERS = "\"“‘«([{'*•–—-"
_UNSPACED_STOPS = "。！？।۔"
_WORD = re.compile(r"[^\W\d_]+")
BULLETS = "•*–—▪●·-#"
_NEVER, _FINAL, _NUMBER = "never", "final", "number"
LETTERS = 3
_REACH = 24
"""Characters of the word before a full stop that are looked at."""
WRAPPED = range(45, 101)
"""Lengths of a line that a single line break may have wrapped; shorter and longer lines end where they end."""


@cache
def abbreviations() -> dict[str, str]:
    """Return the abbreviations, lower case and without their last full stop, each with its kind.

    "never" ends no sentence, "number" ends none before a digit, "final" ends one before a word that begins sentences.
    """
    lines = (_FOLDER / "abbreviations.txt").read_text("utf-8").split("\n")
    return dict(line.split(" ", 1) for line in lines if line and not line.startswith("#"))


@cache
def endings() -> frozenset[str]:
    """Return the last three letters of the abbreviations that have so many: no other abbreviation ends in three."""
    return frozenset(word[-LETTERS:] for word in abbreviations())


@cache
def starters() -> frozenset[str]:
    """Return the words that begin a sentence where they are capitalised behind an abbreviation."""
    lines = (_FOLDER / "sentence-starters.txt").read_text("utf-8").split("\n")
    return frozenset(line for line in lines if line and not line.startswith("#"))


def sentence_spans(text: str) -> list[Span]:
    """Return the sentences of `text` in order, without white space around them; together they hold all its words.

    A blank line always ends one, a single line break where the line was not wrapped. Linear in the length of the text.
    """
    return list(sentences_in(text))


def sentences_in(text: str) -> Iterator[Span]:
    """Yield the same one by one; no more of the text is read than up to the end of the last one."""
    begin = 0
    for end in chain(sentence_borders(text), (len(text),)):
        span = stripped(text, Span(begin, end))
        if span.start < span.end:
            yield span
        begin = end


def sentence_starts(text: str) -> list[int]:
    """Return where the sentences of `text` begin."""
    return with_first(text, sentence_borders(text))


def with_first(text: str, borders: Iterable[int]) -> list[int]:
    """Return where the sentences of `text` begin, given the borders between them."""
    first = len(text) - len(text.lstrip())
    starts = [first, *borders]
    if first == len(text):
        return []
    return starts[1:] if starts[1:2] == starts[:1] else starts


def sentence_borders(text: str) -> Iterator[int]:
    """Yield where a sentence begins behind another one, or behind white space alone at the head of the text.

    No more of the text is read than up to the last one that is asked for.
    """
    return _borders(text, _STOP.finditer(text))


def borders_at(text: str, stops: Iterable[int]) -> Iterator[int]:
    """Yield the same of the stops at these places, in order, that are no part of what stands behind one before."""
    return _borders(text, _matches(text, stops))


def _matches(text: str, stops: Iterable[int]) -> Iterator[re.Match[str]]:
    done = 0
    for stop in stops:
        if stop >= done and (match := _STOP.match(text, stop)):
            done = match.end()
            yield match


def _borders(text: str, stops: Iterable[re.Match[str]]) -> Iterator[int]:
    known, size = endings(), len(text)
    for match in stops:
        start, end = match.span()
        if match.lastindex and text[start - LETTERS : start] not in known:
            yield end
            continue
        gap = match.group()
        line_start = text.rfind("\n", 0, start) + 1 if "\n" in gap else -1
        if end < size and _ends(text, start, end, gap, line_start):
            yield end


def _ends(text: str, start: int, end: int, gap: str, line_start: int) -> bool:
    """Return whether a sentence ends with the stop at `start`; `line_start` is -1 where no line ends with it."""
    if line_start >= 0:
        if start - line_start not in WRAPPED or gap.count("\n") > 1 or text[end] in BULLETS:
            return True
        if gap[0] == "\n":
            return False
    if gap[0] in _UNSPACED_STOPS:
        return True
    if not gap[-1].isspace():
        return False
    first = text[end]
    if first in _OPENERS and end + 1 < len(text):
        first = text[end + 1]
    if first.islower():
        return False
    return gap[0] != "." or gap[1:2] == "." or not _abbreviated(text, start, end, first)


def _abbreviated(text: str, stop: int, end: int, first: str) -> bool:
    """Return whether the full stop belongs to an abbreviation, an initial or a number of a list, and ends nothing."""
    head = text[max(0, stop - _REACH) : stop]
    words = head.rsplit(None, 1)
    if not words or head[-1].isspace():
        return False
    word = words[-1].lstrip("\"“‘«([{'—–")
    if len(word) == 1 and word.isupper():
        return word != "I" or not _starts(text, end)
    if word.isdigit() and len(word) < 3:
        before = stop - len(word) - 1
        return before < 0 or text[before] == "\n"
    known = abbreviations().get(word.lower())
    if known == _NEVER:
        return True
    if known == _NUMBER:
        return first.isdigit()
    if known == _FINAL or _has_inner_stop(word):
        return not _starts(text, end)
    return False


def _has_inner_stop(word: str) -> bool:
    """Return whether the word is letters with stops between, as "U.S" and "a.m"."""
    return "." in word and all(len(part) <= 2 and part.isalpha() for part in word.split("."))


def _starts(text: str, at: int) -> bool:
    match = _WORD.search(text, at, at + 24)
    return match is not None and match.group().lower() in starters()
