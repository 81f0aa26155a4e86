"""Fragments of HTML inside fields of data, made plain text."""

from __future__ import annotations

import html
import re

TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|<!--.{0,5000}?-->", re.DOTALL)
BLOCK = re.compile(r"</?(?:p|div|h[1-6]|ul|ol|table|tr|blockquote|section|article)\b[^<>]{0,2000}>", re.IGNORECASE)
BREAK = re.compile(r"<(?:br|li|hr)\b[^<>]{0,2000}>", re.IGNORECASE)
ENTITY = re.compile(r"&(?:[a-zA-Z]{2,10}|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
MANY = re.compile(r"\n[ \t]*\n\s*")


def plain(text: str) -> str:
    """Return the text without tags: blocks are paragraphs, breaks are lines. Text without tags keeps its form."""
    if "<" in text and TAG.search(text):
        text = BREAK.sub("\n", BLOCK.sub("\n\n", text))
        text = MANY.sub("\n\n", TAG.sub("", text)).strip()
    return html.unescape(text) if "&" in text and ENTITY.search(text) else text
