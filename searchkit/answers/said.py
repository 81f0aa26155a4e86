"""Statements as the unit of an answer: who, when, what, and the sentence around it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from searchkit import answers
from searchkit.answers.heads import counted, head_of
from searchkit.answers.naming import speaks_in
from searchkit.answers.source import places
from searchkit.answers.window import Window
from searchkit.model import Release, Statement
from searchkit.plain import FORMAT, plain
from searchkit.query import print_query
from searchkit.snippets import Snippet, statement_snippets
from searchkit.spans import Span, hull

if TYPE_CHECKING:
    from searchkit.answers.citation import Citation


@dataclass(frozen=True, slots=True)
class Said:
    """A statement that answers a query: `statement` is the `ordinal`-th of `release`."""

    release: Release
    statement: Statement
    ordinal: int
    snippet: Snippet
    """The sentences that hold it, with the matches of the query."""
    query: str
    commit: str
    copies: int = 0
    """How many copies of the release answer too: their statements are not listed."""

    @property
    def date(self) -> dt.date | None:
        """The date of the release."""
        return self.release.date

    @property
    def speaker(self) -> str:
        """Who says it, as the release prints the name in full; empty where nobody could be found."""
        return " and ".join(speaker.name or speaker.role for speaker in self.statement.speakers if speaker.name)

    @property
    def words(self) -> str:
        """What is said, in the release's own words."""
        return self.statement.words(self.release.text)

    @property
    def citation(self) -> Citation:
        """Where it stands, so that it can be found again."""
        span = hull(self.statement.content) if self.statement.content else Span(0, 0)
        return answers.citation.Citation(self.query, self.commit, self.release.id, span)

    def as_dict(self) -> dict[str, Any]:
        """Return the statement as JSON data: who, when, what, context and where it stands."""
        return {
            "date": plain(self.date),
            "speaker": self.speaker,
            "words": self.words,
            "statement": self.statement.as_dict(),
            "ordinal": self.ordinal,
            "context": plain(self.snippet),
            "release": head_of(self.release),
            "copies": self.copies,
            "citation": self.citation.as_dict(),
        }

    def _repr_html_(self) -> str:
        return answers.notebook.said_html(self)


class Statements(Window):
    """The statements that answer a query. Going through it yields those asked for: `limit` from `offset`."""

    @property
    def total(self) -> int:
        """How many statements answer."""
        return self._answer.statements or 0

    @property
    def listed(self) -> int:
        """How many there are to go through, whatever the limit: all but those of copies, unless these are kept."""
        return self._listing.listed.statements or 0

    @property
    def releases(self) -> int:
        """How many releases they stand in."""
        return self._answer.total

    @property
    def listed_releases(self) -> int:
        """How many releases those stand in that there are to go through."""
        return self._listing.listed.total

    def counts_line(self) -> str:
        """Return the counts as people read them."""
        if not self.total:
            return "No statements found"
        without = f" ({self.listed:,} without those of copies)" if self.listed < self.total else ""
        return f"{counted(self.total, 'statement')} in {counted(self.releases, 'release')}{without}"

    def __iter__(self) -> Iterator[Said]:
        skip, left = self._offset, self._limit
        text = print_query(self.query.node)
        for scored in places(self._listing.pages):
            if left is not None and left <= 0:
                return
            every = self._answer.statements_of(scored.segment, scored.doc)
            ordinals, skip = every[skip:], max(0, skip - len(every))
            if left is not None:
                ordinals = ordinals[:left]
                left -= len(ordinals)
            if not len(ordinals):
                continue
            told = self._source.read(scored.segment, scored.doc)
            release, statements = told.release, told.statements
            speaks = speaks_in(self._source, scored.segment, scored.doc, statements)
            copies = len(self._answer.copies_of(scored.segment, scored.doc)) if self._dedup else 0
            numbers = [int(ordinal) for ordinal in ordinals]
            snippets = statement_snippets(self.query, release, statements, numbers, speaks=speaks)
            for ordinal, snippet in zip(numbers, snippets, strict=True):
                yield Said(release, statements[ordinal], ordinal, snippet, text, self._source.commit, copies)

    def head(self) -> dict[str, Any]:
        """Return the answer as JSON data, without the statements."""
        return {
            "format": FORMAT,
            "kind": "statements",
            "query": self.query.text,
            "understood": print_query(self.query.node),
            "index": self._source.commit,
            "total": self.total,
            "listed": self.listed,
            "releases": self.releases,
            "counts_line": self.counts_line(),
            "persons": [person.as_dict() for person in self._answer.persons],
            "notes": list(self.notes),
            "help": self.help.as_dict(),
        }

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as JSON data, with the statements asked for."""
        return {**self.head(), "statements": [said.as_dict() for said in self]}

    def _repr_html_(self) -> str:
        return answers.notebook.statements_html(self)
