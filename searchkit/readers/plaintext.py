"""Plain text: bare, with a leading `date YYYY-MM-DD`, or with YAML front matter."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from typing import BinaryIO

from searchkit.readers.companions import sidecar_file
from searchkit.readers.decoding import Undecodable, decode
from searchkit.readers.document import Failure, Item, RawDocument
from searchkit.readers.fields import mapped, strings
from searchkit.readers.options import ReadOptions

SIDECAR = 1 << 20
MARKER = re.compile(r"\s*date (\d{4}-\d{2}-\d{2})(?=\s)\s*")
FRONT = re.compile(r"---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)


def read_text(stream: BinaryIO, place: str, options: ReadOptions) -> Iterator[Item]:
    """Yield the one document of a text file."""
    yield document(stream.read(), place, options)


def document(content: bytes, place: str, options: ReadOptions) -> Item:
    """Return the document that the bytes of a text file hold."""
    try:
        text, notes = decode(content)
    except Undecodable as error:
        return Failure(place, str(error), "convert it to UTF-8 text, or leave it out")
    metadata: dict[str, str] = {}
    if match := MARKER.match(text):
        metadata["date"] = match[1]
        text = text[match.end() :]
    elif text.startswith("---") and (match := FRONT.match(text)):
        found, problem = _front_matter(match[1])
        if problem:
            notes = (*notes, problem)
        else:
            metadata = mapped(found, options.mapping)
            text = text[match.end() :]
    if not text or text.isspace():
        return Failure(place, "there is no text in it", "leave it out, or see whether it was cut off")
    return RawDocument(text, metadata, place, notes, options.dates)


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    import yaml  # noqa: PLC0415 – only files with front matter need it

    try:
        found = yaml.load(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        return {}, "front matter is no YAML, kept as text"
    return (strings(found), "") if isinstance(found, dict) else ({}, "front matter has no fields, kept as text")


def sidecar(place: str, options: ReadOptions) -> dict[str, str]:
    """Return the fields of the JSON file of the same name beside a text file; none where there is none."""
    path = sidecar_file(place)
    if not os.access(path, os.F_OK):  # there seldom is one, and to ask so costs a fifth of opening what is not there
        return {}
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            found = json.loads(file.read(SIDECAR))
    except (OSError, ValueError, RecursionError):
        return {}
    return mapped(strings(found), options.mapping) if isinstance(found, dict) else {}
