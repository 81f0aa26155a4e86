"""What answers are made from: an open index, as far as this room needs to know it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, Protocol

from searchkit.model import Release, Statement
from searchkit.query import Query
from searchkit.speakers import Directory, Person

Order = Literal["relevance", "date"]
"""Best first, or latest first."""
Step = Literal["month", "year"]
PAGE = 200
"""Hits that are fetched at once while all are gone through."""


class Place(Protocol):
    """A release found: its segment and document, and how well it answers."""

    @property
    def segment(self) -> int:
        """Number of the segment."""

    @property
    def doc(self) -> int:
        """Number of the release in it."""

    @property
    def score(self) -> float:
        """How well it answers."""


class Answer(Protocol):
    """What searching gives for a query: `searchkit.search.Answer`."""

    @property
    def total(self) -> int:
        """How many releases answer."""

    @property
    def statements(self) -> int | None:
        """How many statements answer; None where the query asks for none."""

    @property
    def mentions(self) -> int | None:
        """How many releases mention it, whoever says it; None as above."""

    @property
    def persons(self) -> tuple[Person, ...]:
        """Whom the names of the query mean."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What to say of how names were understood."""

    def page(self, offset: int, limit: int) -> Sequence[Place]:
        """Return releases in their order."""

    def statements_of(self, number: int, doc: int) -> Sequence[int]:
        """Return which statements of a release of segment `number` answer."""

    def facets(self, field: str, limit: int | None = None) -> Sequence[tuple[str, int]]:
        """Return the values of a field with their releases; speakers by ordinal."""


class Times(NamedTuple):
    """How many releases and statements answer in a month or year ("" for undated ones)."""

    label: str
    releases: int
    statements: int


class Voice(NamedTuple):
    """What one speaker (an ordinal in the directory, -1 for nobody) says in an answer."""

    person: int
    statements: int
    releases: int
    first: dt.date | None
    last: dt.date | None


class Source(Protocol):
    """One commit of an index."""

    @property
    def commit(self) -> str:
        """Generation and commit, as "g000001.3"."""

    @property
    def directory(self) -> Directory:
        """The persons of the index."""

    @property
    def size(self) -> int:
        """The number of releases."""

    def answer(self, query: Query, sort: Order = "relevance") -> Answer:
        """Return the answer to a query."""

    def read(self, segment: int, doc: int) -> tuple[Release, list[Statement]]:
        """Return a release and its statements."""

    def id(self, segment: int, doc: int) -> str:
        """Return the id of a release without reading it."""

    def people_of(self, segment: int, doc: int) -> list[tuple[int, ...]]:
        """Return who makes each statement of a release: ordinals in the directory, -1 for nobody."""

    def times(self, query: Query, step: Step) -> list[Times]:
        """Return how the releases and statements that answer a query are spread over time."""

    def voices(self, query: Query) -> list[Voice]:
        """Return who makes the statements that answer a query."""

    def near_words(self, word: str, count: int) -> list[str]:
        """Return words of the index that are spelled nearly like `word`, the nearest and commonest first."""


def places(answer: Answer, offset: int = 0, limit: int | None = None) -> Iterator[Place]:
    """Yield the releases found from `offset` on, in their order: `limit` of them, or all."""
    end = answer.total if limit is None else min(answer.total, offset + limit)
    while offset < end:
        page = answer.page(offset, min(PAGE, end - offset))
        yield from page
        offset += max(1, len(page))
