"""Queries evaluated on whole arrays: trees of nodes → releases, scores, statements, counts.

Searcher(segments, persons, directory, ids_under).search(query) -> Answer
"""

from searchkit.search.answer import Answer, Scored
from searchkit.search.facets import Facet
from searchkit.search.searcher import Searcher

__all__ = ["Answer", "Facet", "Scored", "Searcher"]
