"""JSON: one record a line, or one value that holds records."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any, BinaryIO

from searchkit.readers.decoding import Undecodable, decode, mend
from searchkit.readers.document import Failure, Item, RawDocument
from searchkit.readers.fields import MAIN_TEXTS, mapped, strings
from searchkit.readers.markup import plain
from searchkit.readers.options import ReadOptions

NO_TEXT = "the record has no text"
SHOWN, LONGEST = 12, 200
"""So many fields of a record, and characters of their names, are told."""
MAPPING = "name the field that holds it, as in --map text=FIELD, or leave the file out"
EMPTIED = "collect it again from where it comes, or leave it out; --map text=FIELD takes the text from another field"


def read_json_lines(stream: BinaryIO, place: str, options: ReadOptions) -> Iterator[Item]:
    """Yield a document, or a failure, for each line that is not blank; one line is held at a time."""
    number = 0
    while line := stream.readline(options.document_bytes):
        number += 1
        if not line.endswith(b"\n") and len(line) >= options.document_bytes:
            yield Failure(f"{place}:{number}", "the line is too long", "is it one record a line?")
            while line and not line.endswith(b"\n"):
                line = stream.readline(1 << 20)
            continue
        if line.strip():
            yield _line(line, f"{place}:{number}", options)


def _line(line: bytes, place: str, options: ReadOptions) -> Item:
    try:
        text, notes = decode(line)
        found = json.loads(text)
    except (Undecodable, ValueError, RecursionError) as error:
        return Failure(place, f"the line is no JSON: {error}", "mend the line or take it out")
    if not isinstance(found, dict):
        return Failure(place, "the line is no JSON object", "each line has to be one record")
    return record(found, place, options, notes)


def read_json(stream: BinaryIO, place: str, options: ReadOptions) -> Iterator[Item]:
    """Yield the documents of a JSON value: an object, a list of them, or an object that holds such a list."""
    try:
        text, notes = decode(stream.read())
        found = json.loads(text)
    except (Undecodable, ValueError, RecursionError) as error:
        yield Failure(place, f"it is no JSON: {error}", "mend it, or name it .jsonl if it has a record a line")
        return
    records = _records(found)
    if records is None:
        yield record(found, place, options, notes) if isinstance(found, dict) else Failure(place, NO_TEXT, MAPPING)
        return
    if records and not any(isinstance(item, dict) for item in records):
        reason = f"it is a list of {len(records):,} values and none of them is a record"
        yield Failure(place, reason, "leave it out, or make each entry a JSON object with a text")
        return
    for number, item in enumerate(records, 1):
        where = f"{place}:{number}"
        if isinstance(item, dict):
            yield record(item, where, options, notes)
        else:
            yield Failure(where, "it is no record", "each entry has to be a JSON object")


def _records(found: Any) -> list[Any] | None:
    if isinstance(found, list):
        return found
    if isinstance(found, dict):
        lists = [v for v in found.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
        if len(lists) == 1:
            return lists[0]
    return None


def record(found: Mapping[str, Any], place: str, options: ReadOptions, notes: tuple[str, ...] = ()) -> Item:
    """Return the document of a record, HTML in its text made plain."""
    flat = strings(found)
    fields = mapped(flat, options.mapping)
    text = fields.pop("text", "")
    text, notes = mend(plain(text), notes)
    if not text.strip():
        return _without_text(found, flat, place, options)
    if "title" in fields:
        fields["title"] = " ".join(plain(fields["title"]).split())
    return RawDocument(text, fields, place, notes, options.dates)


def _without_text(found: Mapping[str, Any], flat: Mapping[str, str], place: str, options: ReadOptions) -> Failure:
    """Return what to say of a record without text: whether the field is there and empty, or which fields there are."""
    texts = {options.mapping.get("text", "").lower(), *MAIN_TEXTS}
    if emptied := next((name for name in found if name.lower() in texts), ""):
        return Failure(place, f"the text of the record is empty (its field {emptied})", EMPTIED)
    return Failure(place, f"{NO_TEXT}; it has {fields_told(flat)}" if flat else NO_TEXT, MAPPING)


def fields_told(names: Collection[str]) -> str:
    """Return the first names of some fields, as they are told where none of them holds a text."""
    return (", ".join([*names][:SHOWN]) + (", …" if len(names) > SHOWN else ""))[:LONGEST]
