"""The shown text: the document's own words, its white space put in order.

It is put in order in UTF-8, by a few passes over all bytes. Which characters beside those of ASCII a text has is asked
once, of a copy without these.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from searchkit.analysis.punctuation import lost_punctuation

CONTROLS = bytes([*range(9), 0x0B, *range(0x0E, 0x20), 0x7F])
WITHOUT_TABS = bytes.maketrans(b"\t", b" ")
ASCII = bytes(range(128))
DROPPED, ENDS, BLANKS = "\ufeff\u200b", "\x85\u2028\u2029", "\xa0"
"""What beside the like in ASCII is dropped, ends a line, is a blank."""
OTHER_BLANKS = frozenset("\u1680\u202f\u205f\u3000").union(map(chr, range(0x2000, 0x200B)))
"""White space that stands as it is, but for the edges of lines and runs of it."""
WIDE = " " * 8


def shape(text: str) -> str:
    """Return the text with one kind of line end, no control characters, no runs of blanks, and lines without edges.

    In a text without line ends eight or more spaces stand for a paragraph's end: lines that were joined upstream.
    Runs of blanks stay where all punctuation became blanks upstream: they alone tell where sentences end.
    """
    content = _bytes(text).translate(WITHOUT_TABS, CONTROLS)
    foreign = frozenset() if text.isascii() else frozenset(_text(content.translate(None, ASCII)))
    if foreign:
        content = _without(content, foreign.intersection(DROPPED), b"")
    if b"\r" in content:
        content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if b"\x0c" in content:
        content = content.replace(b"\x0c", b"\n")
    if foreign:
        content = _without(content, foreign.intersection(ENDS), b"\n")
        content = _without(content, foreign.intersection(BLANKS), b" ")
    text = _text(content)
    if b"\n" not in content:
        text = text.strip().replace(WIDE, "\n\n")
        content = _bytes(text)
    if b"  " in content and not lost_punctuation(text):
        text = _line_by_line(text) if foreign & OTHER_BLANKS else _text(_without_runs(content))
    lines = [line.strip() for line in text.split("\n")]
    if "" in lines:  # no more than one blank line between two others
        lines = [line for before, line in pairwise(["", *lines]) if line or before]
    return "\n".join(lines).strip()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text(content: bytes) -> str:
    return content.decode("utf-8", "surrogatepass")


def _without(content: bytes, characters: Iterable[str], instead: bytes) -> bytes:
    for character in characters:
        content = content.replace(character.encode(), instead)
    return content


def _without_runs(content: bytes) -> bytes:
    """Return the text with one blank for each run of them."""
    codes = np.frombuffer(content, np.uint8)
    blank = codes == ord(" ")
    kept: bytes = codes[1:][~(blank[1:] & blank[:-1])].tobytes()
    return content[:1] + kept


def _line_by_line(text: str) -> str:
    """Return the text with one blank for each run of white space in lines that have two blanks side by side."""
    return "\n".join(" ".join(line.split()) if "  " in line else line for line in text.split("\n"))
