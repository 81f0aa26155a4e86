"""Which releases have a date, an issuer, a language… that the query asks for."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from searchkit.codec.arrayfile import Array
from searchkit.codec.columns import NO_DATE, day_of
from searchkit.query.metadata import value_matches
from searchkit.query.nodes import DateIs, MetadataField, MetadataIs
from searchkit.search.docsets import LISTED, DocSet, nothing
from searchkit.search.segment import Segment

PathSearch = Callable[[str], Array]
"""Path pattern → ids (uint64, ascending) of the releases with such a place."""


def dated(segment: Segment, node: DateIs, among: DocSet) -> DocSet:
    """Return those `among` releases all of whose possible days lie in a range."""
    few = among.size * LISTED < among.total
    days, last_days = segment.reader.dates, segment.last_days
    if few:
        days, last_days = days[among.docs], last_days[among.docs]
    flags = days >= day_of(node.first) if node.first is not None else days != NO_DATE
    if node.last is not None:
        flags &= last_days <= day_of(node.last)
        if node.first is None:
            flags &= days != NO_DATE
    return (
        DocSet(segment.total, docs=among.docs.compress(flags))
        if few
        else DocSet(segment.total, flags=flags & among.flags)
    )


def undated(segment: Segment) -> DocSet:
    """Return the releases without a date."""
    return DocSet(segment.total, flags=segment.reader.dates == NO_DATE)


def described(segment: Segment, node: MetadataIs, ids_under: PathSearch) -> DocSet:
    """Return the releases that have a property."""
    if node.field is MetadataField.ID:
        return _by_id(segment, node.value)
    if node.field is MetadataField.PATH:
        found = ids_under(node.value)
        return DocSet(segment.total, flags=np.isin(segment.reader.ids, found))
    column = segment.reader.keyword(node.field.value)
    good = [number for number, value in enumerate(column.values) if value_matches(node.field, node.value, value)]
    if not good:
        return nothing(segment.total)
    flags = np.zeros(len(column.values), bool)
    flags[good] = True
    return DocSet(segment.total, flags=flags[column.ordinals])


def _by_id(segment: Segment, prefix: str) -> DocSet:
    """Return the releases whose id begins with some hexadecimal digits."""
    if not prefix or len(prefix) > 16 or set(prefix) - set("0123456789abcdef"):
        return nothing(segment.total)
    low, high = (np.uint64(int(prefix.ljust(16, digit), 16)) for digit in "0f")
    ids = segment.reader.ids
    return DocSet(segment.total, flags=(ids >= low) & (ids <= high))
