"""The query language: text → tree, and back; it knows no engine.

    parse(text) -> Query            strict: QueryError with the place, the cause and the nearest right spelling
    with_filters(query, speaker=…)  options in the meaning of the written fields
    print_query(node) -> str        parse(print_query(q.node)).node == q.node
    explain(query) -> str           in words; query_as_dict / query_from_dict: as JSON data

`docs/query-language.md` says what every node means.
"""

from searchkit.query.explanation import explain
from searchkit.query.filters import with_filters
from searchkit.query.nodes import Node, Query
from searchkit.query.parser import parse
from searchkit.query.portable import node_as_dict, node_from_dict, query_as_dict, query_from_dict
from searchkit.query.printer import print_query

__all__ = [
    "Node",
    "Query",
    "explain",
    "node_as_dict",
    "node_from_dict",
    "parse",
    "print_query",
    "query_as_dict",
    "query_from_dict",
    "with_filters",
]
