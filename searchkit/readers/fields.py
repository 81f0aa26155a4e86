"""Which field of a record is the title, the date, the text: by the user's mapping, else by its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "subject", "name", "description"),
    "date": (
        "date", "published", "published_on", "published_at", "pubdate", "date_published", "publication_date",
        "release_date", "date_str", "datetime", "issued", "created", "created_at", "updated",
    ),
    "text": ("text", "body", "content", "full_text", "article", "content_encoded", "encoded", "description", "summary"),
    "url": ("url", "link", "permalink", "url_metadata", "href", "document"),
    "source": ("issuer", "member.name", "organization", "organisation", "publisher", "agency", "office",
               "prime_minister", "source", "issuer.name"),
    "author": ("author", "byline", "creator", "author.name"),
    "language": ("language", "lang"),
    "place": ("place", "city", "location"),
}  # fmt: skip

MAIN_TEXTS = frozenset(NAMES["text"]) - {"description", "summary"}
"""Fields that hold the text and nothing else: where one is there and empty, the text is what is missing."""


def strings(record: Mapping[Any, Any], prefix: str = "", depth: int = 0) -> dict[str, str]:
    """Return the record's scalar values as strings; fields of a record inside are named `outer.inner`."""
    return dict(_flat(record, prefix, depth))


def _flat(record: Mapping[Any, Any], prefix: str, depth: int) -> Iterator[tuple[str, str]]:
    for key, value in record.items():
        name = f"{prefix}{key}"
        if isinstance(value, str):
            yield name, value
        elif isinstance(value, Mapping):
            if depth < 4:
                yield from _flat(value, f"{name}.", depth + 1)
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            yield name, str(value)
        elif isinstance(value, list) and value and all(isinstance(part, str) for part in value):
            yield name, ", ".join(value)


@lru_cache(maxsize=1024)
def _folded(name: str) -> str:
    """Return the name of a field without what is written in more than one way."""
    return name.lower().replace("-", "_").replace(" ", "_").replace(":", "_")


def mapped(record: Mapping[str, str], mapping: Mapping[str, str]) -> dict[str, str]:
    """Return the record under our names, and what is left of it under its own.

    A field is taken from where `mapping` (ours to theirs) says; without that, or where nothing is, it is the first of
    `NAMES` that is there and not empty. An address in `source` is no issuer.
    """
    folded = {_folded(key): key for key in reversed(list(record))}
    out, used = {}, set[str]()
    for ours, names in NAMES.items():
        wanted = (mapping[ours], *names) if ours in mapping else names
        for name in wanted:
            key = name if name in record else folded.get(name, "")
            value = record.get(key, "").strip()
            if not value or key in used or (ours == "source" and value.startswith(("http://", "https://"))):
                continue
            out[ours] = value
            used.add(key)
            break
    return out | {key: value for key, value in record.items() if key not in used and key not in out and value}
