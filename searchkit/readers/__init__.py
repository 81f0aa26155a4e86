"""Bytes to documents: one module a format, one entrance for all. Nothing here raises for bad content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from searchkit.faces import Face

if TYPE_CHECKING:
    from searchkit.readers import office as office
    from searchkit.readers import webpage as webpage
    from searchkit.readers import word as word
    from searchkit.readers.detection import suffix_of as suffix_of
    from searchkit.readers.document import Failure as Failure
    from searchkit.readers.document import RawDocument as RawDocument
    from searchkit.readers.mapping import parse_mapping as parse_mapping
    from searchkit.readers.options import ReadOptions as ReadOptions
    from searchkit.readers.ordering import FolderOrders as FolderOrders
    from searchkit.readers.ordering import date_order as date_order
    from searchkit.readers.ordering import is_ambiguous as is_ambiguous
    from searchkit.readers.reading import STANDARD_INPUT as STANDARD_INPUT
    from searchkit.readers.reading import read as read
    from searchkit.readers.reading import read_stream as read_stream
    from searchkit.readers.walking import walk as walk
else:
    __getattr__ = Face(
        __name__,
        {
            "detection": ["suffix_of"],
            "document": ["Failure", "RawDocument"],
            "mapping": ["parse_mapping"],
            "options": ["ReadOptions"],
            "ordering": ["FolderOrders", "date_order", "is_ambiguous"],
            "reading": ["STANDARD_INPUT", "read", "read_stream"],
            "walking": ["walk"],
        },
        modules=("office", "webpage", "word"),
    )
