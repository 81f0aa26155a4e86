"""PDF: text in reading order, hyphens joined, running heads dropped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from searchkit.readers.document import Failure, Item, RawDocument
from searchkit.readers.options import ReadOptions

PAGES = 2000
HYPHEN = re.compile(r"(?<=[a-z])(?:-|\ufffe|\u00ad)\r?\n(?=[a-z])")
DIGITS = re.compile(r"\d+")


def read_pdf(stream: BinaryIO, place: str, options: ReadOptions) -> Iterator[Item]:
    """Yield the one document of a PDF; a failure for one that is encrypted, damaged or has no text."""
    import pypdfium2  # noqa: PLC0415 – slow to import

    try:
        document = pypdfium2.PdfDocument(stream.read())
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        reason = "it is encrypted" if locked else f"it is damaged: {error}"
        yield Failure(place, reason, "save it without a password" if locked else "get the file again")
        return
    try:
        pages = [_page(document, number) for number in range(min(len(document), PAGES))]
        title = str(document.get_metadata_value("Title") or "")
    finally:
        document.close()
    text = HYPHEN.sub("", "\n\n".join(_without_heads(pages)).replace("\r\n", "\n"))
    if not text.strip():
        yield Failure(place, "it has no text layer (a scan?)", "recognise its text first, for example with ocrmypdf")
        return
    yield RawDocument(text, {"pdf_title": title, "pages": str(len(pages))}, place, (), options.dates)


def _page(document: object, number: int) -> str:
    page = document[number]  # type: ignore[index]
    textpage = page.get_textpage()
    try:
        return str(textpage.get_text_bounded())
    finally:
        textpage.close()
        page.close()


def _without_heads(pages: list[str]) -> list[str]:
    """Return the pages without first and last lines that more than half of them (of three or more) have in common."""
    lines = [page.strip().splitlines() for page in pages]
    if len(pages) < 3:
        return pages
    ends = Counter(DIGITS.sub("0", page[i].strip()) for page in lines if page for i in {0, len(page) - 1})
    common = {line for line, count in ends.items() if count * 2 > len(pages) and len(line) < 100}
    kept = []
    for page in lines:
        start = 1 if page and DIGITS.sub("0", page[0].strip()) in common else 0
        end = len(page) - 1 if len(page) > 1 and DIGITS.sub("0", page[-1].strip()) in common else len(page)
        kept.append("\n".join(page[start:end]))
    return kept
