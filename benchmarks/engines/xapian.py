"""Xapian, through its Python binding: one glass database, terms posted with their positions."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import xapian
from xapian import Query as Made

from benchmarks.document import GAP, Document
from benchmarks.engines.base import Answer
from benchmarks.query import Query

DAY = 0
PRINTED = "XW"


class Xapian:
    """Prepared words are posted as they are; printed words, for prefixes, are terms of their own without positions."""

    version: str = xapian.version_string()

    def build(self, folder: Path, documents: Iterable[Document]) -> None:
        """See `Engine`."""
        database = xapian.WritableDatabase(str(folder), xapian.DB_CREATE | xapian.DB_NO_SYNC)
        for document in documents:
            made = xapian.Document()
            post = made.add_posting
            for position, stem in enumerate(document.stems.split(" "), 1):
                if 0 < len(stem) < 100 and stem != GAP:
                    post(stem, position)
            for word in set(document.words.split(" ")):
                if 0 < len(word) < 100:
                    made.add_boolean_term(PRINTED + word)
            _add_day(made, document)
            database.add_document(made)
        database.commit()
        database.close()

    def build_ordinary(self, folder: Path, documents: Iterable[Document]) -> None:
        """See `Engine`."""
        database = xapian.WritableDatabase(str(folder), xapian.DB_CREATE)
        generator = xapian.TermGenerator()
        generator.set_stemmer(xapian.Stem("en"))
        for document in documents:
            made = xapian.Document()
            generator.set_document(made)
            generator.index_text(document.text)
            made.set_data(document.text)
            made.add_boolean_term("Q" + document.id)
            _add_day(made, document)
            database.add_document(made)
        database.commit()
        database.close()

    def open(self, folder: Path) -> None:
        """See `Engine`."""
        self._database = xapian.Database(str(folder))
        self._all = self._database.get_doccount()

    def search(self, query: Query) -> Answer | None:
        """See `Engine`."""
        enquire = xapian.Enquire(self._database)
        enquire.set_query(_query(query))
        found = enquire.get_mset(0, 10, self._all)
        return Answer(found.get_matches_estimated(), [match.docid for match in found])


def _query(query: Query) -> Any:
    terms = list(query.terms)
    if query.shape == "prefix":
        return Made(Made.OP_WILDCARD, PRINTED + terms[0])
    if query.shape == "phrase":
        made = Made(Made.OP_PHRASE, terms, len(terms))
    elif query.shape == "near":
        made = Made(Made.OP_NEAR, terms, query.slop + len(terms))
    elif len(terms) == 1:
        made = Made(terms[0])
    else:
        made = Made(Made.OP_AND if query.shape == "all" else Made.OP_OR, terms)
    if query.days is not None:
        first, last = map(xapian.sortable_serialise, query.days)
        made = Made(Made.OP_FILTER, made, Made(Made.OP_VALUE_RANGE, DAY, first, last))
    return made


def _add_day(made: Any, document: Document) -> None:
    if document.day is not None:
        made.add_value(DAY, xapian.sortable_serialise(document.day))


def make() -> Xapian:
    """Return the engine."""
    return Xapian()
