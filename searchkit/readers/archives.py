"""gzip, zip and tar, read member by member; nothing is unpacked to disk."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from typing import BinaryIO, cast

from searchkit.readers.document import Failure, Item
from searchkit.readers.options import ReadOptions

Nested = Callable[[BinaryIO, str, str, ReadOptions, int], Iterator[Item]]
BOMB = "is it a bomb? unpack it by hand if you trust it"


class Excess(OSError):
    """An archive unpacks to more than the limits allow."""


class Limited(io.RawIOBase):
    """A stream that counts what is read and stops at a limit (bytes)."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        super().__init__()
        self._stream, self._limit, self.count = stream, limit, 0

    def readable(self) -> bool:  # noqa: D102
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer; raise `Excess` beyond the limit."""
        data = self._stream.read(len(buffer))
        self.count += len(data)
        if self.count > self._limit:
            raise Excess(f"it unpacks to more than {self._limit:,} bytes")
        buffer[: len(data)] = data
        return len(data)


def read_archive(  # noqa: PLR0917
    kind: str, stream: BinaryIO, name: str, place: str, options: ReadOptions, depth: int, nested: Nested
) -> Iterator[Item]:
    """Yield what the members hold, with places like `file!member`."""
    if depth >= options.nesting:
        yield Failure(place, f"archives lie more than {options.nesting} deep in it", BOMB)
        return
    if kind == "zip":
        yield from _zip(stream, place, options, depth, nested)
    elif kind == "tar":
        yield from _tar(stream, place, options, depth, nested)
    else:
        yield from _gzip(stream, name, place, options, depth, nested)


def _gzip(stream: BinaryIO, name: str, place: str, options: ReadOptions, depth: int, nested: Nested) -> Iterator[Item]:  # noqa: PLR0917
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    inner = name.removesuffix(".gz").replace(".tgz", ".tar")
    limit = min(options.archive_bytes, size * options.ratio + (1 << 20))
    with gzip.GzipFile(fileobj=stream) as unpacked:
        source = io.BufferedReader(Limited(cast("BinaryIO", unpacked), limit))
        head = source.peek(512)[:512]
        if head[257:262] == b"ustar":
            yield from _tar(cast("BinaryIO", source), place, options, depth, nested)
        else:
            yield from nested(
                cast("BinaryIO", source), inner, f"{place}!{inner.rpartition('/')[2]}", options, depth + 1
            )


def _zip(stream: BinaryIO, place: str, options: ReadOptions, depth: int, nested: Nested) -> Iterator[Item]:
    with zipfile.ZipFile(stream) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if any(member.filename == "word/document.xml" for member in members):
            yield from _office("read_docx", stream, place, options)
            return
        if any(member.filename == "content.xml" for member in members):
            yield from _office("read_odt", stream, place, options)
            return
        total = 0
        for number, member in enumerate(members):
            where = f"{place}!{member.filename}"
            total += member.file_size
            if number >= options.members or total > options.archive_bytes:
                yield Failure(place, "it holds more than the limits for archives allow", BOMB)
                return
            if _hidden(member.filename):
                continue
            if member.flag_bits & 1:
                yield Failure(where, "it is encrypted", "unpack it with its password first")
                continue
            limit = min(options.archive_bytes, member.compress_size * options.ratio + (1 << 20))
            with archive.open(member) as unpacked:
                source = io.BufferedReader(Limited(cast("BinaryIO", unpacked), limit))
                yield from nested(cast("BinaryIO", source), member.filename, where, options, depth + 1)


def _tar(stream: BinaryIO, place: str, options: ReadOptions, depth: int, nested: Nested) -> Iterator[Item]:
    total = 0
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for number, member in enumerate(archive):
            total += member.size
            if number >= options.members or total > options.archive_bytes:
                yield Failure(place, "it holds more than the limits for archives allow", BOMB)
                return
            if not member.isfile() or _hidden(member.name):
                continue
            unpacked = archive.extractfile(member)
            if unpacked is not None:
                source = io.BufferedReader(Limited(cast("BinaryIO", unpacked), member.size))
                where = f"{place}!{member.name}"
                yield from nested(cast("BinaryIO", source), member.name, where, options, depth + 1)


def _hidden(name: str) -> bool:
    return name.rpartition("/")[2].startswith(".") or name.startswith("__MACOSX")


def _office(function: str, stream: BinaryIO, place: str, options: ReadOptions) -> Iterator[Item]:
    from searchkit.readers import office  # noqa: PLC0415

    stream.seek(0)
    yield from getattr(office, function)(stream, place, options)
