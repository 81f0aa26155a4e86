"""Markdown: its fields from front matter, its words without the marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from searchkit.readers.document import Failure, Item
from searchkit.readers.markup import plain
from searchkit.readers.options import ReadOptions
from searchkit.readers.plaintext import document

if TYPE_CHECKING:
    from markdown_it.token import Token

LONGEST = 1 << 20
"""Longer files are kept as they are: parsing them is not worth its time."""


def read_markdown(stream: BinaryIO, place: str, options: ReadOptions) -> Iterator[Item]:
    """Yield the one document of a Markdown file; its first heading of the first level is a title if none is given."""
    item = document(stream.read(), place, options)
    if isinstance(item, Failure) or len(item.text) > LONGEST:
        yield item
        return
    from markdown_it import MarkdownIt  # noqa: PLC0415 – slow to import

    tokens = MarkdownIt("commonmark").enable("table").parse(item.text)
    text = _text(tokens)
    if not text:
        yield Failure(place, "there is no text in it", "leave it out, or see whether it was cut off")
        return
    heading = next((tokens[i + 1] for i, token in enumerate(tokens) if token.tag == "h1" and token.nesting == 1), None)
    title = _inline(heading) if heading is not None else ""
    fields = item.metadata if "title" in item.metadata or not title else {**item.metadata, "title": title}
    yield replace(item, text=text, metadata=fields)


def _text(tokens: Sequence[Token]) -> str:
    blocks: list[str] = []
    item = False
    for token in tokens:
        if token.type == "list_item_open":
            item = True
        elif token.type in ("inline", "fence", "code_block", "html_block"):
            words = _inline(token) if token.type == "inline" else plain(token.content).strip()
            if words:
                blocks.append(f"• {words}" if item else words)
            item = False
    return "\n\n".join(blocks)


def _inline(token: Token) -> str:
    parts = []
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            parts.append(" " if child.type == "softbreak" else "\n")
        elif child.type in ("text", "code_inline", "image"):
            parts.append(child.content)
    return "".join(parts).strip()
