"""XML of any vocabulary, feeds among it: records are the elements that hold a title and a text.

Entities are never resolved and nothing is fetched; the document is held whole (its size is limited).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from lxml import etree

from searchkit.readers.document import Failure, Item
from searchkit.readers.fields import NAMES
from searchkit.readers.jsonlines import record
from searchkit.readers.options import ReadOptions

LANGUAGE = ("lang", "{http://www.w3.org/XML/1998/namespace}lang")


def read_xml(stream: BinaryIO, place: str, options: ReadOptions) -> Iterator[Item]:
    """Yield a document for each record; records take what they lack (a date, an address) from the elements around."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = etree.parse(stream, parser).getroot()
    except etree.XMLSyntaxError as error:
        yield Failure(place, f"it is no well-formed XML: {error.msg}", "mend it, or export it again")
        return
    found = list(_records(root, options.mapping))
    if not found:
        yield Failure(place, "no element holds a title and a text", "name them, as in --map title=TAG,text=TAG")
    for number, element in enumerate(found, 1):
        where = place if len(found) == 1 else f"{place}:{number}"
        yield record(_fields(element), where, options)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname.lower().replace("-", "_") if isinstance(element.tag, str) else ""


def _records(root: etree._Element, mapping: Mapping[str, str]) -> Iterator[etree._Element]:
    titles = {mapping["title"].lower()} if "title" in mapping else {"title", "headline", "subject"}
    texts = {mapping["text"].lower()} if "text" in mapping else set(NAMES["text"])
    for element in root.iter(etree.Element):
        names = {_name(child) for child in element}
        if names & titles and names & texts and not names & {"item", "entry"}:
            yield element


def _fields(element: etree._Element) -> dict[str, str]:
    """Return the record's fields, those of the elements around it behind its own; a lead goes before the text."""
    fields: dict[str, str] = {}
    lead = ""
    around: etree._Element | None = element
    while around is not None:
        for child in around:
            name = _name(child)
            value = child.get("href", "") if name == "link" else ""
            if not len(child):
                value = child.text or value
            if name == "lead" and around is element:
                lead = value
            elif name and value.strip() and name not in fields and (around is element or name not in NAMES["text"]):
                fields[name] = value
        if "lang" not in fields:
            fields.update({"lang": v for key in LANGUAGE if (v := around.get(key, ""))})  # noqa: B035
        around = around.getparent()
    text = next((name for name in NAMES["text"] if name in fields), "")
    if lead and text:
        fields[text] = f"{lead}\n\n{fields[text]}"
    return fields
