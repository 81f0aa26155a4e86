"""HTML pages: the main content, without navigation, and what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree
from lxml import html as markup

from searchkit.readers.decoding import Undecodable, decode
from searchkit.readers.document import Failure, Item, RawDocument
from searchkit.readers.markup import plain
from searchkit.readers.options import ReadOptions
from searchkit.readers.pagebody import content_text, element_text
from searchkit.readers.pagemeta import metadata_of

CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
LARGEST = 32 << 20
PARSED = 8 << 20
"""A page of more characters, pictures within it not counted, is read without its structure."""
PICTURE = re.compile(rb"data:[a-z]{1,20}/[\w.+;=-]{1,80};base64,[A-Za-z0-9+/=\s]{200,}")


def read_page(stream: BinaryIO, place: str, options: ReadOptions) -> Iterator[Item]:
    """Yield the one document of a page. One too large or nested too deeply is read whole, without its structure."""
    content = PICTURE.sub(b"", stream.read(LARGEST + 1))
    if len(content) > LARGEST:
        yield Failure(place, f"it is a page of more than {LARGEST >> 20} MB", "split it, or leave it out")
        return
    said = CHARSET.search(content[:2048])
    try:
        text, notes = decode(content, said[1].decode("ascii") if said else "")
    except Undecodable as error:
        yield Failure(place, str(error), "save the page again")
        return
    fields: dict[str, str] = {}
    body = ""
    root = _parsed(text) if len(text) <= PARSED else None
    if root is not None:
        fields = metadata_of(root)
        body = content_text(root, text) or plain(text)
    else:
        notes = (*notes, "too large or too deeply nested: read without the page's structure")
        body = plain(text)
    if not body.strip():
        yield Failure(place, "the page has no text", "was it saved without its content?")
        return
    yield RawDocument(body, fields, place, notes, options.dates)


def _parsed(page: str) -> markup.HtmlElement | None:
    """Return the page's tree; None where it has none, or was cut off because it is nested too deeply."""
    parser = markup.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = markup.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    deep = any("depth" in entry.message.lower() for entry in parser.error_log[-5:])
    return None if deep or not isinstance(root, markup.HtmlElement) else root


def page_text(page: str) -> str:
    """Return all text of a page that has no navigation, such as a mail in HTML."""
    root = _parsed(page) if page.strip() and len(page) <= PARSED else None
    return plain(page) if root is None else element_text(root)
