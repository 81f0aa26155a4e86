"""A query about releases, asked of statements."""

from __future__ import annotations

from dataclasses import replace

from searchkit.model import StatementType
from searchkit.query import Node, Query, print_query
from searchkit.query.nodes import And, Not, Or, Phrase, Spoken, Term, TypeIs, Unit, Within, children
from searchkit.query.scopes import asks_statements, conjunction, is_free, needs_match

ANY_STATEMENT = Or(tuple(Spoken((TypeIs(kind),)) for kind in StatementType))
"""`type:(direct OR indirect OR mixed)`: every statement."""


def stated(query: Query) -> Query:
    """Return the query whose answer counts statements, and that finds no other releases.

    One that asks for speakers or `said:( )` stays as it is. The words of any other are looked for inside one statement,
    as `said:( )` does; where it has none, or asks for zones or sentences, all statements of its releases answer.
    """
    if asks_statements(query.node):
        return query
    parts = query.node.nodes if isinstance(query.node, And) else (query.node,)
    words = [part for part in parts if _plain(part)]
    others = [part for part in parts if not _plain(part)]
    if words and needs_match(conjunction(words)):
        said = Within(Unit.STATEMENT, conjunction(words), span=query.node.span)
        note = f"statements are asked for: read as {print_query(conjunction([said, *others]))}"
        return replace(query, node=conjunction([said, *others]), notes=(*query.notes, note))
    return replace(query, node=conjunction([*parts, ANY_STATEMENT]))


def _plain(node: Node) -> bool:
    """Return whether the node can stand inside `said:( )`."""
    if isinstance(node, And | Or | Not):
        return not is_free(node) and all(map(_plain, children(node)))
    return isinstance(node, Term | Phrase)
