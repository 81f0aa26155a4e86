"""The shown text: the document's own words, its white space put in order."""

from __future__ import annotations

import re

CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff\u200b]")
LINES = re.compile("\r\n?|\x0c|\x85|\u2028|\u2029")
EDGES = re.compile(r"[^\S\n]*\n[^\S\n]*")
WIDE = re.compile(r" {8,}")
SPACES = re.compile(r"  +")
BLANKS = re.compile(r"\n{3,}")


def shape(text: str) -> str:
    """Return the text with one kind of line end, no control characters, and no runs of blanks.

    In a text without line ends eight or more spaces stand for a paragraph's end: lines that were joined upstream.
    """
    if CONTROLS.search(text):
        text = CONTROLS.sub("", text)
    text = LINES.sub("\n", text).replace("\t", " ").replace("\xa0", " ")
    if "\n" in text:
        text = EDGES.sub("\n", text)
    elif "        " in text:
        text = WIDE.sub("\n\n", text.strip())
    if "  " in text:
        text = SPACES.sub(" ", text)
    if "\n\n\n" in text:
        text = BLANKS.sub("\n\n", text)
    return text.strip()
