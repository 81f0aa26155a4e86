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
from searchkit.readers.pagemeta import metadata_of

CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
SPACE = re.compile(r"[ \t\r\n\xa0]+")
GAP = re.compile(r"\s*\n\s*\n\s*")
DROPPED = (
    "script", "style", "nav", "header", "footer", "aside", "form", "noscript", "iframe", "button", "svg", "template",
    "select", "dialog", "object",
)  # fmt: skip
WRAPPERS = ("div", "ul", "ol", "section", "p", "span", "a")
SIDE = re.compile(
    r"(?:^|[\s_-])(?:shar(?:e|ing)|social|related|breadcrumbs?|cookies?|newsletter|sidebar|menu|pagination|pager|addtoany|"
    r"skip|sr-only|visually-hidden|screen-reader-text|advert|comments?|subscribe)(?:$|[\s_-])",
    re.IGNORECASE,
)
CONTENT = (
    "//article",
    "//*[@itemprop='articleBody']",
    "//main",
    "//*[@role='main']",
    "//*[@id='content' or @id='main-content' or @id='main']",
)
ENOUGH = 200
"""So many characters make a content element."""
SMALL = 0.3
"""What is larger than this share of the content is no share bar, whatever its class says."""
BLOCKS = frozenset({
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "blockquote", "section", "article", "ul",
    "ol", "table", "pre", "dd", "dt", "figcaption", "main", "address",
})  # fmt: skip
LARGEST = 32 << 20
PARSED = 8 << 20
"""A page of more characters, pictures within it not counted, is read without its structure."""
PICTURE = re.compile(rb"data:[a-z]{1,20}/[\w.+;=-]{1,80};base64,[A-Za-z0-9+/=\s]{200,}")
EXTRACTED = 1 << 20
"""A longer page is not given to trafilatura."""
ELEMENTS = 2000
"""On a page of more elements trafilatura does without its slower methods, whose time grows with the square."""


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
        body = _main(root, text) or plain(text)
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


def _main(root: markup.HtmlElement, page: str) -> str:
    """Return the text of the page's content element; by trafilatura where none is marked."""
    for path in CONTENT:
        sizes = sorted(((len(e.text_content()), n, e) for n, e in enumerate(root.xpath(path))), reverse=True)
        large = [(size, e) for size, _, e in sizes if size > ENOUGH]
        if large and (len(large) == 1 or large[0][0] > 2 * large[1][0]):
            return _text(large[0][1])
    body = ""
    if len(page) < EXTRACTED:
        import trafilatura  # noqa: PLC0415 – slow to import

        many = sum(1 for _ in root.iter()) > ELEMENTS
        body = trafilatura.extract(page, include_comments=False, favor_precision=True, fast=many) or ""
    return body or _text(root)


def _text(element: markup.HtmlElement) -> str:
    for node in list(element.iter(*DROPPED)):
        if node is not element:
            node.drop_tree()
    size = len(element.text_content())
    for node in list(element.iter(*WRAPPERS)):
        if node is not element and _is_aside(node) and len(node.text_content()) < SMALL * size:
            node.drop_tree()
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if not isinstance(node.tag, str):
            continue
        if event == "start":
            parts.append("\n\n" if node.tag in BLOCKS else "\n" if node.tag == "br" else "")
            parts.append(SPACE.sub(" ", node.text or ""))
        else:
            parts.append("\n\n" if node.tag in BLOCKS else "")
            parts.append(SPACE.sub(" ", node.tail or "") if node is not element else "")
    return GAP.sub("\n\n", "".join(parts)).strip()


def _is_aside(node: markup.HtmlElement) -> bool:
    """Return whether an element is hidden, or its class or id says that it stands beside the content."""
    if node.get("hidden") is not None or "display:none" in node.get("style", "").replace(" ", ""):
        return True
    return bool(SIDE.search(f"{node.get('class', '')} {node.get('id', '')}"))


def page_text(page: str) -> str:
    """Return all text of a page that has no navigation, such as a mail in HTML."""
    root = _parsed(page) if page.strip() and len(page) <= PARSED else None
    return plain(page) if root is None else _text(root)
