"""How properties of a release are compared."""

from __future__ import annotations

import calendar
import datetime as dt
from functools import lru_cache

from searchkit.analysis import tokenize
from searchkit.model import Release
from searchkit.query.nodes import DateIs, MetadataField, MetadataIs
from searchkit.query.patterns import glob


def last_day(first: dt.date, precision: str) -> dt.date:
    """Return the last day of the day, month or year that begins with `first`."""
    if precision == "month":
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return first.replace(month=12, day=31) if precision == "year" else first


def in_range(node: DateIs, date: dt.date | None, precision: str = "day") -> bool:
    """Return whether every day that a release dated so may have appeared on lies in the range."""
    if date is None:
        return False
    return (node.first is None or node.first <= date) and (node.last is None or last_day(date, precision) <= node.last)


def has(node: MetadataIs, release: Release) -> bool:
    """Return whether the release has the value: see `value_matches`; any of its paths may."""
    if node.field is MetadataField.PATH:
        places = release.places or (release.path,)
        return any(value_matches(node.field, node.value, place) for place in places)
    given = {
        MetadataField.SOURCE: release.source,
        MetadataField.PLACE: release.place,
        MetadataField.LANG: release.language,
        MetadataField.ID: release.id,
    }[node.field]
    return value_matches(node.field, node.value, given)


def value_matches(field: MetadataField, wanted: str, given: str) -> bool:
    """Return whether the value of one property is the wanted one.

    Source and place: the words wanted stand beside each other in it, folded. Language: the same code, or a
    variety of it (`en` finds `en-GB`). Id: begins with it. Path: holds it in any case, where `*` and `?` are wildcards.
    """
    if field is MetadataField.ID:
        return given.startswith(wanted.lower())
    if field is MetadataField.LANG:
        return given.lower() == wanted.lower() or given.lower().startswith(wanted.lower() + "-")
    if field is MetadataField.PATH:
        return glob(wanted, part=True).match(given) is not None
    return f" {_folded(wanted)} " in f" {_folded(given)} "


@lru_cache(maxsize=1024)
def _folded(value: str) -> str:
    return " ".join(tokenize(value).words)
