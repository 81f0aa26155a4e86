"""The shown text: the document's own words, its white space put in order."""

from __future__ import annotations

import re

from searchkit.analysis.punctuation import lost_punctuation

CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff\u200b]")
CONTROL_BYTES = bytes([*range(9), 0x0B, *range(0x0E, 0x20), 0x7F])
ENDS = ("\r", "\x0c", "\x85", "\u2028", "\u2029")
LINES = re.compile("\r\n?|[\x0c\x85\u2028\u2029]")
BLANKS = re.compile("  +")
WIDE = " " * 8


def shape(text: str) -> str:
    """Return the text with one kind of line end, no control characters, no runs of blanks, and lines without edges.

    In a text without line ends eight or more spaces stand for a paragraph's end: lines that were joined upstream.
    Runs of blanks stay where all punctuation became blanks upstream: they alone tell where sentences end.
    """
    text = _printable(text)
    if any(map(text.__contains__, ENDS)):
        text = LINES.sub("\n", text)
    text = text.replace("\t", " ").replace("\xa0", " ")
    if "\n" not in text:
        text = text.strip().replace(WIDE, "\n\n")
    lost = lost_punctuation(text)
    if not lost and text.isascii():  # there is no other white space in it than blanks and line ends
        text = BLANKS.sub(" ", text).replace(" \n", "\n").replace("\n ", "\n")
    else:
        text = "\n".join(
            [" ".join(line.split()) if "  " in line and not lost else line.strip() for line in text.split("\n")]
        )
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.strip()


def _printable(text: str) -> str:
    if text.isascii():
        content = text.encode("ascii")
        kept = content.translate(None, CONTROL_BYTES)
        return text if len(kept) == len(content) else kept.decode("ascii")
    return CONTROLS.sub("", text)
