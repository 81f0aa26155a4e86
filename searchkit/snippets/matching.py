"""The true matches of a query in one release: what the highlights show.

A match counts only where the whole of the query above it holds: a lone word of a phrase, a word outside its zone,
scope or unit, and a word of an alternative that fails are no matches.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from searchkit.model import SEARCHED_ZONES, ZoneKind
from searchkit.query.metadata import has, in_range
from searchkit.query.nodes import (
    And,
    Article,
    CueIs,
    DateIs,
    Everything,
    InZone,
    MetadataIs,
    Node,
    Not,
    Or,
    Phrase,
    SaidBy,
    Spoken,
    Term,
    TypeIs,
    Undated,
    Unit,
    Within,
)
from searchkit.query.statements import Speaks, passes
from searchkit.query.zones import ZONES
from searchkit.snippets.forms import Forms
from searchkit.snippets.proximity import consecutive, near
from searchkit.snippets.stream import Interval, Stream

Positions = tuple[int, ...]
"""Where the words of one match stand, ascending."""
Leaf = Term | Phrase
"""What matches words."""


class Occurrences(NamedTuple):
    """A term or phrase and its matches, by their first position."""

    places: Sequence[Positions]
    node: Node


@dataclass(frozen=True, slots=True)
class Context:
    """Where words may match: see `searchkit.query.nodes`. `None` stands for no restriction."""

    zones: frozenset[ZoneKind] = SEARCHED_ZONES
    admitted: tuple[int, ...] | None = None
    """Ordinals of the statements, where a `Spoken` restricts them."""
    inside: tuple[Interval, ...] | None = None
    outside: tuple[Interval, ...] = ()
    unit: tuple[Interval, ...] | None = None
    statement: int = -1
    """The statement of a `Within`."""


@dataclass(frozen=True, slots=True)
class Found:
    """Whether a node holds, its matches, and the statements that made it hold."""

    holds: bool
    matches: tuple[Occurrences, ...] = ()
    statements: tuple[int, ...] = ()


EVERYWHERE = Context()
NOTHING = Found(False)
PLAIN = Found(True)


class Matching:
    """The evaluation of one query in one release."""

    def __init__(self, stream: Stream, forms: Forms, speaks: Speaks) -> None:
        self.stream = stream
        self.forms = forms
        self.speaks = speaks
        self._leaves: dict[Node, list[Positions]] = {}
        self._zones: dict[frozenset[ZoneKind], list[Interval]] = {}

    def found(self, node: Node, context: Context) -> Found:
        """Return what `node` finds in `context`."""
        if isinstance(node, Leaf):
            return self._leaf(node, context)
        if isinstance(node, (And, Or)):
            return self._joined(node, context)
        if isinstance(node, Not):
            return NOTHING if self.found(node.node, context).holds else PLAIN
        if isinstance(node, InZone):
            return self.found(node.node, replace(context, zones=ZONES[node.zone]))
        if isinstance(node, Article):
            return self.found(node.node, Context())
        if isinstance(node, Spoken):
            return self._spoken(node)
        if isinstance(node, Within):
            return self._within(node, context)
        return PLAIN if self._property(node, context) else NOTHING

    def _property(self, node: Node, context: Context) -> bool:
        release = self.stream.release
        if isinstance(node, DateIs):
            return in_range(node, release.date, release.date_precision)
        if isinstance(node, Undated):
            return release.date is None
        if isinstance(node, MetadataIs):
            return has(node, release)
        if isinstance(node, SaidBy | TypeIs | CueIs):
            return self._passes(node, context.statement)
        return isinstance(node, Everything)

    def _passes(self, test: Node, ordinal: int) -> bool:
        release = self.stream.release
        return passes(test, self.stream.statements[ordinal], release.text, release.language, self.speaks)

    def _joined(self, node: And | Or, context: Context) -> Found:
        parts = [self.found(child, context) for child in node.nodes]
        good = [part for part in parts if part.holds]
        if not good or (isinstance(node, And) and len(good) < len(parts)):
            return NOTHING
        return _union(good)

    def _leaf(self, node: Leaf, context: Context) -> Found:
        if node not in self._leaves:
            self._leaves[node] = self._occurrences(node)
        found = self._leaves[node]
        if context.inside is None and context.unit is None and not context.outside:
            kept = _within_intervals(found, self._intervals(context.zones))
        else:
            kept = [p for p in found if self._allowed(p, context)]
        return Found(True, (Occurrences(kept, node),)) if kept else NOTHING

    def _occurrences(self, node: Leaf) -> list[Positions]:
        if not isinstance(node, Phrase):
            return list(zip(self.stream.positions[self.forms.number[node]]))
        parts = [self.stream.positions[self.forms.number[part]] for part in node.parts]
        if not all(parts):
            return []
        found = near(parts, node.slop) if node.slop else consecutive(parts)
        return [p for p in found if self.stream.in_one_section(p[0], p[-1])]

    def _intervals(self, zones: frozenset[ZoneKind]) -> list[Interval]:
        if zones not in self._zones:
            self._zones[zones] = self.stream.zone_intervals(zones)
        return self._zones[zones]

    def _allowed(self, positions: Positions, context: Context) -> bool:
        first, last = positions[0], positions[-1]
        if not holding(self._intervals(context.zones), first, last):
            return False
        if context.unit is not None and not _in_any(context.unit, first, last):
            return False
        if context.inside is not None and not _in_any(context.inside, first, last):
            return False
        return not any(low <= last and first < high for low, high in context.outside)

    def _spoken(self, node: Spoken) -> Found:
        stream = self.stream
        good = tuple(k for k in range(len(stream.statements)) if all(self._passes(test, k) for test in node.tests))
        if all(isinstance(test, Not) for test in node.tests):
            failing = (k for k in range(len(stream.statements)) if k not in set(good))
            outside = tuple(i for k in failing for i in stream.statement_intervals(k))
            return PLAIN if node.node is None else self.found(node.node, Context(admitted=good, outside=outside))
        if not good:
            return NOTHING
        if node.node is None:
            return Found(True, (), good)
        inside = tuple(i for k in good for i in stream.statement_intervals(k))
        found = self.found(node.node, Context(admitted=good, inside=inside))
        if not found.holds or found.statements:
            return found
        holders = tuple(k for k in good if self._holds_any(k, found.matches))
        return Found(True, found.matches, holders or good)

    def _holds_any(self, ordinal: int, matches: Iterable[Occurrences]) -> bool:
        intervals = self.stream.statement_intervals(ordinal)
        return any(_in_any(intervals, p[0], p[-1]) for places, _ in matches for p in places)

    def _within(self, node: Within, context: Context) -> Found:
        parts: list[Found] = []
        if node.unit is Unit.STATEMENT:
            everyone = range(len(self.stream.statements))
            for k in everyone if context.admitted is None else context.admitted:
                unit = tuple(self.stream.statement_intervals(k))
                part = self.found(node.node, replace(context, unit=unit, statement=k))
                parts.append(replace(part, statements=(k,)))
        else:
            matches = [match for leaf in _leaves(node.node) for match in self._leaf(leaf, context).matches]
            units = sorted({self.stream.unit_at(node.unit, p[0]) for places, _ in matches for p in places})
            parts += [self.found(node.node, replace(context, unit=(unit,))) for unit in units]
        good = [part for part in parts if part.holds]
        return _union(good) if good else NOTHING


def holding(intervals: list[Interval], first: int, last: int) -> bool:
    """Return whether one of the sorted intervals, which do not overlap, holds both positions."""
    k = bisect_right(intervals, (first, 1 << 60)) - 1
    return k >= 0 and last < intervals[k][1]


def _within_intervals(found: list[Positions], intervals: list[Interval]) -> list[Positions]:
    """Return the sorted matches that lie in one of the sorted intervals, which do not overlap."""
    kept: list[Positions] = []
    end = 0
    for low, high in intervals:
        at = bisect_left(found, (low,), end)
        end = bisect_left(found, (high,), at)
        kept += [places for places in found[at:end] if places[-1] < high]
    return kept


def _in_any(intervals: Iterable[Interval], first: int, last: int) -> bool:
    return any(low <= first and last < high for low, high in intervals)


def _union(parts: list[Found]) -> Found:
    if len(parts) == 1:
        return parts[0]
    matches = [match for part in parts for match in part.matches]
    if len({match.node for match in matches}) < len(matches):
        matches = _without_repeats(matches)
    return Found(True, tuple(matches), tuple(dict.fromkeys(k for part in parts for k in part.statements)))


def _without_repeats(matches: list[Occurrences]) -> list[Occurrences]:
    """Return the matches without those that an equal node before has at the same place."""
    seen: dict[Node, set[Positions]] = {}
    made = []
    for places, node in matches:
        known = seen.setdefault(node, set())
        new = [p for p in places if p not in known]
        known.update(new)
        if new:
            made.append(Occurrences(new, node))
    return made


def _leaves(node: Node) -> list[Leaf]:
    if isinstance(node, Leaf):
        return [node]
    if isinstance(node, And | Or):
        return [leaf for child in node.nodes for leaf in _leaves(child)]
    return []
