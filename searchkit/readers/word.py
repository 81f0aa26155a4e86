"""DOCX: the words of a Word file, straight from its parts.

python-docx, which makes an object of every part, takes ten times as long.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from searchkit.readers.document import Failure, Item, RawDocument
from searchkit.readers.options import ReadOptions

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
"""The name space of files saved as "Strict Open XML"."""
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
DOCUMENT = "word/document.xml"
PROPERTIES = "docProps/core.xml"
FIELDS = {"title": "title", "document_author": "creator", "language": "language"}
MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
WITHIN = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo"})
"""What holds paragraphs and tables as the body does."""
SILENT = frozenset({"pPr", "rPr", "txbxContent", "del", "moveFrom", "instrText", "delText"})


def read_docx(stream: BinaryIO, place: str, options: ReadOptions) -> Iterator[Item]:
    """Yield the one document of a Word file: its letterhead, its paragraphs and the rows of its tables, in order."""
    with zipfile.ZipFile(stream) as archive:
        body = _part(archive, DOCUMENT).find("{*}body")
        if body is None:
            yield Failure(place, "its document has no body", "it may be damaged: save it again")
            return
        parts = [*_letterhead(archive, body), *_blocks(body)]
        fields = _properties(archive)
    text = "\n\n".join(part for part in parts if part.strip())
    if text.strip():
        yield RawDocument(text, fields, place, (), options.dates)
    else:
        yield Failure(place, "there is no text in it", "is it a scan?")


def _part(archive: zipfile.ZipFile, name: str) -> etree._Element:
    content = archive.read(name).replace(STRICT[1:-1].encode(), WORD[1:-1].encode())
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


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


def _letterhead(archive: zipfile.ZipFile, body: etree._Element) -> list[str]:
    """Return the lines that stand above the first page: they often name the issuer and the date."""
    section = next(body.iter(f"{WORD}sectPr"), None)
    if section is None:
        return []
    kind = "first" if section.find(f"{WORD}titlePg") is not None else "default"
    wanted = [r.get(RELATION) for r in section.iter(f"{WORD}headerReference") if r.get(f"{WORD}type") == kind]
    try:
        relations = _part(archive, "word/_rels/document.xml.rels")
    except KeyError:
        return []
    names = [r.get("Target", "") for r in relations if r.get("Id") in wanted]
    held = set(archive.namelist())
    paths = [posixpath.normpath(posixpath.join("word", name)).lstrip("/") for name in names]
    return [line for path in paths if path in held for line in _blocks(_part(archive, path)) if line.strip()]


def _properties(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return what the file says of itself."""
    try:
        known = _part(archive, PROPERTIES)
    except (KeyError, etree.XMLSyntaxError):
        return {}
    fields = {ours: (known.findtext(f"{{*}}{theirs}") or "").strip() for ours, theirs in FIELDS.items()}
    return {name: value for name, value in fields.items() if value}


def _name(element: etree._Element) -> str:
    """Return the name of an element of Word's own; "" for another."""
    return element.tag.removeprefix(WORD) if isinstance(element.tag, str) and element.tag.startswith(WORD) else ""
