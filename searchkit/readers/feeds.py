"""RSS and Atom, of all their versions and with their usual faults, by feedparser."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import Any

from searchkit.readers.document import Failure, Item
from searchkit.readers.jsonlines import record
from searchkit.readers.options import ReadOptions

FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|channel)\b", re.IGNORECASE)
DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)


def is_feed(head: bytes) -> bool:
    """Return whether the beginning of an XML file is that of a feed."""
    return FEED.search(head[:1024]) is not None


def read_feed(content: bytes, place: str, options: ReadOptions) -> Iterator[Item]:
    """Yield a document for each entry. A date that cannot be read leaves its entry undated, with a note.

    A document type is cut off before parsing: with it go all entities of its own.
    """
    import feedparser  # noqa: PLC0415 – slow to import

    plain = DOCTYPE.sub(b"", content, count=1)
    found = feedparser.parse(io.BytesIO(plain), sanitize_html=False, resolve_relative_uris=False)
    if not found.entries:
        reason = str(found.get("bozo_exception", "")) if found.get("bozo") else ""
        yield Failure(place, f"the feed has no entries{': ' + reason if reason else ''}", "get the feed again")
        return
    source, language = str(found.feed.get("title", "")), str(found.feed.get("language", ""))
    for number, entry in enumerate(found.entries, 1):
        fields = _fields(entry)
        fields["feed" if "author" in fields else "source"] = source
        if language:
            fields.setdefault("language", language)
        yield record(fields, f"{place}:{number}", options)


def _fields(entry: Mapping[str, Any]) -> dict[str, str]:
    parts = [str(part.get("value", "")) for part in entry.get("content", ())]
    text = max([*parts, str(entry.get("summary", ""))], key=len)
    fields = {
        name: str(entry.get(ours, "")) for name, ours in (("title", "title"), ("url", "link"), ("author", "author"))
    }
    fields["text"] = text or fields["title"]
    if tags := ", ".join(str(tag.get("term", "")) for tag in entry.get("tags", ()) if tag.get("term")):
        fields["subjects"] = tags
    present = set(entry)  # to ask the entry itself for `updated` brings a warning and another field
    kind = next((kind for kind in ("published", "updated", "created") if kind in present), "")
    said = str(entry.get(kind, ""))
    date = _calendar(said) or _parsed(entry.get(f"{kind}_parsed"))
    fields["date"] = date or said
    return {key: value for key, value in fields.items() if value}


def _calendar(said: str) -> str:
    """Return the day that a date names where it was written, never the day it was in Greenwich then."""
    for parse in (dt.datetime.fromisoformat, parsedate_to_datetime):
        try:
            return parse(said).date().isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return ""


def _parsed(when: Any) -> str:
    try:
        return dt.date(*when[:3]).isoformat() if when else ""
    except (ValueError, TypeError):
        return ""
