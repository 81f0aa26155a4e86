"""The documents of a segment as Whoosh asks for them: lengths, stored fields, columns, deletions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh.codec.base import PerDocumentReader
from whoosh.columns import ColumnReader
from whoosh.util.numeric import byte_to_length, length_to_byte

from searchkit.codec.arrayfile import Array
from searchkit.codec.columns import NO_DATE, KeywordColumn, date_of
from searchkit.codec.reader import SegmentReader
from searchkit.codec.stock.schema import DATE, KEYWORDS, LENGTHS, column_number, midnight
from searchkit.codec.strings import to_bytes


class ArrayDocuments(PerDocumentReader):  # type: ignore[misc]
    """The releases of a segment by document number."""

    def __init__(self, reader: SegmentReader) -> None:
        self._reader = reader

    def doc_count(self) -> int:
        """Return the number of releases that are not deleted."""
        return len(self._reader)

    def doc_count_all(self) -> int:
        """Return the number of releases, deleted ones too."""
        return self._reader.doc_count

    def has_deletions(self) -> bool:
        """Return whether any release is deleted."""
        return self._reader.live is not None

    def is_deleted(self, docnum: int) -> bool:
        """Return whether a release is deleted."""
        live = self._reader.live  # Whoosh also asks for the document behind the last one
        return live is not None and docnum < len(live) and not live[docnum]

    def deleted_docs(self) -> Iterator[int]:
        """Return the deleted releases."""
        return iter([] if self._reader.live is None else np.flatnonzero(~self._reader.live).tolist())

    def all_doc_ids(self) -> Iterator[int]:
        """Return the releases that are not deleted."""
        return iter(self._reader.live_docs.tolist())

    def supports_columns(self) -> bool:
        """Say that there are columns."""
        return True

    def has_column(self, fieldname: str) -> bool:
        """Return whether a field has a column."""
        return fieldname == DATE or fieldname in KEYWORDS

    def list_columns(self) -> list[str]:
        """Return the fields that have a column."""
        return [*KEYWORDS, DATE]

    def column_reader(self, fieldname: str, column: Any) -> ColumnReader:
        """Return the values of a field by document."""
        if fieldname == DATE:
            return DateValues(self._reader.dates, column.default_value())
        return KeywordValues(self._reader.keyword(fieldname), self._reader.doc_count)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int | None:
        """Return a field's length in a release, rounded as stock Whoosh stores it, so that scores are the same."""
        if fieldname not in LENGTHS:
            return default
        length = int(self._lengths(fieldname)[docnum])
        rounded: int | None = byte_to_length(length_to_byte(length)) if length else None
        return rounded

    def field_length(self, fieldname: str) -> int:
        """Return the length of a field in all releases."""
        return int(self._lengths(fieldname).sum(dtype=np.int64)) if fieldname in LENGTHS else 0

    def min_field_length(self, fieldname: str) -> int:
        """Return the least length of a field."""
        return int(self._lengths(fieldname).min()) if fieldname in LENGTHS else 0

    def max_field_length(self, fieldname: str) -> int:
        """Return the greatest length of a field."""
        return int(self._lengths(fieldname).max()) if fieldname in LENGTHS else 0

    def _lengths(self, fieldname: str) -> Array:
        return self._reader[LENGTHS[fieldname]]

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """Return the stored fields of a release; those without a value are left out."""
        release = self._reader.release(docnum)
        fields = {
            "text": release.text,
            "title": release.title,
            **{name: self._reader.keyword(name).value(docnum) for name in KEYWORDS},
            DATE: midnight(release.date) if release.date else None,
        }
        return {name: value for name, value in fields.items() if value}


class KeywordValues(ColumnReader):  # type: ignore[misc]
    """The values of a keyword field as bytes, by document."""

    def __init__(self, column: KeywordColumn, docs: int) -> None:
        self._column, self._doccount = column, docs

    def __getitem__(self, docnum: int) -> bytes:
        return to_bytes(self._column.value(docnum))

    def set_reverse(self) -> None:
        """Refuse as `VarBytesColumn` does: Whoosh sorts the other way round by itself."""
        raise NotImplementedError


class DateValues(ColumnReader):  # type: ignore[misc]
    """The dates as numbers that sort, by document."""

    def __init__(self, dates: Array, default: int) -> None:
        self._dates, self._default, self._doccount = dates, default, len(dates)
        self._reverse = False

    def __getitem__(self, docnum: int) -> int:
        day = int(self._dates[docnum])
        date = date_of(day) if day != NO_DATE else None
        return column_number(midnight(date)) if date else self._default

    def sort_key(self, docnum: int) -> int:
        """Return what to sort a document by."""
        return -self[docnum] if self._reverse else self[docnum]

    def set_reverse(self) -> None:
        """Sort the other way round from now on."""
        self._reverse = True
