"""`same:( )`, `sentence:( )`, `said:( )`: sentences, paragraphs or statements that satisfy a node by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from searchkit.codec.arrayfile import Array
from searchkit.codec.sets import distinct, is_in
from searchkit.query.nodes import And, Node, Not, Or, Phrase, Term, Unit, Within
from searchkit.query.scopes import needs_match
from searchkit.search.context import Context
from searchkit.search.docsets import DocSet
from searchkit.search.layers import Layer, Matches, distinct_of
from searchkit.search.places import variants
from searchkit.search.segment import Segment

if TYPE_CHECKING:
    from searchkit.search.evaluation import Evaluation


@dataclass(frozen=True, slots=True, eq=False)
class UnitHits:
    """The units that satisfy a node (ordinals, ascending), their releases, and the matches of each leaf in them."""

    units: Array
    docs: DocSet
    matches: dict[Node, Matches]


class Divisions:
    """Sentences or paragraphs: each ends where the next begins."""

    def __init__(self, segment: Segment, name: str) -> None:
        self._segment = segment
        self._starts = segment.reader[f"{name}_start"]
        self._rank = segment.rank(name)

    def of(self, matches: Matches) -> tuple[Array, Array]:
        """Return pairs (place of the match, unit)."""
        first, last = self._rank.of(matches.starts) - 1, self._rank.of(matches.ends - 1) - 1
        match = np.flatnonzero(first == last)
        return match, first[match]

    def intervals(self, units: Array) -> tuple[Array, Array]:
        """Return starts and ends of units."""
        ends = np.append(self._starts[1:], len(self._segment.stream))
        return self._starts[units], ends[units]

    def docs(self, units: Array) -> Array:
        """Return the releases of units."""
        return self._segment.docs_of(self._starts[units])


class Statements:
    """Statements: those that the context admits."""

    def __init__(self, segment: Segment, admitted: Array | None) -> None:
        self._segment = segment
        self._layer: Layer = segment.said if admitted is None else segment.said_by(admitted)

    def of(self, matches: Matches) -> tuple[Array, Array]:
        """Return pairs (place of the match, statement)."""
        match, interval = self._layer.holding(matches)
        return match, self._layer.owners[interval]

    def intervals(self, units: Array) -> tuple[Array, Array]:
        """Return starts and ends of the contents of statements, joined where they overlap."""
        return self._segment.said_by(units).merged()

    def docs(self, units: Array) -> Array:
        """Return the releases of statements."""
        docs: Array = self._segment.reader.statements.doc[units]
        return docs


def evaluate_unit(evaluation: Evaluation, node: Within, context: Context) -> UnitHits:
    """Return the units that satisfy the node below `node` in a context."""
    segment = evaluation.segment
    if node.unit is Unit.STATEMENT:
        search = _UnitSearch(evaluation, context, Statements(segment, context.admitted))
    else:
        search = _UnitSearch(evaluation, context, Divisions(segment, node.unit.value))
    units = search.units(node.node, None, counts=True)
    docs = distinct_of(search.division.docs(units)).astype(np.int64)
    return UnitHits(units, DocSet(segment.total, docs=docs), search.matches_in(units))


class _UnitSearch:
    def __init__(self, evaluation: Evaluation, context: Context, division: Divisions | Statements) -> None:
        self.division = division
        self._evaluation, self._context = evaluation, context
        self._hits: dict[Node, tuple[Matches, Array, Array]] = {}

    def units(self, node: Node, among: Array | None, *, counts: bool) -> Array:
        """Return the units that satisfy a node, of those `among` where given; `counts` for what is to be scored."""
        if isinstance(node, Term | Phrase):
            return self._leaf(node, among, counts=counts)
        if isinstance(node, And):
            return self._all(node, among, counts=counts)
        if isinstance(node, Or):
            return distinct_of(np.concatenate([self.units(child, among, counts=counts) for child in node.nodes]))
        if isinstance(node, Not):
            assert among is not None
            return np.setdiff1d(among, self.units(node.node, among, counts=False), assume_unique=True)
        return _common(self._admitted(self._evaluation.selections.of(node)), among)

    def _admitted(self, statements: Array) -> Array:
        admitted = self._context.admitted
        return statements if admitted is None else np.intersect1d(statements, admitted, assume_unique=True)

    def _leaf(self, node: Term | Phrase, among: Array | None, *, counts: bool) -> Array:
        scan = None
        if self._is_scanned(node):
            if among is not None:
                scan = self.division.intervals(among)
            elif isinstance(self.division, Statements) and self._context.inside is None:
                scan = self._evaluation.segment.said.merged()
        matches, _ = self._evaluation.matches(node, self._context, scan)
        match, unit = self.division.of(matches)
        if counts:
            self._hits[node] = (matches, match, unit)
        return _common(distinct_of(unit), among)

    def _is_scanned(self, node: Node) -> bool:
        """Return whether the places of a leaf have to be looked for in the stream."""
        segment = self._evaluation.segment
        if not isinstance(node, Term | Phrase):
            return False
        return any(
            all(stem in segment.common for form in forms for stem in form.stems) for forms, _ in variants(segment, node)
        )

    def _all(self, node: And, among: Array | None, *, counts: bool) -> Array:
        """Evaluate what must match first, words without positions behind the others; then the rest among that."""
        first = [child for child in node.nodes if needs_match(child)]
        for child in sorted(first, key=self._is_scanned):
            among = self.units(child, among, counts=counts)
        for child in node.nodes:
            if not needs_match(child):
                among = self.units(child, among, counts=counts)
        assert among is not None
        return among

    def matches_in(self, units: Array) -> dict[Node, Matches]:
        """Return the matches of each leaf that lie in one of these units."""
        found = {}
        for node, (matches, match, unit) in self._hits.items():
            found[node] = matches.take(distinct(match[is_in(unit, units)]))
        return found


def _common(found: Array, among: Array | None) -> Array:
    return found if among is None else found[is_in(found, among)]
