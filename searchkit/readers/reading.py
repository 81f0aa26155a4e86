"""One entrance for all formats: detect, then hand to the format's reader."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from searchkit.readers.detection import detect
from searchkit.readers.document import Failure, Item, RawDocument
from searchkit.readers.options import ReadOptions
from searchkit.readers.plaintext import document, sidecar

HEAD = 4096
EMPTY = "it is empty"
Reader = Callable[[BinaryIO, str, ReadOptions], Iterator[Item]]
READERS = {
    "jsonl": ("jsonlines", "read_json_lines"),
    "json": ("jsonlines", "read_json"),
    "csv": ("tables", "read_table"),
    "xml": ("xml", "read_xml"),
    "html": ("webpage", "read_page"),
    "pdf": ("pdf", "read_pdf"),
    "rtf": ("office", "read_rtf"),
    "docx": ("office", "read_docx"),
    "odt": ("office", "read_odt"),
    "mail": ("mail", "read_mail"),
    "mbox": ("mail", "read_mbox"),
    "text": ("plaintext", "read_text"),
}
STREAMED = frozenset({"jsonl", "csv", "xml", "mbox"})


def read(path: str | Path, options: ReadOptions | None = None) -> Iterator[Item]:
    """Yield what the file at `path` holds: documents, and failures for what cannot be read. Never raises for content.

    Collections (JSON lines, tables, archives) are streamed: one record is held at a time.
    """
    options = options or ReadOptions()
    place = str(path)
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 – the plain path has 0.25 ms
            yield from read_stream(stream, place, place, options)
    except OSError as error:
        yield Failure(place, f"cannot be read: {error.strerror or error}", "check that it exists and may be read")


def read_stream(stream: BinaryIO, name: str, place: str, options: ReadOptions, depth: int = 0) -> Iterator[Item]:
    """Yield what an open file called `name` holds; `depth` counts the archives around it."""
    head = stream.read(HEAD)
    if not head:
        yield Failure(place, EMPTY, "leave it out, or see whether it was cut off")
        return
    kind = detect(head, name)
    if kind == "text":
        try:
            item = _text(stream, head, place, options, depth)
        except Exception as error:
            item = Failure(place, f"cannot be read: {error or type(error).__name__}", "it may be damaged")
        yield item
        return
    try:
        whole = _rewound(stream, head, options.document_bytes)
        yield from _dispatch(kind, whole, name, place, options, depth)
    except Exception as error:
        yield Failure(place, f"cannot be read as {kind}: {error or type(error).__name__}", "it may be damaged")


def _rewound(stream: BinaryIO, head: bytes, limit: int) -> BinaryIO:
    if stream.seekable():
        stream.seek(0)
        return stream
    content = head + stream.read(limit)
    if len(content) > limit:
        raise ValueError(f"a member of an archive may unpack to {limit >> 20} MB")
    return io.BytesIO(content)


def _text(stream: BinaryIO, head: bytes, place: str, options: ReadOptions, depth: int) -> Item:
    content = head + stream.read(options.document_bytes) if len(head) == HEAD else head
    if len(content) > options.document_bytes:
        return _too_large(place, options)
    item = document(content, place, options)
    if depth == 0 and isinstance(item, RawDocument) and not item.metadata and (beside := sidecar(Path(place), options)):
        return RawDocument(item.text, {k: v for k, v in beside.items() if k != "text"}, place, item.notes, item.dates)
    return item


def _dispatch(kind: str, stream: BinaryIO, name: str, place: str, options: ReadOptions, depth: int) -> Iterator[Item]:  # noqa: PLR0917
    if kind in ("zip", "tar", "gzip"):
        archives = import_module("searchkit.readers.archives")
        opened: Iterator[Item] = archives.read_archive(kind, stream, name, place, options, depth, read_stream)
        yield from opened
        return
    if kind not in STREAMED and stream.seek(0, io.SEEK_END) > options.document_bytes:
        yield _too_large(place, options)
        return
    stream.seek(0)
    module, function = READERS[kind]
    reader: Reader = getattr(import_module(f"searchkit.readers.{module}"), function)
    yield from reader(stream, place, options)


def _too_large(place: str, options: ReadOptions) -> Failure:
    return Failure(place, f"it is larger than {options.document_bytes >> 20} MB", "split it, or leave it out")
