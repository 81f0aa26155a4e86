"""Bytes to documents: one module a format, one entrance for all. Nothing here raises for bad content."""

from searchkit.readers.document import Failure, RawDocument
from searchkit.readers.mapping import parse_mapping
from searchkit.readers.options import ReadOptions
from searchkit.readers.ordering import date_order
from searchkit.readers.reading import STANDARD_INPUT, read, read_stream
from searchkit.readers.walking import walk

__all__ = [
    "STANDARD_INPUT",
    "Failure",
    "RawDocument",
    "ReadOptions",
    "date_order",
    "parse_mapping",
    "read",
    "read_stream",
    "walk",
]
