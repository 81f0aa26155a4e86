"""How many releases have each value of a field: counts over arrays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from searchkit.codec.arrayfile import Array
from searchkit.codec.columns import NO_DATE
from searchkit.codec.ranges import ranges
from searchkit.search.docsets import DocSet
from searchkit.search.segment import Segment

Counted = tuple[Segment, DocSet, "Array | None"]
"""A segment, the releases found in it, and (for speakers) the statements that answer."""
COLUMNS = ("source", "place", "lang")
FIELDS = ("speaker", *COLUMNS, "year", "month")


class Facet(NamedTuple):
    """A value of a field and how many releases have it ("" for none)."""

    value: str
    releases: int


def count_facet(field: str, found: Sequence[Counted], limit: int | None) -> list[Facet]:
    """Return the counts of a field over all segments, the commonest first (months and years: in time).

    Raises:
        ValueError: there is no such field.
    """
    if field not in FIELDS:
        raise ValueError(f"no facet {field!r}")
    total: Counter[str] = Counter()
    for segment, docs, statements in found:
        if field == "speaker":
            assert statements is not None
            total.update(_speakers(segment, statements))
        elif field in COLUMNS:
            total.update(_column(segment, field, docs))
        else:
            total.update(_times(segment, field, docs))
    key = (lambda item: item[0]) if field in ("year", "month") else (lambda item: (-item[1], item[0]))
    return [Facet(value, count) for value, count in sorted(total.items(), key=key)[:limit]]


def _column(segment: Segment, field: str, docs: DocSet) -> dict[str, int]:
    column = segment.reader.keyword(field)
    counts = np.bincount(column.ordinals[docs.docs], minlength=len(column.values))
    return {column.values[k]: int(counts[k]) for k in np.flatnonzero(counts).tolist()}


def _times(segment: Segment, field: str, docs: DocSet) -> dict[str, int]:
    """Count years ("2021") or months ("2021-04"); releases dated by the year alone have no month."""
    days = segment.reader.dates[docs.docs]
    known = days != NO_DATE
    if field == "month":
        known &= segment.reader["date_precision"][docs.docs] < 2
    unit = "M" if field == "month" else "Y"
    values, counts = np.unique(days[known].astype("datetime64[D]").astype(f"datetime64[{unit}]"), return_counts=True)
    made = dict(zip(values.astype(str).tolist(), counts.tolist(), strict=True))
    if unknown := int(np.count_nonzero(~known)):
        made[""] = unknown
    return made


def _speakers(segment: Segment, statements: Array) -> dict[str, int]:
    """Count the releases in which each person (ordinal) speaks."""
    columns = segment.reader.statements
    bounds = columns.slots
    persons = segment.persons[columns.slot_speaker[ranges(bounds[statements], bounds[statements + 1])]]
    docs = np.repeat(columns.doc[statements], np.diff(bounds)[statements])
    pairs = np.unique(persons[persons >= 0].astype(np.int64) << 32 | docs[persons >= 0])
    values, counts = np.unique(pairs >> 32, return_counts=True)
    return dict(zip(map(str, values.tolist()), counts.tolist(), strict=True))
