"""What answers of releases and of statements have in common: a part of a listing, asked for by offset and limit."""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import cached_property
from typing import TYPE_CHECKING

from searchkit import answers
from searchkit.answers.source import Sort, Source, sorted_answer
from searchkit.query import Query

if TYPE_CHECKING:
    from searchkit.answers.rescue import Help


class Window(ABC):
    """At most `limit` of what a query lists (all where it is None), from place `offset` on."""

    def __init__(
        self, source: Source, query: Query, sort: Sort, offset: int, limit: int | None, dedup: bool = True
    ) -> None:
        self.query = query
        self._source, self._offset, self._limit = source, offset, limit
        self._dedup = dedup
        self._listing = sorted_answer(source, query, sort, dedup)
        self._answer = self._listing.answer

    @property
    @abstractmethod
    def total(self) -> int:
        """How many answer, whatever the limit."""

    @property
    @abstractmethod
    def listed(self) -> int:
        """How many there are to go through, whatever the limit."""

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What to know of how the query was understood: a range turned round, a name that fits several people…"""
        return (*self.query.notes, *self._answer.notes)

    @cached_property
    def help(self) -> Help:
        """What to try where nothing was found; empty where something was."""
        return answers.rescue.Help() if self.total else answers.rescue.help_for(self._source, self.query)

    def __len__(self) -> int:
        shown = max(0, self.listed - self._offset)
        return shown if self._limit is None else min(self._limit, shown)
