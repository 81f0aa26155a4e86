"""Bytes to documents: one module a format, one entrance for all. Nothing here raises for bad content."""

from searchkit.readers.document import Failure, RawDocument
from searchkit.readers.options import ReadOptions
from searchkit.readers.reading import read, read_stream
from searchkit.readers.walking import walk

__all__ = ["Failure", "RawDocument", "ReadOptions", "read", "read_stream", "walk"]
