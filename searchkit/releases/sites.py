"""Saved pages: their title line names the page and its site, and recurs below the navigation as the headline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from searchkit.releases.lines import Line, is_sentence
from searchkit.releases.titles import folded

SEPARATOR = re.compile(r"\s+(?:[-–—|•·»]|::)\s+|\s*\|\s*")
SIGN = re.compile(r"[-–—|•·»:]")
"""One of these stands in every separator."""
OFFICE = re.compile(
    r"\b(?:office|attorney|department|dept|ministry|minister|agency|commission|council|news ?center|newsroom|senator|"
    r"house|government|university|city|county|state|bureau|authority|institute|foundation|inc|ltd|committee|president)\b",
    re.IGNORECASE,
)
SKIP = re.compile(r"skip to (?:main )?content\W*", re.IGNORECASE)
REACH = 45
"""So many lines at the head of a page can be navigation."""


class Headline(NamedTuple):
    """Where the headline stands: the lines `first` to `last`, and its span in the text."""

    first: int
    last: int
    start: int
    end: int


class Page(NamedTuple):
    """What the title line of a saved page tells: the title, the site, the headline, and the line to go on at."""

    title: str
    site: str
    headline: Headline
    next: int


def locate(title: str, lines: Sequence[Line], start: int = 0) -> Headline | None:
    """Return the last place, in whole lines of the head, where the title stands; None where it does not.

    The title can run over four lines. What follows a long sentence is no head any more.
    """
    wanted = folded(title)
    found = None
    if not wanted:
        return None
    for first in range(start, min(len(lines), start + REACH)):
        joined = folded(lines[first].text)
        last = first
        while joined and len(joined) < len(wanted) and wanted.startswith(joined) and last - first < 4:
            last += 1
            if last == len(lines):
                break
            joined += folded(lines[last].text)
        if joined == wanted and last < len(lines):
            found = Headline(first, last, lines[first].start, lines[last].end)
        elif is_sentence(lines[first].text):
            break
    return found


def inside(title: str, line: Line) -> Headline | None:
    """Return the title at the beginning of a longer line: of a text without line ends, or before the name of a site."""
    wanted, count = folded(title), 0
    if not folded(line.text[: 2 * len(title) + 20]).startswith(wanted) or not wanted:
        return None
    for offset, char in enumerate(line.text):
        count += char.isalnum() if char.isascii() else len(folded(char))
        if count >= len(wanted):
            end = offset + 1
            while end < len(line.text) and line.text[end] in ".!?…”\"')":
                end += 1
            return Headline(0, 0, line.start, line.start + end)
    return None


def saved_page(lines: Sequence[Line]) -> Page | None:
    """Return what the first line tells of a page, if it is a page's title line; None otherwise."""
    first = lines[0]
    if len(first.text) > 320:
        return None
    if len(first.text) > 15 and first.text in [line.text for line in lines[1:25]]:
        found = locate(first.text, lines, 1)
        if found:
            return Page(first.text, "", found, found.last + 1)
    parts = list(SEPARATOR.finditer(first.text)) if SIGN.search(first.text) else []
    if not parts:
        return None
    title, site = first.text[: parts[-1].start()], first.text[parts[-1].end() :]
    own = Headline(0, 0, 0, len(title))
    if found := locate(title, lines, 1):
        return Page(title, site, found, found.last + 1)
    if cut := _cut(title, lines):
        return Page(title, site, own, cut + 1)
    if len(title.split()) < 3 or len(lines) < 3:
        return None
    skip = next((n for n, line in enumerate(lines[1:REACH], 1) if SKIP.fullmatch(line.text)), 0)
    if skip or (parts[-1][0].strip() in "|•»::" and OFFICE.search(site)):
        return Page(title, site, own, skip + 1)
    return None


def _cut(title: str, lines: Sequence[Line]) -> int:
    """Return the last line of the head that is the title cut short with dots; 0 for none."""
    wanted, found = folded(title), 0
    for number, line in enumerate(lines[1:REACH], 1):
        if is_sentence(line.text):
            break
        if line.text.endswith(("...", "…")) and len(line.text) > 15 and wanted.startswith(folded(line.text)):
            found = number
    return found
