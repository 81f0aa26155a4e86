"""The query language: text → tree, and back; it knows no engine.

    parse(text) -> Query            strict: QueryError with the place, the cause and the nearest right spelling
    with_filters(query, speaker=…)  options in the meaning of the written fields
    print_query(node) -> str        parse(print_query(q.node)).node == q.node
    explain(query) -> str           in words; query_as_dict / query_from_dict: as JSON data; explained: all of it

`docs/query-language.md` says what every node means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from searchkit.faces import Face

if TYPE_CHECKING:
    from searchkit.query import zones as zones
    from searchkit.query.explained import Explained as Explained
    from searchkit.query.explanation import explain as explain
    from searchkit.query.filters import with_filters as with_filters
    from searchkit.query.nodes import Node as Node
    from searchkit.query.nodes import Query as Query
    from searchkit.query.parser import parse as parse
    from searchkit.query.portable import node_as_dict as node_as_dict
    from searchkit.query.portable import node_from_dict as node_from_dict
    from searchkit.query.portable import query_as_dict as query_as_dict
    from searchkit.query.portable import query_from_dict as query_from_dict
    from searchkit.query.printer import print_query as print_query
else:
    __getattr__ = Face(
        __name__,
        {
            "explained": ["Explained"],
            "explanation": ["explain"],
            "filters": ["with_filters"],
            "nodes": ["Node", "Query"],
            "parser": ["parse"],
            "portable": ["node_as_dict", "node_from_dict", "query_as_dict", "query_from_dict"],
            "printer": ["print_query"],
        },
        modules=("zones",),
    )
