"""What a container (an archive, a mail) calls to read a document that lies within it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

from searchkit.readers.document import Item
from searchkit.readers.options import ReadOptions

Nested = Callable[[BinaryIO, str, str, ReadOptions, int], Iterator[Item]]
"""Takes the document, its name, its place, the options, how many containers are around it (`reading.read_stream`)."""
