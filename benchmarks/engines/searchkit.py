"""searchkit, by its public call; or only as far as the other engines go, without reading the releases that it found."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from benchmarks.document import Document
from benchmarks.engines.base import Answer
from benchmarks.query import Query
from searchkit import __version__, open_index
from searchkit.query import parse

BEST = 10


class Searchkit:
    """From the text of the query to the count and the best ten: parse, search, rank. Releases are not read."""

    version = __version__

    def build(self, folder: Path, documents: Iterable[Document]) -> None:
        """Refuse: searchkit reads files (`benchmarks.own`)."""
        raise NotImplementedError

    build_ordinary = build

    def open(self, folder: Path) -> None:
        """See `Engine`."""
        self._index = open_index(folder)

    def search(self, query: Query) -> Answer | None:
        """See `Engine`."""
        answer = self._index._state.searcher.search(parse(query.text), sort="relevance")
        return Answer(answer.total, [scored.doc for scored in answer.page(0, BEST)])


class SearchkitCall(Searchkit):
    """The whole public call, the ten releases read: their title and date are looked at."""

    def search(self, query: Query) -> Answer | None:
        """See `Engine`."""
        results = self._index.search(query.text, limit=BEST)
        for hit in results:
            _ = (hit.release.title, hit.release.date)
        return Answer(results.total, [])


class SearchkitSnippets(Searchkit):
    """The whole public call with the snippets of the ten releases."""

    def search(self, query: Query) -> Answer | None:
        """See `Engine`."""
        results = self._index.search(query.text, limit=BEST)
        for hit in results:
            _ = hit.snippets
        return Answer(results.total, [])


def make() -> Searchkit:
    """Return the engine."""
    return Searchkit()


def make_call() -> SearchkitCall:
    """Return the engine that is asked by the public call."""
    return SearchkitCall()


def make_snippets() -> SearchkitSnippets:
    """Return the engine that makes snippets too."""
    return SearchkitSnippets()
