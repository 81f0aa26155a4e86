"""DOCX, ODT and RTF."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from lxml import etree

if TYPE_CHECKING:
    from docx.document import Document

from searchkit.readers.document import Failure, Item, RawDocument
from searchkit.readers.options import ReadOptions

RTF_LIMIT = 16 << 20
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ODF = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def read_docx(stream: BinaryIO, place: str, options: ReadOptions) -> Iterator[Item]:
    """Yield the one document of a Word file: its paragraphs and the rows of its tables, in order."""
    import docx  # noqa: PLC0415 – slow to import
    from docx.table import Table  # noqa: PLC0415

    document = docx.Document(stream)
    parts = _letterhead(document)
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            parts += ["\t".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            parts += [*_boxes(block._p), block.text]
    known = document.core_properties
    fields = {"title": known.title or "", "document_author": known.author or "", "language": known.language or ""}
    yield _made("\n\n".join(part for part in parts if part.strip()), fields, place, options)


def _boxes(paragraph: etree._Element) -> Iterator[str]:
    """Yield the paragraphs of the text boxes that hang on a paragraph, each once: Word stores them in two forms."""
    for box in paragraph.iter(f"{WORD}txbxContent"):
        if next(box.iterancestors(f"{COMPATIBLE}Fallback"), None) is None:
            for inner in box.iter(f"{WORD}p"):
                yield "".join(str(text.text or "") for text in inner.iter(f"{WORD}t"))


def _letterhead(document: Document) -> list[str]:
    """Return the lines that stand above the first page: they often name the issuer and the date."""
    section = document.sections[0] if len(document.sections) else None
    if section is None:
        return []
    heads = [section.first_page_header] if section.different_first_page_header_footer else [section.header]
    return [p.text for head in heads if not head.is_linked_to_previous for p in head.paragraphs if p.text.strip()]


def read_odt(stream: BinaryIO, place: str, options: ReadOptions) -> Iterator[Item]:
    """Yield the one document of an OpenDocument text: its paragraphs and headings, in order."""
    with zipfile.ZipFile(stream) as archive:
        if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in archive.read(
            "META-INF/manifest.xml"
        ):
            yield Failure(place, "it is encrypted", "save it without a password")
            return
        with archive.open("content.xml") as file:
            content = file.read(options.document_bytes + 1)
        title = _odt_title(archive)
    if len(content) > options.document_bytes:
        yield Failure(place, "it unpacks to more than the limit for a document", "split it, or leave it out")
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    parts = [_odt_text(node) for node in etree.fromstring(content, parser).iter(f"{ODF}p", f"{ODF}h")]
    yield _made("\n\n".join(part for part in parts if part.strip()), {"title": title}, place, options)


def _odt_text(node: etree._Element) -> str:
    """Return the text of a paragraph, its tabs and breaks; notes and the paragraphs inside it are not its own."""
    parts = [node.text or ""]
    for child in node:
        if child.tag not in (f"{ODF}p", f"{ODF}h", f"{ODF}note", f"{ODF}annotation", f"{ODF}tracked-changes"):
            parts.append({f"{ODF}line-break": "\n", f"{ODF}tab": "\t", f"{ODF}s": " "}.get(str(child.tag), ""))
            parts.append(_odt_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _odt_title(archive: zipfile.ZipFile) -> str:
    try:
        content = archive.read("meta.xml")
    except (KeyError, OSError, zipfile.BadZipFile):
        return ""
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))
    return "" if root is None else str(root.findtext(".//{*}title") or "")


def read_rtf(stream: BinaryIO, place: str, options: ReadOptions) -> Iterator[Item]:
    """Yield the one document of an RTF file."""
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 – only RTF needs it

    content = stream.read(RTF_LIMIT + 1)
    if len(content) > RTF_LIMIT:
        yield Failure(
            place, f"it is RTF of more than {RTF_LIMIT >> 20} MB", "save it as .docx, or without its pictures"
        )
        return
    yield _made(str(rtf_to_text(content.decode("latin-1"), errors="replace")), {}, place, options)


def _made(text: str, fields: dict[str, str], place: str, options: ReadOptions) -> Item:
    if not text.strip():
        return Failure(place, "there is no text in it", "is it a scan?")
    return RawDocument(text, {key: value for key, value in fields.items() if value}, place, (), options.dates)
