"""HTML pages: the main content, without navigation, and what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree
from lxml import html as markup

from searchkit.readers.decoding import Undecodable, decode
from searchkit.readers.document import Failure, Item, RawDocument
from searchkit.readers.options import ReadOptions

SPACE = re.compile(r"[ \t\r\n\xa0]+")
DROPPED = "script|style|nav|header|footer|aside|form|noscript|iframe|button|svg|template"
DATED = re.compile(r"\W*\w+ \d{1,2},? \d{4}\W*(?:press release|news release)?\W*|(?:press|news) release", re.IGNORECASE)
CONTENT = (
    "//article",
    "//*[@itemprop='articleBody']",
    "//main",
    "//*[@role='main']",
    "//*[@id='content' or @id='main-content' or @id='main']",
)
META = {
    "date": ("article:published_time", "datePublished", "date", "dc.date", "DC.date.issued", "dcterms.created"),
    "author": ("author", "article:author"),
    "source": ("og:site_name", "publisher", "dc.publisher"),
    "url": ("og:url",),
    "title": ("og:title", "dc.title"),
}
BLOCKS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "tr",
        "blockquote",
        "section",
        "article",
        "ul",
        "ol",
        "table",
        "pre",
        "dd",
        "dt",
        "figcaption",
    ]
)


def read_page(stream: BinaryIO, place: str, options: ReadOptions) -> Iterator[Item]:
    """Yield the one document of a page."""
    try:
        text, notes = decode(stream.read())
    except Undecodable as error:
        yield Failure(place, str(error), "save the page again")
        return
    parser = markup.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = markup.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except Exception as error:
        yield Failure(place, f"it is no HTML: {error}", "save the page again")
        return
    fields = _metadata(root)
    body = _main(root, text)
    if not body.strip():
        yield Failure(place, "the page has no text", "was it saved without its content?")
        return
    yield RawDocument(body, fields, place, notes, options.dates)


def _metadata(root: markup.HtmlElement) -> dict[str, str]:
    given: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        given.setdefault(name.lower(), (meta.get("content") or "").strip())
    fields = {ours: next((given[n.lower()] for n in names if given.get(n.lower())), "") for ours, names in META.items()}
    headings = [" ".join(h.text_content().split()) for h in root.iter("h1")]
    headings = [h for h in headings if h and not DATED.fullmatch(h)]
    title = " ".join((root.findtext(".//title") or "").split())
    if len(headings) == 1 or not fields["title"]:
        fields["title"] = headings[0] if headings else fields["title"] or ("" if DATED.fullmatch(title) else title)
    if not fields["date"] and (times := root.xpath("//time/@datetime")):
        fields["date"] = str(times[0])
    if not fields["date"] and DATED.fullmatch(title) and any(map(str.isdigit, title)):
        fields["date"] = title
    fields["language"] = root.get("lang") or ""
    return {key: value for key, value in fields.items() if value}


def _main(root: markup.HtmlElement, page: str) -> str:
    """Return the text of the page's content element; by trafilatura where none is marked."""
    for path in CONTENT:
        found = [e for e in root.xpath(path) if len(e.text_content()) > 200]
        if len(found) == 1:
            return _text(found[0])
    import trafilatura  # noqa: PLC0415 – slow to import

    body = trafilatura.extract(page, include_comments=False, favor_precision=True) if len(page) < 4 << 20 else None
    return body or _text(root)


def _text(element: markup.HtmlElement) -> str:
    for name in DROPPED.split("|"):
        for node in list(element.iter(name)):
            if node is not element:
                node.drop_tree()
    parts: list[str] = []
    for event, node in _events(element):
        if event == "start":
            parts.append("\n\n" if node.tag in BLOCKS else "\n" if node.tag == "br" else "")
            parts.append(SPACE.sub(" ", node.text or ""))
        else:
            parts.append("\n\n" if node.tag in BLOCKS else "")
            parts.append(SPACE.sub(" ", node.tail or "") if node is not element else "")
    return re.sub(r"\s*\n\s*\n\s*", "\n\n", "".join(parts)).strip()


def _events(element: markup.HtmlElement) -> Iterator[tuple[str, markup.HtmlElement]]:
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if isinstance(node.tag, str):
            yield event, node


def page_text(page: str) -> str:
    """Return all text of a page that has no navigation, such as a mail in HTML."""
    parser = markup.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    return _text(markup.document_fromstring(page.encode("utf-8", "replace"), parser=parser)) if page.strip() else ""
