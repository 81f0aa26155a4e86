"""The date that a page prints beside its headline: the lines around it that hold one, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree
from lxml import html as markup

DATE = re.compile(r"(?:19|20)\d\d(?!\d)|\d[./-]\d{1,2}[./-]\d\d(?!\d)|[成和](?:\d{1,2}|元)年")
YEAR = re.compile(r"(?:19|20)\d\d")
DATED = re.compile(
    r"(?:^|[\s_-])(?:\w*date\w*|publi\w+|posted\w*|time\w*|datum|fecha|data|dato|created|byline|meta\w*)(?:$|[\s_-])",
    re.IGNORECASE,
)
LINE = 110
LONG = 170
"""A longer line is text: no date of the page stands behind it."""
BEFORE, AFTER = 6, 14
"""So many lines above and below the headline are looked at."""
SHOWN = 3
BLOCKS = frozenset({
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "td", "dd", "dt", "section", "article", "ul", "ol",
    "table", "br", "header", "main", "form", "blockquote", "aside", "nav", "footer",
})  # fmt: skip
SILENT = frozenset({"script", "style", "noscript", "template", "head", "select", "svg"})
HEADLINE, MARKED = "\ue001", "\ue002"
"""Stand in the text of a page where its headline begins, and in lines that say that they are dates."""
ELEMENTS = 50_000
"""A page of more elements is not gone through."""


def printed_dates(root: markup.HtmlElement, headline: markup.HtmlElement | None) -> str:
    """Return up to three lines with dates from around the headline, the likeliest first; "" for none."""
    lines = _lines(root, headline)
    at = next((n for n, line in enumerate(lines) if HEADLINE in line), None)
    if at is None:
        return ""
    below = _below(lines, at)
    above = lines[max(0, at - BEFORE) : at][::-1]
    found = [line for line in (*below, *above) if len(line) < LINE and DATE.search(line)]
    ranked = sorted(found, key=lambda line: MARKED not in line)
    return "\n".join(line.replace(MARKED, "") for line in ranked[:SHOWN])


def _below(lines: Sequence[str], at: int) -> list[str]:
    """Return the short lines from the headline's on, up to the text."""
    found = []
    for line in lines[at : at + AFTER]:
        if len(line) > LONG and HEADLINE not in line:
            break
        if HEADLINE not in line:
            found.append(line)
    return found


def _lines(root: markup.HtmlElement, headline: markup.HtmlElement | None) -> list[str]:
    """Return the lines of a page, the headline's marked, and those with a machine's date only given that."""
    parts: list[str] = []
    silent: etree._Element | None = None
    for number, (event, node) in enumerate(etree.iterwalk(root, events=("start", "end"))):
        if number > 2 * ELEMENTS:
            return []
        if not isinstance(node.tag, str):
            continue
        if silent is not None:
            if event == "end" and node is silent:
                silent = None
                parts.append(node.tail or "")
            continue
        if event == "start":
            if node.tag in SILENT:
                silent = node
                continue
            parts.append("\n" if node.tag in BLOCKS else " ")
            if node is headline:
                parts.append(HEADLINE)
            if node.tag == "time" or DATED.search(f"{node.get('class', '')} {node.get('id', '')}"):
                parts.append(MARKED)
            parts.append(_shown(node))
        else:
            parts.append("\n" if node.tag in BLOCKS else " ")
            parts.append(node.tail or "")
    return [line for raw in _joined(parts).split("\n") if (line := " ".join(raw.split())).strip(MARKED)]


def _joined(parts: Sequence[str]) -> str:
    """Return the parts as one text, in which only blocks end lines."""
    return "".join(part if part == "\n" else part.replace("\n", " ") for part in parts)


def _shown(node: markup.HtmlElement) -> str:
    """Return an element's own first words; of a `<time>` that prints no year what it tells machines."""
    text = node.text or ""
    if node.tag == "time" and not DATE.search(node.text_content()):
        return f" {(node.get('datetime') or '')[:10]} {text}"
    return text
