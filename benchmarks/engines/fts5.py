"""SQLite FTS5, through the standard library: contentless tables, optimized, mapped into memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from benchmarks.document import Document
from benchmarks.engines.base import Answer
from benchmarks.query import Query

NAME = "fts.db"
SCHEMA = """
CREATE VIRTUAL TABLE docs USING fts5(stems, content='', tokenize='ascii');
CREATE VIRTUAL TABLE printed USING fts5(words, content='', detail=none, prefix='3 4', tokenize='ascii');
CREATE TABLE dates(id INTEGER PRIMARY KEY, day INTEGER);
CREATE INDEX days ON dates(day);
"""
ORDINARY = """
CREATE VIRTUAL TABLE docs USING fts5(text, id UNINDEXED, tokenize='porter unicode61');
CREATE TABLE dates(id INTEGER PRIMARY KEY, day INTEGER);
CREATE INDEX days ON dates(day);
"""


class Fts5:
    """Stemmed words go through its `ascii` tokenizer, which ends words at white space and ASCII punctuation only."""

    version = sqlite3.sqlite_version

    def build(self, folder: Path, documents: Iterable[Document]) -> None:
        """See `Engine`."""
        with sqlite3.connect(folder / NAME) as connection:
            connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + SCHEMA)
            for number, document in enumerate(documents):
                words = " ".join(dict.fromkeys(document.words.split(" ")))
                connection.execute("INSERT INTO docs(rowid, stems) VALUES (?, ?)", (number, document.stems))
                connection.execute("INSERT INTO printed(rowid, words) VALUES (?, ?)", (number, words))
                connection.execute("INSERT INTO dates VALUES (?, ?)", (number, document.day))
            connection.execute("INSERT INTO docs(docs) VALUES ('optimize')")
            connection.execute("INSERT INTO printed(printed) VALUES ('optimize')")
        connection.close()

    def build_ordinary(self, folder: Path, documents: Iterable[Document]) -> None:
        """See `Engine`."""
        with sqlite3.connect(folder / NAME) as connection:
            connection.executescript(ORDINARY)
            for number, document in enumerate(documents):
                row = (number, document.text, document.id)
                connection.execute("INSERT INTO docs(rowid, text, id) VALUES (?, ?, ?)", row)
                connection.execute("INSERT INTO dates VALUES (?, ?)", (number, document.day))
        connection.close()

    def open(self, folder: Path) -> None:
        """See `Engine`."""
        self._connection = sqlite3.connect(f"file:{folder / NAME}?mode=ro", uri=True)
        self._connection.executescript("PRAGMA mmap_size=4000000000; PRAGMA cache_size=-65536;")

    def search(self, query: Query) -> Answer | None:
        """See `Engine`."""
        table = "printed" if query.shape == "prefix" else "docs"
        source, values = f"{table} WHERE {table} MATCH ?", [_match(query)]
        if query.days is not None:
            source = f"{table} JOIN dates ON dates.id = {table}.rowid WHERE {table} MATCH ? AND day BETWEEN ? AND ?"
            values += map(str, query.days)
        (count,) = self._connection.execute(f"SELECT count(*) FROM {source}", values).fetchone()
        best = self._connection.execute(
            f"SELECT {table}.rowid FROM {source} ORDER BY {table}.rank LIMIT 10", values
        ).fetchall()
        return Answer(count, [row for (row,) in best])


def _match(query: Query) -> str:
    terms = [f'"{term}"' for term in query.terms]
    if query.shape == "prefix":
        return terms[0] + "*"
    if query.shape == "phrase":
        return f'"{" ".join(query.terms)}"'
    if query.shape == "near":  # its distance counts the words of the query that stand between as well
        return f"NEAR({' '.join(terms)}, {query.slop + len(terms) - 2})"
    return (" OR " if query.shape == "any" else " AND ").join(terms)


def make() -> Fts5:
    """Return the engine."""
    return Fts5()
