"""What a search found: how many releases, which, in what order, and which statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import repeat
from typing import Literal, NamedTuple

import numpy as np

from searchkit.codec.arrayfile import Array
from searchkit.search.copies import Copies
from searchkit.search.docsets import DocSet, difference
from searchkit.search.evaluation import Found, Slot
from searchkit.search.facets import Facet, count_facet
from searchkit.search.leaves import Leaf
from searchkit.search.ranking import best
from searchkit.search.said import together
from searchkit.search.scoring import idf, scores, scores_by_release
from searchkit.search.segment import Segment
from searchkit.speakers import Person

Order = Literal["relevance", "date"]


MANY = 4
"""Where more than one in so many releases is found, all are scored."""
SPARE = 5
"""So many more releases than half the page again are looked at for a page without copies."""


class Scored(NamedTuple):
    """A release: the number of its segment, its number there, and its score."""

    segment: int
    doc: int
    score: float


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
        count_mentions: Callable[[], int] | None,
        persons: tuple[Person, ...] = (),
        notes: tuple[str, ...] = (),
        copies: Copies | None = None,
    ) -> None:
        self._segments, self._found, self._norms, self._sort = segments, found, norms, sort
        self._copies = copies
        self._asks_statements, self._count_mentions = asks_statements, count_mentions
        self.persons, self.notes = persons, notes
        self.total = sum(f.docs.size for f in found)

    # -- releases

    def page(self, offset: int, limit: int) -> list[Scored]:
        """Return the releases from place `offset` on, at most `limit`, best (or latest) first."""
        if limit <= 0 or offset >= self.total:
            return []
        if offset + limit <= self.total and offset == 0:
            return self._top(limit)
        return self._ordered(offset, limit)

    def _top(self, count: int) -> list[Scored]:
        made: list[Scored] = []
        for number, (docs, values) in enumerate(self._valued):
            # Where all releases are scored, those that were not found are the last, with a score of 0.
            places = best(values, min(count, self._found[number].docs.size))
            found = places if docs is None else docs[places]
            made += map(Scored, repeat(number), found.tolist(), values[places].tolist())
        if len(self._segments) > 1:
            made.sort(key=lambda one: (-one.score, one.segment, one.doc))
        return self._with_scores(made[:count])

    def _ordered(self, offset: int, limit: int) -> list[Scored]:
        segment, docs, values = self._order
        rows = range(offset, min(offset + limit, len(docs)))
        made = [Scored(int(segment[k]), int(docs[k]), float(values[k])) for k in rows]
        return self._with_scores(made)

    @cached_property
    def _order(self) -> tuple[Array, Array, Array]:
        """Segments, releases and values of all hits, in order."""
        docs = [found.docs.docs for found in self._found]
        values = [v if d is not None else v[own] for (d, v), own in zip(self._valued, docs, strict=True)]
        segment = np.repeat(np.arange(len(docs)), [len(d) for d in docs])
        together_ = np.concatenate(values)
        order = np.argsort(-together_, kind="stable")
        return segment[order], np.concatenate(docs)[order], together_[order]

    @cached_property
    def _valued(self) -> list[tuple[Array | None, Array]]:
        """For each segment the releases found (None: all; others have the least value) and what orders them."""
        if self._sort == "date":
            return [
                (found.docs.docs, segment.reader.dates[found.docs.docs].astype(np.float64))
                for segment, found in zip(self._segments, self._found, strict=True)
            ]
        return [self._scores(number) for number in range(len(self._found))]

    def _scores(self, number: int) -> tuple[Array | None, Array]:
        found, norm = self._found[number], self._norms(number)
        leaves, factors = list(found.leaves.values()), [self._factors[slot] for slot in found.leaves]
        if found.docs.size * MANY > found.docs.total and _are_rows(found.docs, leaves):
            return None, scores_by_release(found.docs, leaves, factors, norm)
        return found.docs.docs, scores(found.docs, leaves, factors, norm)

    @cached_property
    def _factors(self) -> dict[Slot, float]:
        """The inverse document frequency of each word and phrase, over all segments."""
        held: dict[Slot, int] = {}
        for found in self._found:
            for slot, leaf in found.leaves.items():
                held[slot] = held.get(slot, 0) + leaf.docs.size
        releases = sum(segment.all.size for segment in self._segments)
        return {slot: idf(releases, count) for slot, count in held.items()}

    def _with_scores(self, made: list[Scored]) -> list[Scored]:
        """Return hits that were ordered by date with their scores."""
        if self._sort != "date":
            return made
        return [one._replace(score=self._score(one.segment, one.doc)) for one in made]

    def _score(self, number: int, doc: int) -> float:
        docs = np.array([doc])
        norm = self._norms(number)[doc]
        leaves: dict[Slot, Leaf] = self._found[number].leaves
        weights = [(self._factors[slot], float(leaf.weights_at(docs)[0])) for slot, leaf in leaves.items()]
        return float(sum(factor * w / (w + norm) for factor, w in weights))

    @cached_property
    def distinct(self) -> Answer:
        """The same answer with one release of each group of copies: the first of those that answer."""
        repeats = self._copies.repeats([found.docs for found in self._found]) if self._copies else []
        return _Distinct(self, repeats) if any(map(len, repeats)) else self

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
            replace(one, docs=difference(one.docs, DocSet(one.docs.total, docs=docs))) if len(docs) else one
            for one, docs in zip(whole._found, repeats, strict=True)
        ]
        super().__init__(
            whole._segments,
            found,
            whole._norms,
            sort=whole._sort,
            asks_statements=whole._asks_statements,
            count_mentions=whole._count_mentions,
            persons=whole.persons,
            notes=whole.notes,
        )
        self._whole, self._repeats = whole, repeats

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

    @cached_property
    def _valued(self) -> list[tuple[Array | None, Array]]:
        made: list[tuple[Array | None, Array]] = []
        for (docs, values), repeats in zip(self._whole._valued, self._repeats, strict=True):
            if docs is None:
                kept = values.copy()
                kept[repeats] = -np.inf
                made.append((None, kept))
            else:
                own = ~np.isin(docs, repeats, assume_unique=True)
                made.append((docs[own], values[own]))
        return made


def _are_rows(docs: DocSet, leaves: Sequence[Leaf]) -> bool:
    """Return whether the leaves can be scored for all releases at once."""
    rows = all(leaf.row is not None and not leaf.only for leaf in leaves)
    return rows and (len(leaves) > 1 or (len(leaves) == 1 and leaves[0].docs is docs))
