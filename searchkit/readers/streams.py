"""Streams that can only be read once, made to fit what the readers ask of a file."""

from __future__ import annotations

import io
from typing import BinaryIO, cast


class Rejoined(io.RawIOBase):
    """A stream whose first bytes were read to look at them, whole again."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        super().__init__()
        self._head, self._stream = head, stream

    def readable(self) -> bool:  # noqa: D102
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer, from the first bytes as long as there are some."""
        if self._head:
            data, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        else:
            data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


class Excess(OSError):
    """A stream gives more than the limits allow."""


class Limited(io.RawIOBase):
    """A stream that counts what is read (bytes) and stops at a limit; `renew` begins the count anew."""

    def __init__(self, stream: BinaryIO, limit: int, reason: str = "it unpacks to more than {limit:,} bytes") -> None:
        super().__init__()
        self._stream, self._limit, self._reason = stream, limit, reason
        self.count = 0

    def readable(self) -> bool:  # noqa: D102
        return True

    def renew(self) -> None:
        """Begin the count anew."""
        self.count = 0

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer; raise `Excess` beyond the limit."""
        data = self._stream.read(len(buffer))
        self.count += len(data)
        if self.count > self._limit:
            raise Excess(self._reason.format(limit=self._limit))
        buffer[: len(data)] = data
        return len(data)


def rejoined(head: bytes, stream: BinaryIO) -> BinaryIO:
    """Return the stream from its start on, of which `head` was read already."""
    if stream.seekable():
        stream.seek(0)
        return stream
    return cast("BinaryIO", io.BufferedReader(Rejoined(head, stream), 1 << 16))


def held(stream: BinaryIO, limit: int) -> BinaryIO:
    """Return a stream that can be sought in: itself, or its content in memory.

    Raises:
        ValueError: it holds more than `limit` bytes.
    """
    if stream.seekable():
        return stream
    content = stream.read(limit + 1)
    if len(content) > limit:
        raise ValueError(f"what is read from a stream or an archive may have {limit >> 20} MB")
    return io.BytesIO(content)
