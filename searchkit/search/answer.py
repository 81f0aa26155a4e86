"""What a search found: how many releases, which, in what order, and which statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import replace
from functools import cached_property, partial
from itertools import repeat
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from searchkit.codec.arrayfile import Array
from searchkit.search.copies import Copies
from searchkit.search.docsets import DocSet, difference
from searchkit.search.evaluation import Found, Slot
from searchkit.search.facets import Facet, count_facet
from searchkit.search.meant import Meant
from searchkit.search.relevance import Relevance
from searchkit.search.said import together
from searchkit.search.scoring import idf
from searchkit.search.segment import Segment

if TYPE_CHECKING:
    from searchkit.speakers import Person

Order = Literal["relevance", "date"]


SPARE = 5
"""So many more releases than half the page again are looked at for a page without copies."""


class Scored(NamedTuple):
    """A release: the number of its segment, its number there, and its score."""

    segment: int
    doc: int
    score: float


_scored = partial(tuple.__new__, Scored)
"""Makes a `Scored` of a tuple of its fields: each query does it for its best, in half the time of a call with three."""


class Answer:
    """The answer to one query. Counting is done; scores, orders and statements are worked out when they are asked for.

    `mentions` is how many releases mention it whoever says it, `statements` how many statements answer: both None where
    the query asks for no statements.
    """

    def __init__(
        self,
        segments: Sequence[Segment],
        found: Sequence[Found],
        norms: Callable[[int], Array],
        *,
        sort: Order,
        asks_statements: bool,
        count_mentions: Callable[[], int | None] | None,
        meant: Meant,
        copies: Copies | None = None,
    ) -> None:
        self._segments, self._found, self._norms, self._sort = segments, found, norms, sort
        self._meant, self._copies = meant, copies
        self._asks_statements, self._count_mentions = asks_statements, count_mentions
        self.total = sum([one.docs.size for one in found])
        self._factors: dict[Slot, float] = {}

    @property
    def persons(self) -> tuple[Person, ...]:
        """The persons whom the names of the query mean."""
        return self._meant.persons

    @property
    def notes(self) -> tuple[str, ...]:
        """What must be said of those names."""
        return self._meant.notes

    # -- releases

    def page(self, offset: int, limit: int) -> list[Scored]:
        """Return the releases from place `offset` on, at most `limit`, best (or latest) first."""
        if limit <= 0 or offset >= self.total:
            return []
        if offset == 0 and self._sort == "relevance":
            return self._best(limit)
        segment, docs, values = self._order
        rows = slice(offset, offset + limit)
        made = list(map(_scored, zip(segment[rows].tolist(), docs[rows].tolist(), values[rows].tolist(), strict=True)))
        return made if self._sort == "relevance" else [self._with_score(one) for one in made]

    def _best(self, count: int) -> list[Scored]:
        made: list[Scored] = []
        for number, found in enumerate(self._found):
            if found.docs.size:
                docs, values = self._relevance(number).top(count)
                made += map(_scored, zip(repeat(number), docs.tolist(), values.tolist(), strict=False))
        if len(self._found) > 1:
            made.sort(key=lambda one: (-one.score, one.segment, one.doc))
        return made[:count]

    @cached_property
    def _order(self) -> tuple[Array, Array, Array]:
        """Segments, releases, and scores or days, of all hits, in order."""
        docs = [found.docs.docs for found in self._found]
        values = np.concatenate([self._values(number) for number in range(len(docs))])
        segment = np.repeat(np.arange(len(docs)), [len(d) for d in docs])
        order = np.argsort(-values, kind="stable")
        return segment[order], np.concatenate(docs)[order], values[order]

    def _values(self, number: int) -> Array:
        """Return what orders the releases found in a segment: scores, or days."""
        docs = self._found[number].docs.docs
        if self._sort == "date":
            return self._segments[number].reader.dates[docs].astype(np.float64)
        return self._relevance(number).of(docs)

    def _relevance(self, number: int) -> Relevance:
        found = self._found[number]
        factors = list(map(self._factor, found.leaves))
        return Relevance(found.docs, list(found.leaves.values()), factors, self._norms(number), joined=found.joined)

    def _factor(self, slot: Slot) -> float:
        """Return the inverse document frequency of a word or phrase, over all segments."""
        factor = self._factors.get(slot)
        if factor is None:
            held = sum([found.leaves[slot].docs.size for found in self._found if slot in found.leaves])
            factor = self._factors[slot] = idf(self._releases, held)
        return factor

    @cached_property
    def _releases(self) -> int:
        return sum([segment.all.size for segment in self._segments])

    def _with_score(self, one: Scored) -> Scored:
        return one._replace(score=float(self._relevance(one.segment).of(np.array([one.doc]))[0]))

    @property
    def distinct(self) -> Answer:
        """The same answer with one release of each group of copies: the first of those that answer."""
        return self if self._without_copies is None else self._without_copies

    @cached_property
    def _without_copies(self) -> Answer | None:
        """The same without copies, None where there are none: what holds itself stays until garbage is looked for."""
        repeats = self._copies.repeats([found.docs for found in self._found]) if self._copies else []
        return _Distinct(self, repeats) if any(map(len, repeats)) else None

    def copies_of(self, number: int, doc: int) -> list[tuple[int, int]]:
        """Return the copies of a release that answer too, as segments and documents."""
        group = self._copies.group_of(number, doc) if self._copies else []
        return [(k, d) for k, d in group if (k, d) != (number, doc) and self._found[k].docs.among(np.array([d]))[0]]

    def docs(self) -> Iterator[tuple[Segment, Array]]:
        """Yield each segment and the releases found in it (ascending)."""
        return ((segment, found.docs.docs) for segment, found in zip(self._segments, self._found, strict=True))

    # -- statements

    @cached_property
    def said(self) -> list[Array]:
        """The statements that answer, by segment (ordinals of the segment, ascending); of all of the releases found
        where the query asks for no statements.
        """
        made = []
        for segment, found in zip(self._segments, self._found, strict=True):
            doc_of = segment.reader.statements.doc
            statements = together(found.said, doc_of) if self._asks_statements else np.arange(len(doc_of))
            made.append(statements[found.docs.flags[doc_of[statements]]])
        return made

    @cached_property
    def statements(self) -> int | None:
        """How many statements answer."""
        return sum(map(len, self.said)) if self._asks_statements else None

    @cached_property
    def mentions(self) -> int | None:
        """How many releases mention it, whoever says it."""
        return self._count_mentions() if self._count_mentions is not None else None

    def statements_of(self, number: int, doc: int) -> list[int]:
        """Return the statements of a release found that answer, as places in the release's list of statements."""
        every = self._segments[number].reader.statements.of_doc(doc)
        low, high = np.searchsorted(self.said[number], (every.start, every.stop))
        return [int(k) - every.start for k in self.said[number][low:high]]

    def facets(self, field: str, limit: int | None = None) -> list[Facet]:
        """Return how many of the releases found have each value of a field, the commonest first.

        `field` is "speaker" (values are ordinals of persons as strings), "source", "place", "lang", "year" or "month".
        For speakers it counts the releases in which a statement of theirs answers.
        """
        said = self.said if field == "speaker" else [None] * len(self._segments)
        return count_facet(
            field,
            [(segment, found.docs, own) for segment, found, own in zip(self._segments, self._found, said, strict=True)],
            limit,
        )


class _Distinct(Answer):
    """An answer without what repeats (releases by segment, ascending)."""

    def __init__(self, whole: Answer, repeats: Sequence[Array]) -> None:
        found = [
            replace(one, docs=difference(one.docs, DocSet(one.docs.total, docs=docs)), joined=False)
            if len(docs)
            else one
            for one, docs in zip(whole._found, repeats, strict=True)
        ]
        super().__init__(
            whole._segments,
            found,
            whole._norms,
            sort=whole._sort,
            asks_statements=whole._asks_statements,
            count_mentions=whole._count_mentions,
            meant=whole._meant,
        )
        self._whole, self._repeats = copy(whole), repeats  # `whole` leads to this answer

    def page(self, offset: int, limit: int) -> list[Scored]:
        """Return the releases from place `offset` on, at most `limit`, best (or latest) first."""
        limit = min(limit, self.total - offset)
        if offset == 0 and limit > 0:
            # Few of the best are repeats, mostly: to leave them out is quicker than to go through all.
            best_of_all = self._whole.page(0, min(limit + limit // 2 + SPARE, self._whole.total))
            kept = [one for one in best_of_all if not self._repeated(one)]
            if len(kept) >= limit:
                return kept[:limit]
        return super().page(offset, limit)

    def _repeated(self, one: Scored) -> bool:
        repeats = self._repeats[one.segment]
        at = int(repeats.searchsorted(one.doc))
        return at < len(repeats) and int(repeats[at]) == one.doc
