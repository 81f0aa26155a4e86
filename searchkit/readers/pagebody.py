"""The text of a page's content, without what stands around it and beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as markup

from searchkit.readers.pagetitle import words

SPACE = re.compile(r"[ \t\r\n\xa0]+")
GAP = re.compile(r"\s*\n\s*\n\s*")
DROPPED = (
    "script", "style", "nav", "header", "footer", "aside", "form", "noscript", "iframe", "button", "svg", "template",
    "select", "dialog", "object",
)  # fmt: skip
WRAPPERS = ("div", "ul", "ol", "section", "p", "span", "a", "h2", "h3", "h4")
SIDE = re.compile(
    r"(?:^|[\s_-])(?:shar(?:e|ing)|sharedaddy|share(?:icons|-?links|-?buttons)|social(?:media)?|related|jp-relatedposts|"
    r"breadcrumbs?|cookies?|newsletter|sidebar|menu|pagination|pager|addtoany|skip|sr-only|visually-hidden|aural|"
    r"screen-reader-text|advert|comments?|subscribe|post-navigation|nav-?to-?top|back-?to-?top|also-from|page-?details|"
    r"widget-area|entry-footer|print-?(?:links?|buttons?|page)|feedback|tag-?list|recent-posts|donat\w+)(?:$|[\s_-])",
    re.IGNORECASE,
)
REST = re.compile(
    r"(?:related|recent|latest|more|other|popular)(?: (?:content|news|links|articles?|posts?|stories|information|"
    r"topics?|documents?|releases?|press releases|media releases|updates?|from .{1,60}))*|also from this source|"
    r"you (?:may|might) also like|read (?:more|next)|share(?: (?:this|on|via)\b.{0,30})?|share|tags|topics|categories|"
    r"search for related information.{0,40}|page details|(?:leave a )?(?:reply|comments?)|was this page helpful.*|"
    r"(?:diese )?seite teilen|teilen|verwandte .{1,40}|mehr zum thema|weitere .{1,40}|das könnte sie .{1,40}|"
    r"partager.{0,30}|à lire aussi|voir aussi|sur le même (?:thème|sujet)|compartir.{0,30}|te puede interesar|"
    r"(?:artículos|noticias|contenidos?) relacionad[oa]s?|condividi.{0,30}|(?:notizie|contenuti) correlati|"
    r"compartilhe.{0,30}|deel (?:dit|deze).{0,30}|meer (?:nieuws|over).{0,40}|zie ook|dela(?: sidan)?|"
    r"relaterat|del(?: siden)?|jaa|udostępnij.{0,30}|zobacz (?:także|też)|поделиться.{0,20}|читайте также",
    re.IGNORECASE,
)
"""Headings of the parts of a page that stand beside its content."""
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
MOST = 0.4
"""The content holds this share of the page's paragraphs at least."""
PARAGRAPH = 60
"""A paragraph of the text has so many characters at least."""
BLOCKS = frozenset({
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "blockquote", "section", "article", "ul",
    "ol", "table", "pre", "dd", "dt", "figcaption", "main", "address", "center", "hr", "td", "th",
})  # fmt: skip
CELL_BLOCKS = frozenset({"td", "th"})
EXTRACTED = 1 << 20
"""A longer page is not given to trafilatura."""
ELEMENTS = 2000
"""On a page of more elements trafilatura does without its slower methods, whose time grows with the square."""
LABELS = frozenset({"span", "time"})
"""Elements that stand beside each other as labels do: their words are not joined."""
ROW = 300
"""A row of data has so many characters at most; a longer one is one of layout."""
HEADING = 80
TABLE = re.compile(r"^\|", re.MULTILINE)


def content_text(root: markup.HtmlElement, page: str) -> str:
    """Return the text of the page's content element; where none is marked, what trafilatura finds.

    A page laid out in a table has its text in one of the cells.
    """
    prose = _prose(root)
    for path in CONTENT:
        sizes = sorted(((len(e.text_content()), n, e) for n, e in enumerate(root.xpath(path))), reverse=True)
        large = [(size, e) for size, _, e in sizes if size > ENOUGH]
        if large and (len(large) == 1 or large[0][0] > 2 * large[1][0]) and _prose(large[0][1]) >= MOST * prose:
            return element_text(large[0][1])
    body = ""
    if len(page) < EXTRACTED:
        import trafilatura  # noqa: PLC0415 – slow to import

        many = sum(1 for _ in root.iter()) > ELEMENTS
        body = trafilatura.extract(page, include_comments=False, favor_precision=True, fast=many) or ""
    if (not body or TABLE.search(body)) and (cell := _cell(root)) is not None:
        return element_text(cell)
    return body or element_text(root)


def _prose(element: markup.HtmlElement) -> int:
    """Return how many characters the element's paragraphs have."""
    sizes = (len(p.text_content()) for p in element.iter("p"))
    return sum(size for size in sizes if size > PARAGRAPH)


def _cell(root: markup.HtmlElement) -> markup.HtmlElement | None:
    """Return the innermost cell of a table of layout that holds most of the page's words; None where there is none."""
    whole = len(root.text_content())
    chosen = None
    for cell in root.iter("td"):
        size = len(cell.text_content())
        linked = sum(len(link.text_content()) for link in cell.iter("a"))
        if size - 2 * linked > max(ENOUGH, MOST * whole):
            chosen = cell
    return chosen


def element_text(element: markup.HtmlElement) -> str:
    """Return the text of an element without what stands beside it; blocks are paragraphs, breaks are lines."""
    for node in list(element.iter(*DROPPED)):
        if node is not element and not (node.tag == "footer" and node.getparent().tag == "blockquote"):
            node.drop_tree()
    size = len(element.text_content())
    for node in list(element.iter(*WRAPPERS)):
        if node is not element and (_is_aside(node) or _is_rest(node)) and len(node.text_content()) < SMALL * size:
            node.drop_tree()
    return GAP.sub("\n\n", "".join(_parts(element))).strip()


def _parts(element: markup.HtmlElement) -> Iterator[str]:
    data = {cell for row in element.iter("tr") if words(row, ROW) for cell in row.iter(*CELL_BLOCKS)}
    ended = None
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if not isinstance(node.tag, str):
            continue
        if event == "start" and node.tag in LABELS and ended is node.getprevious() is not None and not ended.tail:
            yield " "
        ended = node if event == "end" and node.tag in LABELS else None
        block = node.tag in BLOCKS and node not in data
        if event == "start":
            yield "\n\n" if block else "\n" if node.tag == "br" else " " if node in data else ""
            yield SPACE.sub(" ", node.text or "")
        else:
            yield "\n\n" if block else ""
            yield SPACE.sub(" ", node.tail or "") if node is not element else ""


def _is_aside(node: markup.HtmlElement) -> bool:
    """Return whether an element is hidden, or its class or id says that it stands beside the content."""
    if node.get("hidden") is not None or "display:none" in node.get("style", "").replace(" ", ""):
        return True
    return bool(SIDE.search(f"{node.get('class', '')} {node.get('id', '')}"))


def _is_rest(node: markup.HtmlElement) -> bool:
    """Return whether an element is headed as the parts of a page are that stand beside the content."""
    if node.tag not in ("div", "section", "ul"):
        return False
    parts = node.iter("h2", "h3", "h4", "h5", "p", "strong", "li", "a")
    first = next((part for part in parts if any(text.strip() for text in part.itertext())), None)
    return first is not None and REST.fullmatch(words(first, HEADING).strip(" :!…")) is not None
