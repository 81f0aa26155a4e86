"""tantivy, through its Python binding: one writing thread, one large heap, so few segments."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tantivy
from tantivy import FieldType, Occur, TextAnalyzerBuilder, Tokenizer

from benchmarks.document import Document
from benchmarks.engines.base import Answer
from benchmarks.query import Query

HEAP_BYTES = 1_500_000_000


class Tantivy:
    """Prepared words go through its white-space tokenizer; prefixes have a field of printed words without positions."""

    version: str = tantivy.__version__.split()[1].removeprefix("v").rstrip(",")

    def build(self, folder: Path, documents: Iterable[Document]) -> None:
        """See `Engine`."""
        index = self._register(tantivy.Index(self._schema(), str(folder)))
        self._fill(index, (self._analysed(document) for document in documents))

    def build_ordinary(self, folder: Path, documents: Iterable[Document]) -> None:
        """See `Engine`."""
        schema = tantivy.SchemaBuilder()
        schema.add_text_field("text", stored=True, tokenizer_name="en_stem")
        schema.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        schema.add_integer_field("day", indexed=True, fast=True)
        index = tantivy.Index(schema.build(), str(folder))
        self._fill(index, (tantivy.Document(text=d.text, id=d.id, **_day(d)) for d in documents))

    @staticmethod
    def _analysed(document: Document) -> Any:
        words = " ".join(dict.fromkeys(document.words.split(" ")))
        return tantivy.Document(stems=document.stems, words=words, **_day(document))

    @staticmethod
    def _fill(index: Any, documents: Iterable[Any]) -> None:
        writer = index.writer(HEAP_BYTES, 1)
        for document in documents:
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    @staticmethod
    def _schema() -> Any:
        schema = tantivy.SchemaBuilder()
        schema.add_text_field("stems", tokenizer_name="spaces", index_option="position")
        schema.add_text_field("words", tokenizer_name="spaces", index_option="basic")
        schema.add_integer_field("day", indexed=True, fast=True)
        return schema.build()

    @staticmethod
    def _register(index: Any) -> Any:
        index.register_tokenizer("spaces", TextAnalyzerBuilder(Tokenizer.whitespace()).build())
        return index

    def open(self, folder: Path) -> None:
        """See `Engine`."""
        index = self._register(tantivy.Index.open(str(folder)))
        self._searcher = index.searcher()
        self._schema_ = index.schema

    def search(self, query: Query) -> Answer | None:
        """See `Engine`."""
        found = self._searcher.search(self._query(query), limit=10, count=True)
        return Answer(found.count, [address.doc for _, address in found.hits])

    def _query(self, query: Query) -> Any:
        schema, make = self._schema_, tantivy.Query
        if query.shape == "prefix":
            return make.fuzzy_term_query(schema, "words", query.terms[0], distance=0, prefix=True)
        if query.shape in ("phrase", "near"):
            made = make.phrase_query(schema, "stems", list(query.terms), query.slop)
        elif len(query.terms) == 1:
            made = make.term_query(schema, "stems", query.terms[0])
        else:
            occur = Occur.Must if query.shape == "all" else Occur.Should
            made = make.boolean_query([(occur, make.term_query(schema, "stems", term)) for term in query.terms])
        if query.days is not None:
            days = make.range_query(schema, "day", FieldType.Integer, *query.days)
            made = make.boolean_query([(Occur.Must, made), (Occur.Must, make.const_score_query(days, 0.0))])
        return made


def _day(document: Document) -> dict[str, int]:
    return {} if document.day is None else {"day": document.day}


def make() -> Tantivy:
    """Return the engine."""
    return Tantivy()
