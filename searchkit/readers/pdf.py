"""PDF: text in reading order, hyphens joined, running heads dropped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO

from searchkit.readers.document import Failure, Item, RawDocument
from searchkit.readers.options import ReadOptions

PAGES = 2000
PAGE = "\n\n\f"
EDGE = 3
"""So many lines at either end of a page can be a running head."""
LONGEST = 100
FIELDS = {"pdf_title": "Title", "pdf_author": "Author"}
NUMBER = re.compile(r"\W*(?:page|seite)?\W*\d{1,4}(?: ?(?:of|von|/) ?\d{1,4})?\W*", re.IGNORECASE)
HYPHEN = re.compile(r"(?<=[a-z])(?:-|\ufffe|\u00ad)\r?\n(?=[a-z])")
REPLACED = "\ufffd".encode()
"""Stands for each byte that is no text; one in fifty bytes is more than a PDF would hold of it."""
DIGITS = re.compile(r"\d+")


def read_pdf(stream: BinaryIO, place: str, options: ReadOptions) -> Iterator[Item]:
    """Yield the one document of a PDF; a failure for one that is encrypted, damaged or has no text.

    Its pages are parted by form feeds. Pages beyond `PAGES`, or beyond the limit for a text, are left out with a note.
    """
    import pypdfium2  # noqa: PLC0415 – slow to import

    try:
        document = pypdfium2.PdfDocument(content := stream.read())
    except pypdfium2.PdfiumError as error:
        yield _refused(error, content, place)
        return
    try:
        pages, notes = _pages(document, options.text_chars)
        count = len(document)
        fields = {ours: str(document.get_metadata_value(theirs) or "").strip() for ours, theirs in FIELDS.items()}
    finally:
        document.close()
    text = HYPHEN.sub("", PAGE.join(_without_heads(pages)).replace("\r\n", "\n"))
    if not text.strip():
        yield Failure(place, "it has no text layer (a scan?)", "recognise its text first, for example with ocrmypdf")
        return
    fields["pages"] = str(count)
    yield RawDocument(text, {key: value for key, value in fields.items() if value}, place, notes, options.dates)


def _refused(error: Exception, content: bytes, place: str) -> Failure:
    if "password" in str(error).lower():
        return Failure(place, "it is encrypted", "save it without a password")
    if content.count(REPLACED) * 50 > len(content):
        return Failure(place, "it was saved as text, and with that its bytes were lost", "get the file again, as bytes")
    return Failure(place, f"it is damaged: {error}", "get the file again")


def _pages(document: Any, limit: int) -> tuple[list[str], tuple[str, ...]]:
    """Return the text of the pages; one that is damaged is empty."""
    pages: list[str] = []
    size = broken = 0
    for number in range(min(len(document), PAGES)):
        try:
            text = _page(document, number)
        except Exception:
            text, broken = "", broken + 1
        size += len(text)
        if size > limit:
            break
        pages.append(text)
    notes = (f"{broken} pages cannot be read",) if broken else ()
    left = len(document) - len(pages)
    return pages, (*notes, f"its last {left} pages were left out") if left else notes


def _page(document: Any, number: int) -> str:
    page = document[number]
    try:
        textpage = page.get_textpage()
        try:
            return str(textpage.get_text_bounded())
        finally:
            textpage.close()
    finally:
        page.close()


def _without_heads(pages: list[str]) -> list[str]:
    """Return the pages without the lines at their head and foot that they have in common, page numbers among them.

    The first page keeps its head: a letterhead names the issuer, and often the date.
    """
    lines = [page.strip().splitlines() for page in pages]
    if len(pages) < 2:
        return pages
    heads, feet = _common(lines, range(EDGE)), _common(lines, range(-1, -EDGE - 1, -1))
    kept = []
    for number, page in enumerate(lines):
        start, end = 0, len(page)
        while number and start < min(EDGE, end) and _folded(page[start]) in heads:
            start += 1
        while end > max(start, len(page) - EDGE) and (
            _folded(page[end - 1]) in feet or NUMBER.fullmatch(page[end - 1])
        ):
            end -= 1
        kept.append("\n".join(page[start:end]))
    return kept


def _common(lines: list[list[str]], places: range) -> set[str]:
    """Return the short lines that more than half of the pages have at one of the places (counted from the end: -1…)."""
    counts: Counter[str] = Counter()
    for page in lines:
        counts.update({_folded(page[i]) for i in places if -len(page) <= i < len(page) and len(page[i]) < LONGEST})
    return {line for line, count in counts.items() if line and count * 2 > len(lines) and count > 1}


def _folded(line: str) -> str:
    return DIGITS.sub("0", line.strip())
