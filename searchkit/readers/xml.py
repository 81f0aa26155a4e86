"""XML of any vocabulary: records are the elements that hold a title and a text.

Entities are never resolved and nothing is fetched. Records are let go of as they are read; what a document may hold
beside them is limited.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO, cast

from lxml import etree

from searchkit.readers.document import Failure, Item
from searchkit.readers.feeds import is_feed, read_feed
from searchkit.readers.fields import MAIN_TEXTS, NAMES
from searchkit.readers.jsonlines import record
from searchkit.readers.options import ReadOptions
from searchkit.readers.streams import Excess, Limited, rejoined

LANGUAGE = ("lang", "{http://www.w3.org/XML/1998/namespace}lang")
HEAD = 4096
FEED = 8 << 20
"""A feed of more bytes is read as any XML, an element at a time."""
TITLES = frozenset({"title", "headline", "subject"})
WORDED = TITLES | frozenset(NAMES["text"])
MEMBERS = frozenset({"item", "entry"})
ISSUERS = frozenset({"originator", "issuer", "publisher", "organisation", "organization", "author", "agency"})
"""Elements whose `name` is that of the issuer."""
NO_RECORD = "no element holds a title and a text"
MAPPING = "name them, as in --map title=TAG,text=TAG"


def read_xml(stream: BinaryIO, place: str, options: ReadOptions) -> Iterator[Item]:
    """Yield a document for each record; records take what they lack (a date, an address) from the elements around."""
    head = stream.read(HEAD)
    stream = rejoined(head, stream)
    if is_feed(head):
        content = stream.read(FEED + 1)
        if len(content) <= FEED and not _has_mapped(content, options.mapping):
            yield from read_feed(content, place, options)
            return
        stream = rejoined(content, stream)
    yield from _elements(stream, place, options)


def _has_mapped(content: bytes, mapping: Mapping[str, str]) -> bool:
    """Return whether an element that a mapping names stands in a document: else it is for other files of the folder."""
    names = b"|".join(re.escape(name.encode("utf-8", "replace")).replace(b"_", b"[_-]") for name in mapping.values())
    return bool(names) and re.search(rb"<(?:[\w.-]+:)?(?:" + names + rb")[\s/>]", content, re.IGNORECASE) is not None


def _elements(stream: BinaryIO, place: str, options: ReadOptions) -> Iterator[Item]:
    number = 0
    held: list[Item] = []
    worded = WORDED | {theirs.lower() for ours, theirs in options.mapping.items() if ours in ("title", "text")}
    counted = Limited(stream, options.document_bytes, "more than {limit:,} bytes of it hold no record")
    try:
        for element in _records(cast("BinaryIO", counted), options.mapping):
            number += 1
            counted.renew()
            item = record(_fields(element, worded), f"{place}:{number}", options)
            _let_go(element)
            if number == 1:
                held.append(item)
            else:
                yield from held
                held.clear()
                yield item
    except etree.XMLSyntaxError as error:
        yield from held
        yield Failure(place, f"it is no well-formed XML: {error.msg}", "mend it, or export it again")
        return
    except Excess as error:
        yield from held
        yield Failure(place, str(error), MAPPING)
        return
    yield from (_alone(item, place) for item in held)
    if not number:
        yield Failure(place, NO_RECORD, MAPPING)


def _alone(item: Item, place: str) -> Item:
    return replace(item, place=place)


def _records(stream: BinaryIO, mapping: Mapping[str, str]) -> Iterator[etree._Element]:
    titles = {mapping["title"].lower()} if "title" in mapping else TITLES
    texts = {mapping["text"].lower()} if "text" in mapping else frozenset(NAMES["text"])
    parsing = etree.iterparse(
        stream, events=("end",), resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True,
        load_dtd=False, remove_pis=True,
    )  # fmt: skip
    for _, element in parsing:
        if not len(element):
            continue
        names = {_name(child) for child in element}
        if names & titles and names & texts and not names & MEMBERS:
            yield element


def _let_go(element: etree._Element) -> None:
    """Empty an element that was read, and drop the empty ones before it."""
    element.clear()
    around = element.getparent()
    if around is not None and len(around) > 1000:
        del around[0 : len(around) - 1]


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname.lower().replace("-", "_") if isinstance(element.tag, str) else ""


def _fields(element: etree._Element, worded: Collection[str]) -> dict[str, str]:
    """Return the record's fields, those of the elements around it behind its own; a lead goes before the text.

    Those of the names `worded` may have words marked up in them.
    """
    fields: dict[str, str] = {}
    lead = ""
    language = ""
    around: etree._Element | None = element
    while around is not None:
        language = language or next((value for key in LANGUAGE if (value := around.get(key, ""))), "")
        for child in around:
            name = _name(child)
            value = child.get("href", "") if name == "link" else ""
            if not len(child):
                value = child.text or value
            elif name in worded and around is element:
                value = _marked_up(child)
            if name == "lead" and around is element:
                lead = value
            elif name in ISSUERS and len(child):
                fields.setdefault("issuer", _in_language(child, language))
            elif name and value.strip() and name not in fields and (around is element or name not in NAMES["text"]):
                fields[name] = value
        around = around.getparent()
    if language:
        fields.setdefault("lang", language)
    text = next((name for name in NAMES["text"] if name in fields), "")
    if lead and text:
        fields[text] = f"{lead}\n\n{fields[text]}"
    empty = {_name(child): "" for child in element if _name(child) in MAIN_TEXTS}
    return empty | {key: value for key, value in fields.items() if value}


def _marked_up(element: etree._Element) -> str:
    """Return what an element holds with the marks in it; entities, which are never looked up, are left out."""
    parts = (etree.tostring(c, encoding="unicode") if isinstance(c.tag, str) else c.tail or "" for c in element)
    return "".join([element.text or "", *parts])


def _in_language(element: etree._Element, language: str) -> str:
    """Return the name that an element holds, in the language of the record where there are several."""
    names = [child for child in element if _name(child) in ("name", "title") and child.text]
    own = [child for child in names if any(child.get(key, "") == language for key in LANGUAGE)]
    return next((child.text or "" for child in own or names), "").strip()
