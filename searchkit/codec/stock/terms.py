"""The terms of a segment as Whoosh asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh.codec.base import FieldCursor, TermsReader
from whoosh.reading import TermInfo

from searchkit.codec.reader import SegmentReader
from searchkit.codec.stock.fields import TermField, term_fields
from searchkit.codec.stock.matcher import ArrayMatcher


class ArrayTerms(TermsReader):  # type: ignore[misc]
    """Terms of all fields, by field and bytes."""

    def __init__(self, reader: SegmentReader) -> None:
        self._fields = term_fields(reader)

    def indexed_field_names(self) -> list[str]:
        """Return the fields that have terms."""
        return sorted(self._fields)

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._find(*term) is not None

    def _find(self, field: str, text: bytes) -> int | None:
        found = self._fields.get(field)
        if found is None:
            return None
        number = found.at_least(text)
        return number if number < len(found) and found.term(number) == text else None

    def _known(self, field: str, text: bytes) -> tuple[TermField, int]:
        number = self._find(field, text)
        if number is None:
            raise KeyError(f"No term {field}:{text!r}")  # as Whoosh's own codec does; its reader counts on it
        return self._fields[field], number

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Yield all terms, fields in order of their names."""
        return self.terms_from("", b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Yield the terms from `prefix` of a field on, then those of the fields behind it."""
        for name in self.indexed_field_names():
            if name >= fieldname:
                field = self._fields[name]
                for number in range(field.at_least(prefix) if name == fieldname else 0, len(field)):
                    yield name, field.term(number)

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield all terms with what is known of each."""
        return self.items_from("", b"")

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield the terms as `terms_from` does, with what is known of each."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Return the statistics of a term."""
        field, number = self._known(fieldname, text)
        return field.info(number)

    def frequency(self, fieldname: str, text: bytes) -> float:
        """Return how often a term occurs."""
        weight: float = self.term_info(fieldname, text).weight()
        return weight

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Return the number of documents that have a term, deleted ones too."""
        field, number = self._known(fieldname, text)
        return len(field.postings(number).docs)

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ArrayMatcher:
        """Return a matcher over the postings of a term."""
        field, number = self._known(fieldname, text)
        return ArrayMatcher((fieldname, text), field.postings(number), field.info(number), format_, scorer)

    def cursor(self, fieldname: str, fieldobj: Any) -> ArrayCursor:
        """Return a cursor over the terms of a field, which the segment may be without."""
        return ArrayCursor(self._fields.get(fieldname), fieldobj)


class ArrayCursor(FieldCursor):  # type: ignore[misc]
    """Goes through the terms of one field."""

    def __init__(self, field: TermField | None, fieldobj: Any) -> None:
        self._field, self._fieldobj = field, fieldobj
        self._at = 0

    def first(self) -> Any:
        """Go to the first term."""
        self._at = 0
        return self.text()

    def find(self, string: str | bytes) -> Any:
        """Go to the first term that is not less than `string`."""
        key = string if isinstance(string, bytes) else string.encode("utf-8", "surrogatepass")
        self._at = self._field.at_least(key) if self._field else 0
        return self.text()

    def next(self) -> Any:
        """Go to the next term."""
        self._at += 1
        return self.text()

    def text(self) -> Any:
        """Return the current term, None behind the last one."""
        return self._fieldobj.from_bytes(self._field.term(self._at)) if self._field and self.is_valid() else None

    def term_info(self) -> TermInfo | None:
        """Return the statistics of the current term."""
        return self._field.info(self._at) if self._field and self.is_valid() else None

    def is_valid(self) -> bool:
        """Return whether there is a current term."""
        return self._field is not None and self._at < len(self._field)
