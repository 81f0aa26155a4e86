"""DOCX: python-docx opens the file; its words are gathered here, those of content controls and changes too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from lxml import etree

from searchkit.readers.document import Failure, Item, RawDocument
from searchkit.readers.options import ReadOptions

if TYPE_CHECKING:
    from docx.document import Document

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
WITHIN = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo"})
"""What holds paragraphs and tables as the body does."""
SILENT = frozenset({"pPr", "rPr", "txbxContent", "del", "moveFrom", "instrText", "delText"})


def read_docx(stream: BinaryIO, place: str, options: ReadOptions) -> Iterator[Item]:
    """Yield the one document of a Word file: its letterhead, its paragraphs and the rows of its tables, in order."""
    import docx  # noqa: PLC0415 – slow to import

    document = docx.Document(stream)
    parts = [*_letterhead(document), *_blocks(document.element.body)]
    text = "\n\n".join(part for part in parts if part.strip())
    known = document.core_properties
    fields = {"title": known.title or "", "document_author": known.author or "", "language": known.language or ""}
    if text.strip():
        yield RawDocument(text, {name: value for name, value in fields.items() if value}, place, (), options.dates)
    else:
        yield Failure(place, "there is no text in it", "is it a scan?")


def _letterhead(document: Document) -> list[str]:
    """Return the lines that stand above the first page: they often name the issuer and the date."""
    section = document.sections[0] if len(document.sections) else None
    if section is None:
        return []
    head = section.first_page_header if section.different_first_page_header_footer else section.header
    return [] if head.is_linked_to_previous else [line for line in _blocks(head._element) if line.strip()]


def _blocks(element: etree._Element) -> Iterator[str]:
    """Yield the paragraphs, with those of text boxes that hang on them before, and the rows of tables."""
    for child in element:
        name = _name(child)
        if name == "p":
            yield from _boxes(child)
            yield _words(child)
        elif name == "tbl":
            for row in child.iter(f"{WORD}tr"):
                yield "\t".join("\n".join(_blocks(cell)).strip() for cell in row.iterchildren(f"{WORD}tc"))
        elif name in WITHIN:
            yield from _blocks(child)


def _boxes(paragraph: etree._Element) -> Iterator[str]:
    """Yield the paragraphs of the text boxes that hang on a paragraph, each once: Word stores them in two forms."""
    for box in paragraph.iter(f"{WORD}txbxContent"):
        if next(box.iterancestors(FALLBACK), None) is None:
            yield from _blocks(box)


def _words(element: etree._Element) -> str:
    """Return the text of a paragraph or of a part of it, as it stands when all changes are accepted."""
    parts = []
    for child in element:
        name = _name(child)
        if name == "t":
            parts.append(child.text or "")
        elif name in MARKS:
            parts.append(MARKS[name])
        elif name not in SILENT and child.tag != FALLBACK:
            parts.append(_words(child))
    return "".join(parts)


def _name(element: etree._Element) -> str:
    """Return the name of an element of Word's own; "" for another."""
    return element.tag.removeprefix(WORD) if isinstance(element.tag, str) and element.tag.startswith(WORD) else ""
