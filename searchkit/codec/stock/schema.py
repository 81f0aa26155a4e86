"""The schema of an index as stock Whoosh sees it."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from whoosh.fields import DATETIME, ID, TEXT, Schema

from searchkit.codec.stock.analyzer import ReleaseAnalyzer

STEMMED = ("text", "aside", "title")
KEYWORDS = ("id", "source", "place", "lang", "path", "url")
DATE = "date"
LENGTHS = {"text": "doc_length", "aside": "aside_length", "title": "title_length"}
"""The arrays that hold the lengths of fields."""


def release_schema(language: str = "en") -> Any:
    """Return the schema; words of queries are stemmed as words of `language`.

    `text` holds the searched zones, `aside` the others, `title` the headline; the stored `text` is the whole release.
    """
    analyzer = ReleaseAnalyzer(language)
    date = DATETIME(stored=True, sortable=True)
    date.shift_step = 0  # full-precision terms only: there are no more dates than days
    return Schema(
        text=TEXT(analyzer=analyzer, stored=True),
        aside=TEXT(analyzer=analyzer),
        title=TEXT(analyzer=analyzer, stored=True),
        id=ID(stored=True, unique=True, sortable=True),
        source=ID(stored=True, sortable=True),
        place=ID(stored=True, sortable=True),
        lang=ID(stored=True, sortable=True),
        path=ID(stored=True, sortable=True),
        url=ID(stored=True, sortable=True),
        date=date,
    )


def midnight(date: dt.date) -> dt.datetime:
    """Return the moment by which a DATETIME field knows a calendar date."""
    return dt.datetime(date.year, date.month, date.day)


def date_term(moment: dt.datetime) -> bytes:
    """Return the term of a date in the field `date`."""
    term: bytes = _dates().to_bytes(moment)
    return term


def column_number(moment: dt.datetime) -> int:
    """Return the number by which the column of the field `date` sorts."""
    number: int = _dates().to_column_value(moment)
    return number


@cache
def _dates() -> Any:
    return release_schema()[DATE]
