"""Stock Whoosh with its own codec, one process, default memory limit raised."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from whoosh import index
from whoosh.analysis import RegexTokenizer, StemmingAnalyzer
from whoosh.fields import ID, KEYWORD, NUMERIC, TEXT, Schema
from whoosh.query import And, NumericRange, Or, Phrase, Prefix, Term

from benchmarks.document import Document
from benchmarks.engines.base import Answer
from benchmarks.query import Query

LIMIT_MB = 512


class Whoosh:
    """Prepared words go through a tokenizer that ends words at spaces; printed words are a KEYWORD field."""

    version = version("whoosh3")

    def build(self, folder: Path, documents: Iterable[Document]) -> None:
        """See `Engine`."""
        schema = Schema(
            stems=TEXT(analyzer=RegexTokenizer(r"[^ ]+"), phrase=True),
            words=KEYWORD(),
            day=NUMERIC(signed=True),
        )
        writer = index.create_in(str(folder), schema).writer(limitmb=LIMIT_MB)
        for document in documents:
            words = " ".join(dict.fromkeys(document.words.split(" ")))
            writer.add_document(stems=document.stems, words=words, day=document.day)
        writer.commit(optimize=True)

    def build_ordinary(self, folder: Path, documents: Iterable[Document]) -> None:
        """See `Engine`."""
        schema = Schema(
            text=TEXT(analyzer=StemmingAnalyzer(), stored=True), id=ID(stored=True), day=NUMERIC(signed=True)
        )
        writer = index.create_in(str(folder), schema).writer(limitmb=LIMIT_MB)
        for document in documents:
            writer.add_document(text=document.text, id=document.id, day=document.day)
        writer.commit()

    def open(self, folder: Path) -> None:
        """See `Engine`."""
        self._searcher = index.open_dir(str(folder), readonly=True).searcher()

    def search(self, query: Query) -> Answer | None:
        """See `Engine`."""
        made = _query(query)
        if made is None:
            return None
        found = self._searcher.search(made, limit=10)
        return Answer(len(found), [hit.docnum for hit in found])


def _query(query: Query) -> Any:
    if query.shape == "prefix":
        return Prefix("words", query.terms[0])
    if query.shape == "near":
        return Phrase("stems", list(query.terms), slop=query.slop + 1)
    if query.shape == "phrase":
        made = Phrase("stems", list(query.terms))
    else:
        terms = [Term("stems", term) for term in query.terms]
        made = terms[0] if len(terms) == 1 else And(terms) if query.shape == "all" else Or(terms)
    return made if query.days is None else And([made, NumericRange("day", *query.days)])


def make() -> Whoosh:
    """Return the engine."""
    return Whoosh()
