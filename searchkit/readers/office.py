"""ODT and RTF."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from searchkit.readers.document import Failure, Item, RawDocument
from searchkit.readers.options import ReadOptions

RTF_LIMIT = 16 << 20
ODF = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


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
