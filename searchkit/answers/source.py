"""What answers are made from: an open index, as far as this room needs to know it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from searchkit.model import Release, Statement
from searchkit.query import Query
from searchkit.query.nodes import Not, Undated
from searchkit.query.scopes import conjunction

if TYPE_CHECKING:
    from searchkit.speakers import Directory, Person

Order = Literal["relevance", "date"]
"""Best first, or latest first."""
Sort = Literal["relevance", "date", "oldest"]
"""The same, or oldest first; undated releases are last in both orders of time."""
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


class Pages(Protocol):
    """Releases in an order."""

    @property
    def total(self) -> int:
        """How many releases there are."""

    def page(self, offset: int, limit: int) -> Sequence[Place]:
        """Return releases in their order; not all that are asked for, perhaps, but one at least while there are any."""


class Answer(Pages, Protocol):
    """What searching gives for a query: `searchkit.search.Answer`."""

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

    @property
    def distinct(self) -> Answer:
        """The same answer with one release of each group of copies, the first of those that answer."""

    def copies_of(self, number: int, doc: int) -> Sequence[tuple[int, int]]:
        """Return the copies of a release that answer too: segments and documents, the first of the group first."""

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


class Told(Protocol):
    """What an index holds of a release; it may be made when it is first asked for."""

    @property
    def release(self) -> Release:
        """The release, with all the places that hold it."""

    @property
    def statements(self) -> list[Statement]:
        """Its statements."""


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

    def read(self, segment: int, doc: int) -> Told:
        """Return a release and its statements."""

    def id(self, segment: int, doc: int) -> str:
        """Return the id of a release without reading it."""

    def people_of(self, segment: int, doc: int) -> list[tuple[int, ...]]:
        """Return who makes each statement of a release: ordinals in the directory, -1 for nobody."""

    def times(self, query: Query, step: Step, dedup: bool) -> list[Times]:
        """Return how the releases and statements that answer a query are spread over time, without copies or all."""

    def voices(self, query: Query, dedup: bool) -> list[Voice]:
        """Return who makes the statements that answer a query, without those of copies or all."""

    def near_words(self, word: str, count: int) -> list[str]:
        """Return words of the index that are spelled nearly like `word`, the nearest and commonest first."""


class Reversed(NamedTuple):
    """An answer that has the latest first, oldest first: the first `dated` releases have a date."""

    answer: Answer
    dated: int

    @property
    def total(self) -> int:
        """How many releases there are."""
        return self.answer.total

    def page(self, offset: int, limit: int) -> Sequence[Place]:
        """Return releases, oldest first."""
        end = self.dated - offset
        if end <= 0:
            return self.answer.page(offset, limit)
        start = max(0, end - limit)
        return self.answer.page(start, end - start)[::-1]


class Listing(NamedTuple):
    """An answer, what is listed of it (without copies, perhaps), and that in the order asked for."""

    answer: Answer
    listed: Answer
    pages: Pages


def listed(answer: Answer, dedup: bool) -> Answer:
    """Return what is listed and counted of an answer: without copies where `dedup` says so."""
    return answer.distinct if dedup else answer


def sorted_answer(source: Source, query: Query, sort: Sort, dedup: bool = False) -> Listing:
    """Return the answer to a query, and its releases in the order asked for, with `dedup` without copies."""
    answer = source.answer(query, "date" if sort == "oldest" else sort)
    shown = listed(answer, dedup)
    if sort != "oldest":
        return Listing(answer, shown, shown)
    dated = source.answer(Query(conjunction([query.node, Not(Undated())]), ""))
    return Listing(answer, shown, Reversed(shown, listed(dated, dedup).total))


def places(answer: Pages, offset: int = 0, limit: int | None = None) -> Iterator[Place]:
    """Yield the releases found from `offset` on, in their order: `limit` of them, or all."""
    end = answer.total if limit is None else min(answer.total, offset + limit)
    while offset < end:
        page = answer.page(offset, min(PAGE, end - offset))
        yield from page
        offset += max(1, len(page))
