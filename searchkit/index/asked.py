"""An open index as the room of answers sees it: `searchkit.answers.source.Source`, over the arrays of a commit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from searchkit.answers.source import Order, Step, Times, Voice
from searchkit.codec.columns import NO_DATE, PRECISIONS, date_of
from searchkit.codec.decoding import Record
from searchkit.index.ragged import Array
from searchkit.index.state import State
from searchkit.query import Query
from searchkit.search import Answer
from searchkit.search.spelling import near_words

if TYPE_CHECKING:
    from searchkit.speakers import Directory


class Asked:
    """One commit of an index. Threads may share it."""

    def __init__(self, state: State) -> None:
        self._state = state
        self.commit = f"{state.folder.name}.{state.manifest.number}"

    @property
    def directory(self) -> Directory:
        """The persons of the index."""
        return self._state.people.directory

    @cached_property
    def size(self) -> int:
        """The number of releases."""
        return self._state.size

    def answer(self, query: Query, sort: Order = "relevance") -> Answer:
        """Return the answer to a query."""
        return self._state.searcher.search(query, sort=sort)

    def _counted(self, query: Query, dedup: bool) -> Answer:
        answer = self.answer(query)
        return answer.distinct if dedup else answer

    def read(self, segment: int, doc: int) -> Record:
        """Return a release and its statements."""
        return self._state.read(segment, doc)

    def id(self, segment: int, doc: int) -> str:
        """Return the id of a release without reading it."""
        return f"{int(self._state.segments[segment].ids[doc]):016x}"

    def people_of(self, segment: int, doc: int) -> list[tuple[int, ...]]:
        """Return who makes each statement of a release: ordinals in the directory, -1 for nobody."""
        reader = self._state.segments[segment]
        found = reader.statements.of_doc(doc)
        if not len(found):
            return []
        slots = reader.statements.slots[found.start : found.stop + 1].tolist()
        rows = reader.statements.slot_speaker[slots[0] : slots[-1]]
        people = self._state.people.persons[reader.name][rows].tolist()
        return [tuple(people[a - slots[0] : b - slots[0]]) for a, b in pairwise(slots)]

    def times(self, query: Query, step: Step, dedup: bool) -> list[Times]:
        """Return how the releases and statements that answer a query are spread over time, without copies or all."""
        counts: dict[str, list[int]] = {}
        answer = self._counted(query, dedup)
        for number, docs in enumerate(self._docs(answer)):
            reader = self._state.segments[number]
            said = reader.statements.doc[answer.said[number]]
            for column, members in enumerate((docs, said)):
                for label, count in _labels(reader.dates[members], reader["date_precision"][members], step):
                    counts.setdefault(label, [0, 0])[column] += count
        return [Times(label, *row) for label, row in counts.items()]

    def voices(self, query: Query, dedup: bool) -> list[Voice]:
        """Return who makes the statements that answer a query, without those of copies or all."""
        parts = [self._spoken(number, said) for number, said in enumerate(self._counted(query, dedup).said)]
        if not any(len(people) for people, *_ in parts):
            return []
        person, statement, release, day = (np.concatenate(column) for column in zip(*parts, strict=True))
        made = []
        order = np.lexsort((statement, person))
        person, statement, release, day = person[order], statement[order], release[order], day[order]
        values, first = np.unique(person, return_index=True)
        for value, low, high in zip(values.tolist(), first.tolist(), [*first[1:].tolist(), len(person)], strict=True):
            days = day[low:high][day[low:high] != NO_DATE]
            ends = (date_of(int(days.min())), date_of(int(days.max()))) if len(days) else (None, None)
            statements, releases = (len(np.unique(column[low:high])) for column in (statement, release))
            made.append(Voice(value, statements, releases, *ends))
        return made

    def _spoken(self, number: int, said: Array) -> tuple[Array, Array, Array, Array]:
        """Return person, statement, release and day for each speaker of some statements of a segment."""
        reader = self._state.segments[number]
        columns = reader.statements
        starts, ends = columns.slots[:-1][said].astype(np.int64), columns.slots[1:][said].astype(np.int64)
        counts = ends - starts
        slots = np.repeat(starts - np.cumsum(counts) + counts, counts) + np.arange(int(counts.sum()))
        people = self._state.people.persons[reader.name][columns.slot_speaker[slots]]
        alone = said[counts == 0]
        person = np.concatenate((people, np.full(len(alone), -1, people.dtype)))
        statement = np.concatenate((np.repeat(said, counts), alone)).astype(np.int64)
        release = columns.doc[statement].astype(np.int64)
        return person, statement | number << 40, release | number << 40, reader.dates[release]

    def near_words(self, word: str, count: int) -> list[str]:
        """Return words of the index that are spelled nearly like `word`, the nearest and commonest first."""
        return near_words(self._state.searcher.segments, word, count)

    @staticmethod
    def _docs(answer: Answer) -> Iterator[Array]:
        return (docs for _, docs in answer.docs())


def _labels(days: Array, precision: Array, step: Step) -> Iterable[tuple[str, int]]:
    """Return the months or years of some days with their counts; "" for what has none."""
    known = days != NO_DATE
    if step == "month":
        known &= precision < PRECISIONS.index("year")
    unit = "M" if step == "month" else "Y"
    values, counts = np.unique(days[known].astype("datetime64[D]").astype(f"datetime64[{unit}]"), return_counts=True)
    yield from zip(values.astype(str).tolist(), counts.tolist(), strict=True)
    if unknown := int(np.count_nonzero(~known)):
        yield "", unknown
