"""gzip, bzip2, xz, zip and tar, read member by member; nothing is unpacked to disk."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from searchkit import readers
from searchkit.readers.detection import passed_over
from searchkit.readers.document import Failure, Item
from searchkit.readers.nested import Nested
from searchkit.readers.options import ReadOptions
from searchkit.readers.streams import Limited, held, rejoined

BOMB = "is it a bomb? unpack it by hand if you trust it"
TOO_MUCH = "it holds more than the limits for archives allow"
SUFFIXES = {"gzip": (".gz", ".tgz"), "bzip2": (".bz2", ".tbz2", ".tbz"), "xz": (".xz", ".txz")}
SLACK = 1 << 20
"""A member may unpack to so many bytes whatever its size."""
DICTIONARY = 512 << 20
"""Memory (bytes) that unpacking xz may take."""
OFFICE = {"word/document.xml": ("word", "read_docx"), "content.xml": ("office", "read_odt")}
OTHER_OFFICE = ("xl/workbook.xml", "ppt/presentation.xml", "xl/workbook.bin")


def read_archive(
    kind: str, stream: BinaryIO, name: str, place: str, options: ReadOptions, depth: int, nested: Nested
) -> Iterator[Item]:
    """Yield what the members hold, with places like `file!member`."""
    if depth >= options.nesting + 1:
        yield Failure(place, f"archives lie more than {options.nesting} deep in it", BOMB)
        return
    if kind == "zip":
        yield from _zip(held(stream, options.document_bytes), place, options, depth, nested)
    elif kind == "tar":
        yield from _tar(stream, place, options, depth, nested)
    else:
        yield from _packed(kind, stream, name, place, options, depth, nested)


def _packed(
    kind: str, stream: BinaryIO, name: str, place: str, options: ReadOptions, depth: int, nested: Nested
) -> Iterator[Item]:
    """Yield what one packed stream holds: a tar's members at the archive's own place, anything else at `!name`."""
    limit = options.archive_bytes
    if stream.seekable():
        limit = min(limit, stream.seek(0, io.SEEK_END) * options.ratio + SLACK)
        stream.seek(0)
    source = cast("BinaryIO", io.BufferedReader(Limited(_opened(kind, stream), limit), 1 << 16))
    head = source.read(512)
    whole = rejoined(head, source) if not source.seekable() else source
    if head[257:262] == b"ustar":
        yield from _tar(whole, place, options, depth, nested)
        return
    inner = name
    for suffix in SUFFIXES[kind]:
        if name.lower().endswith(suffix):
            inner = name[: -len(suffix)] or name
    yield from nested(whole, inner, f"{place}!{inner.rpartition('/')[2]}", options, depth + 1)


def _opened(kind: str, stream: BinaryIO) -> BinaryIO:
    if kind == "gzip":
        return cast("BinaryIO", gzip.GzipFile(fileobj=stream))
    return cast("BinaryIO", bz2.BZ2File(stream) if kind == "bzip2" else Xz(stream))


class Xz(io.RawIOBase):
    """A stream of xz, unpacked within `DICTIONARY` bytes of memory."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream
        self._unpacking = lzma.LZMADecompressor(memlimit=DICTIONARY)

    def readable(self) -> bool:  # noqa: D102
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer; raise `EOFError` where the stream is cut off."""
        data = b""
        while not data and not self._unpacking.eof:
            packed = self._stream.read(1 << 16) if self._unpacking.needs_input else b""
            if not packed and self._unpacking.needs_input:
                raise EOFError("it is cut off")
            data = self._unpacking.decompress(packed, len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _zip(stream: BinaryIO, place: str, options: ReadOptions, depth: int, nested: Nested) -> Iterator[Item]:
    with zipfile.ZipFile(stream) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        names = {member.filename for member in members}
        if reader := next((OFFICE[name] for name in OFFICE if name in names), None):
            if sum(member.file_size for member in members) > options.document_bytes:
                yield Failure(place, TOO_MUCH, BOMB)
            else:
                yield from _office(*reader, stream, place, options)
            return
        if not names.isdisjoint(OTHER_OFFICE):
            yield Failure(place, "it is a spreadsheet or a set of slides", "save its text, or export it as CSV")
            return
        total = 0
        for number, member in enumerate(members):
            total += member.file_size
            if number >= options.members or total > options.archive_bytes:
                yield Failure(place, TOO_MUCH, BOMB)
                return
            if not _left_out(member.filename):
                yield from _member(archive, member, place, options, depth, nested)


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, place: str, options: ReadOptions, depth: int, nested: Nested
) -> Iterator[Item]:
    where = f"{place}!{member.filename}"
    if member.flag_bits & 1:
        yield Failure(where, "it is encrypted", "unpack it with its password first")
        return
    limit = min(options.archive_bytes, member.compress_size * options.ratio + SLACK)
    try:
        with archive.open(member) as unpacked:
            source = io.BufferedReader(Limited(cast("BinaryIO", unpacked), limit), 1 << 16)
            yield from nested(cast("BinaryIO", source), member.filename, where, options, depth + 1)
    except (zipfile.BadZipFile, NotImplementedError, OSError) as error:
        yield Failure(where, f"it cannot be unpacked: {error}", "get the archive again")


def _tar(stream: BinaryIO, place: str, options: ReadOptions, depth: int, nested: Nested) -> Iterator[Item]:
    total = number = 0
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        while (member := archive.next()) is not None:
            archive.members.clear()  # type: ignore[attr-defined] # it keeps all that it has passed
            number += 1
            total += member.size
            if number > options.members or total > options.archive_bytes:
                yield Failure(place, TOO_MUCH, BOMB)
                return
            if member.isfile() and not _left_out(member.name) and (unpacked := archive.extractfile(member)) is not None:
                source = io.BufferedReader(Limited(cast("BinaryIO", unpacked), member.size), 1 << 16)
                where = f"{place}!{member.name}"
                yield from nested(cast("BinaryIO", source), member.name, where, options, depth + 1)


def _left_out(member: str) -> bool:
    """Return whether a member is left out as a file in a folder would be."""
    name = member.rpartition("/")[2]
    return name.startswith(".") or member.startswith("__MACOSX") or bool(passed_over(name))


def _office(module: str, function: str, stream: BinaryIO, place: str, options: ReadOptions) -> Iterator[Item]:
    stream.seek(0)
    yield from getattr(getattr(readers, module), function)(stream, place, options)
