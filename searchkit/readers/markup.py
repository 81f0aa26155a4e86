"""Fragments of HTML inside fields of data, made plain text. All of it takes time in proportion to the text."""

from __future__ import annotations

import html
import re

TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
BLOCK = re.compile(
    r"</?(?:p|div|h[1-6]|ul|ol|table|tr|blockquote|section|article|figure|dl|dd|dt|pre)\b[^<>]{0,2000}>", re.IGNORECASE
)
BREAK = re.compile(r"<(?:br|li|hr)\b[^<>]{0,2000}>", re.IGNORECASE)
HIDDEN = ("script", "style")
ENTITY = re.compile(r"&(?:[a-zA-Z]{2,10}|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
SPACE = re.compile(r"\s+")
MANY = re.compile(r"[ \t]*\n[ \t]*\n\s*")
EDGES = re.compile(r"[ \t]*\n[ \t]*")


def plain(text: str) -> str:
    """Return the text without tags: blocks are paragraphs, breaks are lines. Text without tags keeps its form.

    Where the tags part the text, its own line ends mean no more than spaces, as in a page.
    """
    if "<" in text and TAG.search(text):
        text = _without(text, "<!--", "-->")
        for name in HIDDEN:
            if f"<{name}" in text:
                text = _without(text, f"<{name}", f"</{name}>")
        if sum(1 for pattern in (BLOCK, BREAK) for _ in pattern.finditer(text)) > text.count("\n\n"):
            text = SPACE.sub(" ", text)
        text = TAG.sub("", BREAK.sub("\n", BLOCK.sub("\n\n", text)))
        text = MANY.sub("\n\n", EDGES.sub("\n", text)).strip()
    return html.unescape(text) if "&" in text and ENTITY.search(text) else text


def _without(text: str, opening: str, closing: str) -> str:
    """Return the text without all that stands between the two marks; an unclosed mark is left as it is."""
    start = text.find(opening)
    if start < 0:
        return text
    parts, done = [], 0
    while start >= 0:
        end = text.find(closing, start + len(opening))
        if end < 0:
            break
        parts.append(text[done:start])
        done = end + len(closing)
        start = text.find(opening, done)
    return "".join([*parts, text[done:]])
