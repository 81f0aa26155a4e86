"""Filters given as options, in the meaning of the written fields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from searchkit.errors import QueryError
from searchkit.query.nodes import Node, Query
from searchkit.query.parser import Parser, parse
from searchkit.spans import Span


def with_filters(
    query: str | Query,
    *,
    speaker: str | None = None,
    since: str | dt.date | None = None,
    until: str | dt.date | None = None,
    source: str | None = None,
    today: dt.date | None = None,
) -> Query:
    """Return the query AND-ed with filters: the same as `FILTERS (TEXT)` written out, whatever stands in the text.

    An empty text with a filter asks for all that passes the filter. Raises `QueryError`; where the fault is in a filter
    its `query` is the filter as it would be written.
    """
    given = {"speaker": speaker, "since": since, "until": until, "source": source}
    asked = {name: str(value) for name, value in given.items() if value is not None and value != ""}
    text = query.text if isinstance(query, Query) else query
    if not asked:
        return query if isinstance(query, Query) else parse(text, today=today)
    notes: tuple[str, ...] = ()
    if _is_reversed(asked, today):
        asked["since"], asked["until"] = asked["until"], asked["since"]
        notes = (f"the date range is reversed; it is read as since:{asked['since']} until:{asked['until']}",)
    nodes = [_filter(name, value, today) for name, value in asked.items()]
    made = Parser(text, today).query(tuple(nodes))
    return replace(made, notes=(*notes, *made.notes)) if notes else made


def _is_reversed(asked: Mapping[str, str], today: dt.date | None) -> bool:
    if not {"since", "until"} <= asked.keys():
        return False
    since, until = (_filter(name, asked[name], today) for name in ("since", "until"))
    first, last = (getattr(since, "first", None), getattr(until, "last", None))
    return first is not None and last is not None and bool(first > last)


def _filter(name: str, value: str, today: dt.date | None) -> Node:
    written = f"{name}:{value}"
    reader = Parser("", today)
    reader.text = reader.dates.query = written
    if not value.strip():
        raise QueryError(f"the filter {name} is empty", written, 0, len(written), "leave it out, or give a value")
    return reader.made(name, value, len(name) + 1, Span(0, 0))
