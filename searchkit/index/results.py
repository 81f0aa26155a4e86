"""What a search answers: counts, people, notes and, one by one, the releases."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from searchkit.plain import FORMAT, plain
from searchkit.snippets import Snippet, snippets_for

if TYPE_CHECKING:
    from searchkit.index.state import State
    from searchkit.model import Release, Statement
    from searchkit.query import Query
    from searchkit.search import Answer, Scored
    from searchkit.speakers import Person

PAGE = 100
"""Hits that are fetched at once while all are gone through."""


class Hit:
    """A release that answers a query. What it holds is read when it is first asked for."""

    def __init__(self, state: State, answer: Answer, query: Query, scored: Scored) -> None:
        self._state, self._answer, self._query, self._scored = state, answer, query, scored

    def __repr__(self) -> str:
        return f"<Hit {self.release.id} {self.release.title!r} {self.score:.3f}>"

    @property
    def score(self) -> float:
        """How well the release answers the query (BM25): higher is better."""
        return self._scored.score

    @cached_property
    def _read(self) -> tuple[Release, list[Statement]]:
        return self._state.read(self._scored.segment, self._scored.doc)

    @property
    def release(self) -> Release:
        """The release, with all the places that hold it."""
        return self._read[0]

    @cached_property
    def statements(self) -> list[Statement]:
        """The statements of the release that answer the query: all words of one speaker, where it asks for no words."""
        every = self._read[1]
        return [every[ordinal] for ordinal in self._answer.statements_of(self._scored.segment, self._scored.doc)]

    @cached_property
    def snippets(self) -> list[Snippet]:
        """The passages that answer the query, with what to highlight in them."""
        return snippets_for(self._query, *self._read)

    def as_dict(self) -> dict[str, Any]:
        """Return the hit as JSON data: the release without its whole text, the snippets, the statements."""
        release = self.release.as_dict()
        for bulky in ("text", "zones", "paragraphs"):
            del release[bulky]
        text = self.release.text
        return {
            "release": release,
            "score": self.score,
            "snippets": [plain(snippet) for snippet in self.snippets],
            "statements": [statement.as_dict(text) for statement in self.statements],
        }


class Results:
    """The answer to a query. Going through it yields the hits asked for (`limit` from `offset`), best or latest first.

    `total` is how many releases match, whatever the limit.
    """

    def __init__(self, state: State, query: Query, answer: Answer, offset: int, limit: int | None) -> None:
        self.query = query
        self._state, self._answer, self._offset, self._limit = state, answer, offset, limit

    @property
    def total(self) -> int:
        """How many releases match."""
        return self._answer.total

    @property
    def counts(self) -> dict[str, int | None]:
        """How many statements match, releases match, and releases mention it whoever says it (None: not asked)."""
        answer = self._answer
        return {"statements": answer.statements, "releases": answer.total, "mentions": answer.mentions}

    @property
    def persons(self) -> tuple[Person, ...]:
        """The people whom the names in the query were taken for."""
        return self._answer.persons

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What to know of how the query was understood: a range turned round, a name that fits several people…"""
        return (*self.query.notes, *self._answer.notes)

    def __iter__(self) -> Iterator[Hit]:
        at, end = self._offset, self.total
        if self._limit is not None:
            end = min(end, self._offset + self._limit)
        while at < end:
            page = self._answer.page(at, min(PAGE, end - at))
            for scored in page:
                yield Hit(self._state, self._answer, self.query, scored)
            at += max(1, len(page))

    def __len__(self) -> int:
        shown = max(0, self.total - self._offset)
        return shown if self._limit is None else min(self._limit, shown)

    def counts_line(self) -> str:
        """Return the counts as people read them: "4 statements by A in 3 releases; 16 releases mention it"."""
        releases = _count(self.total, "release")
        answer = self._answer
        if answer.statements is None:
            line = f"{releases} found" if self.total else "No releases found"
        elif answer.statements:
            line = f"{_count(answer.statements, 'statement')}{self._by()} in {releases}"
        else:
            line = f"No statements{self._by()}"
        if answer.mentions is None:
            return line
        verb = "mentions" if answer.mentions == 1 else "mention"
        return f"{line}; {_count(answer.mentions, 'release')} {verb} it"

    def _by(self) -> str:
        names = list(dict.fromkeys(person.name for person in self.persons))
        if not names:
            return ""
        shown = names if len(names) <= 3 else [*names[:2], f"{len(names) - 2} others"]
        return f" by {' or '.join(shown)}"

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as JSON data, with the hits asked for."""
        return {
            "format": FORMAT,
            "query": self.query.text,
            "total": self.total,
            "counts": self.counts,
            "counts_line": self.counts_line(),
            "persons": [person.as_dict() for person in self.persons],
            "notes": list(self.notes),
            "hits": [hit.as_dict() for hit in self],
        }


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
