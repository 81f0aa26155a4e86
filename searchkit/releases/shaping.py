"""The shown text: the document's own words, its white space put in order."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np

from searchkit.analysis.punctuation import lost_punctuation

CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff\u200b]")
CONTROL_BYTES = bytes([*range(9), 0x0B, *range(0x0E, 0x20), 0x7F])
WITHOUT_TABS = bytes.maketrans(b"\t", b" ")
ENDS = ("\r", "\x0c", "\x85", "\u2028", "\u2029")
LINES = re.compile("\r\n?|[\x0c\x85\u2028\u2029]")
WIDE = " " * 8


def shape(text: str) -> str:
    """Return the text with one kind of line end, no control characters, no runs of blanks, and lines without edges.

    In a text without line ends eight or more spaces stand for a paragraph's end: lines that were joined upstream.
    Runs of blanks stay where all punctuation became blanks upstream: they alone tell where sentences end.
    """
    lines = (_lines_of_ascii if text.isascii() else _lines)(text)
    if "" in lines:  # no more than one blank line between two others
        lines = [line for before, line in pairwise(["", *lines]) if line or before]
    return "\n".join(lines).strip()


def _lines_of_ascii(text: str) -> list[str]:
    """The same as `_lines`, byte by byte: there is no other white space than blanks and line ends."""
    content = text.encode("ascii").translate(WITHOUT_TABS, CONTROL_BYTES)
    if b"\r" in content:
        content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    content = content.replace(b"\x0c", b"\n")
    if b"\n" not in content:
        content = content.strip().replace(WIDE.encode(), b"\n\n")
    text = content.decode("ascii")
    if "  " in text and not lost_punctuation(text):
        codes = np.frombuffer(content, np.uint8)
        blank = codes == ord(" ")
        further = blank[1:] & blank[:-1]
        text = content[:1].decode("ascii") + codes[1:][~further].tobytes().decode("ascii")
    return [line.strip() for line in text.split("\n")]


def _lines(text: str) -> list[str]:
    text = CONTROLS.sub("", text)
    if any(map(text.__contains__, ENDS)):
        text = LINES.sub("\n", text)
    text = text.replace("\t", " ").replace("\xa0", " ")
    if "\n" not in text:
        text = text.strip().replace(WIDE, "\n\n")
    lost = lost_punctuation(text)
    return [" ".join(line.split()) if "  " in line and not lost else line.strip() for line in text.split("\n")]
