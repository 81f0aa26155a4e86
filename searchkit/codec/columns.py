"""Values of releases: keyword columns (a sorted table of values and each release's place in it), ids and dates."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Sequence
from functools import cached_property

import numpy as np

from searchkit.codec.arrayfile import Array, ArrayFile
from searchkit.codec.packing import narrowed
from searchkit.codec.strings import StringTable, pack_strings, to_bytes
from searchkit.model import DateOrigin, Release

KEYWORDS = ("id", "source", "place", "lang", "path", "url")
"""The keyword fields, by their names in queries."""
KEPT_KEYWORDS = KEYWORDS[1:]
"""Those that have a column of their own; the ids are kept as numbers."""
NO_DATE = -(1 << 31)
"""The day of releases without a date; less than any day."""
PRECISIONS = ("day", "month", "year")
_ORIGINS = {origin: repr(origin) for origin in DateOrigin}
_EPOCH = dt.date(1970, 1, 1).toordinal()


def day_of(date: dt.date | None) -> int:
    """Return the days since 1970-01-01, `NO_DATE` where there is no date."""
    return NO_DATE if date is None else date.toordinal() - _EPOCH


def date_of(day: int) -> dt.date | None:
    """Return the date that `day_of` had been given."""
    return None if day == NO_DATE else dt.date.fromordinal(day + _EPOCH)


def keywords_of(release: Release) -> tuple[str, ...]:
    """Return the values of the keyword fields."""
    return release.id, release.source, release.place, release.language, release.path, release.url


def stamp_of(release: Release) -> int:
    """Return 32 bits over what a release says besides its text and where it lies: they change with its edition."""
    said = (
        release.date_precision,
        release.place,
        release.url,
        release.language,
        sorted(release.metadata.items()),
    )
    return zlib.crc32(to_bytes(f"({release.title!r}, {_ORIGINS[release.date_origin]}, {repr(said)[1:]}"))


def pack_keyword(name: str, values: Sequence[bytes]) -> dict[str, Array]:
    """Return the arrays of a keyword column of these values, by release."""
    unique = sorted(set(values))
    number = {value: i for i, value in enumerate(unique)}
    ordinals = np.fromiter(map(number.__getitem__, values), np.uint32, len(values))
    return keyword_arrays(name, pack_strings(unique), ordinals)


def keyword_arrays(name: str, values: tuple[Array, Array], ordinals: Array) -> dict[str, Array]:
    """Return the arrays of a keyword column: sorted values, and the place of each release's value among them."""
    blob, offsets = values
    return {
        f"{name}_blob": blob,
        f"{name}_offsets": offsets,
        f"{name}_ordinals": narrowed(ordinals),
    }


class KeywordColumn:
    """A keyword column: `values` (sorted table) and `ordinals` (unsigned, by release: place in the table)."""

    def __init__(self, values: StringTable, ordinals: Array) -> None:
        self.values = values
        self.ordinals = ordinals

    @cached_property
    def _by_value(self) -> tuple[Array, Array]:
        """The releases in the order of their values (uint32), and where those of each value begin."""
        starts = np.zeros(len(self.values) + 1, np.int64)
        np.cumsum(np.bincount(self.ordinals, minlength=len(self.values)), out=starts[1:])
        return np.argsort(self.ordinals, kind="stable").astype(np.uint32), starts

    def value(self, doc: int) -> str:
        """Return the value of a release."""
        return self.values[int(self.ordinals[doc])]

    def docs(self, values: range) -> Array:
        """Return the releases whose values stand at these places of the table (uint32, sorted)."""
        docs, starts = self._by_value
        first, last = starts[[values.start, values.stop]].tolist()
        found: Array = docs[first:last]
        return found if len(values) == 1 else np.sort(found)


def keyword_column(file: ArrayFile, name: str) -> KeywordColumn:
    """Return a keyword column of a file, mapped."""
    return KeywordColumn(StringTable(file[f"{name}_blob"], file[f"{name}_offsets"]), file[f"{name}_ordinals"])


def id_column(ids: Array) -> KeywordColumn:
    """Return the ids of releases (uint64 by release) as a keyword column of hexadecimal digits."""
    unique, ordinals = np.unique(ids, return_inverse=True)
    values = StringTable(*pack_strings([b"%016x" % number for number in unique.tolist()]))
    return KeywordColumn(values, ordinals.astype(np.uint32))


def pack_ids(values: Sequence[str]) -> Array:
    """Return the ids (16 hex digits each) as uint64."""
    return np.fromiter((int(value, 16) for value in values), np.uint64, len(values))


def encoded(values: Sequence[str]) -> list[bytes]:
    """Return the bytes of strings."""
    return [to_bytes(value) for value in values]
