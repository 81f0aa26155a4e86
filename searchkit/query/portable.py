"""The tree as JSON data, and back."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from enum import Enum
from typing import Any

from searchkit.errors import QueryError
from searchkit.model import StatementType
from searchkit.query import nodes
from searchkit.query.nodes import MetadataField, Node, Query, SpeakerKey, Unit
from searchkit.spans import Span

VERSION = 1
"""The number of the JSON form of a query; it grows when a program that reads it would have to change."""

_CLASSES: dict[str, type[Node]] = {
    kind.__name__: kind
    for kind in vars(nodes).values()
    if isinstance(kind, type) and issubclass(kind, Node) and kind is not Node
}
_ENUMS: dict[tuple[str, str], type[Enum]] = {
    ("Within", "unit"): Unit,
    ("SaidBy", "key"): SpeakerKey,
    ("TypeIs", "type"): StatementType,
    ("MetadataIs", "field"): MetadataField,
}
_DATES = {("DateIs", "first"), ("DateIs", "last")}


def query_as_dict(query: Query) -> dict[str, Any]:
    """Return the query as JSON data: `version`, `text`, `notes` and `node`, objects whose `kind` names the class."""
    return {
        "version": query.version,
        "text": query.text,
        "notes": list(query.notes),
        "query": node_as_dict(query.node),
    }


def query_from_dict(data: dict[str, Any]) -> Query:
    """Return the query that `query_as_dict` wrote. Raises `QueryError` for data of another version or shape."""
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise QueryError("this is no query in JSON of version 1", str(data)[:200], 0, 1, "make it with --explain")
    try:
        return Query(node_from_dict(data["query"]), str(data["text"]), tuple(map(str, data["notes"])), VERSION)
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise QueryError(f"the query in JSON is damaged ({fault})", str(data)[:200], 0, 1, "make it anew") from None


def node_as_dict(node: Node) -> dict[str, Any]:
    """Return one node as JSON data."""
    made: dict[str, Any] = {"kind": type(node).__name__}
    for field in fields(node):
        value = getattr(node, field.name)
        made[field.name] = list(value) if field.name == "span" else _out(value)
    return made


def node_from_dict(data: dict[str, Any]) -> Node:
    """Return the node that `node_as_dict` wrote."""
    kind = data["kind"]
    wanted = _CLASSES[kind]
    values = {name: _in(kind, name, value) for name, value in data.items() if name != "kind"}
    return wanted(**values)


def _out(value: Any) -> Any:
    if isinstance(value, Node):
        return node_as_dict(value)
    if isinstance(value, tuple):
        return [_out(item) for item in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def _in(kind: str, name: str, value: Any) -> Any:
    if name == "span":
        return Span(*value)
    if isinstance(value, dict):
        return node_from_dict(value)
    if isinstance(value, list):
        return tuple(_in(kind, "", item) for item in value)
    if (kind, name) in _ENUMS:
        return _ENUMS[kind, name](value)
    return dt.date.fromisoformat(value) if (kind, name) in _DATES and value is not None else value
