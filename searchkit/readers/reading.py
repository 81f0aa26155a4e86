"""One entrance for all formats: detect, then hand to the format's reader."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from searchkit.readers.decoding import encodable
from searchkit.readers.detection import detect
from searchkit.readers.document import Failure, Item, RawDocument
from searchkit.readers.mapping import beside
from searchkit.readers.options import ReadOptions
from searchkit.readers.plaintext import document, sidecar
from searchkit.readers.streams import Excess, held, rejoined

HEAD = 4096
EMPTY = "it is empty"
NOTHING = "it holds no release"
CUT_OFF = "leave it out, or see whether it was cut off"
READERS = {
    "jsonl": ("jsonlines", "read_json_lines"),
    "json": ("jsonlines", "read_json"),
    "csv": ("tables", "read_table"),
    "xml": ("xml", "read_xml"),
    "html": ("webpage", "read_page"),
    "pdf": ("pdf", "read_pdf"),
    "rtf": ("office", "read_rtf"),
    "docx": ("word", "read_docx"),
    "odt": ("office", "read_odt"),
    "mail": ("mail", "read_mail"),
    "mbox": ("mail", "read_mbox"),
    "markdown": ("markdown", "read_markdown"),
    "text": ("plaintext", "read_text"),
}
STREAMED = frozenset({"jsonl", "csv", "xml", "mbox"})
MAPPED = frozenset({"jsonl", "json", "csv", "xml"})
MAILS = frozenset({"mail", "mbox"})
"""Formats whose readers are told how to read what is attached."""
ARCHIVES = frozenset({"zip", "tar", "gzip", "bzip2", "xz"})
UNREADABLE = {
    "ole": ("it is in the old binary format of Office", "save it as .docx or as text"),
    "7z": ("7z archives cannot be read", "pack it as zip or tar"),
    "rar": ("rar archives cannot be read", "pack it as zip or tar"),
    "picture": ("it is a picture", "recognise its text first, or leave it out"),
}
"""Formats that are known but not read: why, and what to do."""
STANDARD_INPUT = "-"


def read(path: str | Path, options: ReadOptions | None = None) -> Iterator[Item]:
    """Yield what the file at `path` holds: documents, and failures for what cannot be read. Never raises for content.

    Collections (JSON lines, tables, archives) are streamed: one record is held at a time. "-" is the standard input.
    """
    options = options or ReadOptions()
    place = str(path)
    if place == STANDARD_INPUT:
        yield from read_stream(sys.stdin.buffer, place, place, options, 1)
        return
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 – the plain path has 0.25 ms
            yield from read_stream(stream, place, place, options)
    except OSError as error:
        yield Failure(place, f"cannot be read: {error.strerror or error}", "check that it exists and may be read")


def read_stream(stream: BinaryIO, name: str, place: str, options: ReadOptions, depth: int = 0) -> Iterator[Item]:
    """Yield what an open file called `name` holds; `depth` counts the archives around it.

    The stream need not be seekable. Files beside it (sidecars, mappings) are looked for only at depth 0.
    """
    try:
        head = stream.read(HEAD)
    except Exception as error:
        yield _damaged(place, "", error)
        return
    if not head:
        yield Failure(place, EMPTY, CUT_OFF)
        return
    kind = detect(head, name)
    if options.begun is not None and (failure := options.begun(place, kind)) is not None:
        yield failure
        return
    if kind == "text":
        try:
            item = _text(stream, head, place, options, depth)
        except Exception as error:
            item = _damaged(place, "text", error)
        yield _checked(item, options)
        return
    if depth == 0 and (kind in MAPPED or kind in ARCHIVES):
        options, failure = beside(place, options)
        if failure is not None:
            yield failure
    yield from _whole(kind, rejoined(head, stream), name, place, options, depth)


def _whole(kind: str, stream: BinaryIO, name: str, place: str, options: ReadOptions, depth: int) -> Iterator[Item]:
    """Yield what a file of a known format holds; where that is nothing at all, a failure that says so."""
    nothing = True
    try:
        for item in _dispatch(kind, stream, name, place, options, depth):
            nothing = False
            yield _checked(item, options)
    except Exception as error:
        nothing = False
        yield _damaged(place, kind, error)
    if nothing:
        yield Failure(place, NOTHING, CUT_OFF)


def _damaged(place: str, kind: str, error: Exception) -> Failure:
    if isinstance(error, RecursionError):
        return Failure(place, f"the {kind or 'file'} is nested too deeply", "leave it out, or flatten it")
    if isinstance(error, MemoryError):
        return Failure(place, f"the {kind or 'file'} does not fit into memory", "split it, or leave it out")
    if isinstance(error, Excess):
        return Failure(place, str(error), "is it a bomb? unpack it by hand if you trust it")
    form = f" as {kind}" if kind else ""
    return Failure(
        place,
        f"cannot be read{form}: {error or type(error).__name__}",
        "it may be damaged: get it again, or leave it out",
    )


def _checked(item: Item, options: ReadOptions) -> Item:
    """Return the document without lone surrogates in its text and fields; a failure where it is too long."""
    if isinstance(item, Failure):
        return item
    if len(item.text) > options.text_chars or item.text.count("\n") > options.lines:
        reason = f"a text of more than {options.text_chars:,} characters or {options.lines:,} lines is no release"
        return Failure(item.place, reason, "split it, or leave it out")
    text = encodable(item.text)
    fields = item.metadata
    if not all(map(str.isascii, fields.values())):
        fields = {key: encodable(value) for key, value in fields.items()}
    return item if text is item.text and fields is item.metadata else replace(item, text=text, metadata=fields)


def _text(stream: BinaryIO, head: bytes, place: str, options: ReadOptions, depth: int) -> Item:
    content = head + stream.read(options.document_bytes) if len(head) == HEAD or depth else head
    if len(content) > options.document_bytes:
        return _too_large(place, options)
    item = document(content, place, options)
    if depth == 0 and isinstance(item, RawDocument) and not item.metadata and (fields := sidecar(place, options)):
        return replace(item, metadata={k: v for k, v in fields.items() if k != "text"})
    return item


def _dispatch(kind: str, stream: BinaryIO, name: str, place: str, options: ReadOptions, depth: int) -> Iterator[Item]:
    if kind in UNREADABLE:
        yield Failure(place, *UNREADABLE[kind])
        return
    if kind in ARCHIVES:
        archives = import_module("searchkit.readers.archives")
        opened: Iterator[Item] = archives.read_archive(kind, stream, name, place, options, depth, read_stream)
        yield from opened
        return
    if kind not in STREAMED:
        stream = held(stream, options.document_bytes)
        if stream.seek(0, io.SEEK_END) > options.document_bytes:
            yield _too_large(place, options)
            return
        stream.seek(0)
    module, function = READERS[kind]
    reader = getattr(import_module(f"searchkit.readers.{module}"), function)
    found: Iterator[Item] = reader(stream, place, options, *((read_stream,) if kind in MAILS else ()))
    yield from found


def _too_large(place: str, options: ReadOptions) -> Failure:
    return Failure(place, f"it is larger than {options.document_bytes >> 20} MB", "split it, or leave it out")
