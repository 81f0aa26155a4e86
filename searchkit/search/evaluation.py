"""A query evaluated in one segment: node by node, each on whole arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from searchkit.codec.arrayfile import Array
from searchkit.codec.sets import distinct
from searchkit.query.nodes import (
    LEAVES,
    And,
    Article,
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
    Undated,
    Unit,
    Within,
    Word,
)
from searchkit.query.zones import ZONES
from searchkit.search.contents import Contents
from searchkit.search.context import ANYWHERE, Context
from searchkit.search.docsets import DocSet, difference, intersection, union
from searchkit.search.forms import form_of
from searchkit.search.layers import Matches
from searchkit.search.leaves import Leaf, alive, in_languages, joined, of_matches, of_stems
from searchkit.search.places import matches_of
from searchkit.search.properties import PathSearch, dated, described, undated
from searchkit.search.said import Said
from searchkit.search.segment import Segment
from searchkit.search.statements import Selections
from searchkit.search.units import evaluate_unit

Slot = tuple[int, int]
"""A word or phrase of the query, and the scope in which it is asked for: the identities of both nodes."""


@dataclass(slots=True, eq=False)
class Found:
    """What a node found: releases, the leaves that count for their scores, and statements.

    `said` are the statements that answer; `holding` those in which words of the speaker were found who is asked for.
    `joined` says that the releases are just those of the leaves.
    """

    docs: DocSet
    leaves: dict[Slot, Leaf] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)
    holding: list[Said] = field(default_factory=list)
    joined: bool = False


class Evaluation:
    """One query in one segment."""

    def __init__(self, segment: Segment, meant: Mapping[SaidBy, Sequence[int]], ids_under: PathSearch) -> None:
        self.segment = segment
        self._meant, self._ids_under = meant, ids_under
        self._scope = 0

    @cached_property
    def selections(self) -> Selections:
        """The statements of the segment by test."""
        return Selections(self.segment, self._meant)

    def whole(self, node: Node) -> Found:
        """Return what the query finds, without deleted releases."""
        found = self.found(node, ANYWHERE, self.segment.all)
        if self.segment.live is not None:
            found.docs = intersection([found.docs, self.segment.all])
        return found

    def found(self, node: Node, context: Context, among: DocSet) -> Found:
        """Return what `node` finds in a context; what it does not exclude is looked for in `among`."""
        if isinstance(node, LEAVES):
            return self._leaf(node, context)
        if isinstance(node, And):
            return self._all(node, context, among)
        if isinstance(node, Or):
            return self._any([self.found(child, context, among) for child in node.nodes])
        if isinstance(node, Not):
            return Found(difference(among, self.found(node.node, context, among).docs))
        if isinstance(node, InZone):
            return self.found(node.node, replace(context, zones=ZONES[node.zone]), among)
        if isinstance(node, Article):
            return self._scoped(node, node.node, ANYWHERE, among)
        if isinstance(node, Spoken):
            return self._spoken(node, among)
        if isinstance(node, Within):
            return self._within(node, context)
        return Found(self._property(node, among))

    def _scoped(self, scope: Node, node: Node, context: Context, among: DocSet) -> Found:
        before, self._scope = self._scope, id(scope)
        found = self.found(node, context, among)
        self._scope = before
        return found

    def _property(self, node: Node, among: DocSet) -> DocSet:
        if isinstance(node, DateIs):
            return dated(self.segment, node, among)
        if isinstance(node, MetadataIs):
            return described(self.segment, node, self._ids_under)
        if isinstance(node, Undated):
            return undated(self.segment)
        if isinstance(node, Everything):
            return self.segment.all
        raise TypeError(f"no query node: {node!r}")

    # -- words

    def _leaf(self, node: Term | Phrase, context: Context) -> Found:
        quick = self._from_postings(node) if context.plain and not isinstance(node, Phrase) else None
        if quick is not None:
            return Found(quick.docs, {(id(node), self._scope): quick}, joined=True)
        matches, statements = self.matches(node, context)
        leaf = of_matches(self.segment, matches)
        holding = [] if statements is None else [Said(statements)]
        return Found(leaf.docs, {(id(node), self._scope): leaf}, holding=holding, joined=True)

    def _from_postings(self, node: Term) -> Leaf | None:
        """Return the leaf of whole stems, None where positions must be looked at."""
        segment = self.segment
        stems: Sequence[tuple[tuple[int, ...], tuple[str, ...]]]
        if isinstance(node, Word):
            stems = segment.languages.stemmed((node.word,))
        else:
            made = form_of(segment, node)
            if made.parts:
                return None
            stems = [(made.whole, ())]
        leaves = []
        for numbers, languages in stems:
            leaf = of_stems(segment, numbers)
            leaves.append(in_languages(segment, leaf, languages) if languages else leaf)
        return joined(segment, leaves) if leaves else of_stems(segment, ())

    def matches(
        self, node: Term | Phrase, context: Context, scan: tuple[Array, Array] | None = None
    ) -> tuple[Matches, Array | None]:
        """Return where a leaf stands in a context, and the statements (ordinals) whose words hold it, where asked."""
        matches = matches_of(self.segment, node, context, scan)
        if context.inside is None:
            return matches, None
        match, statements = context.inside.holding(matches)
        return matches.take(distinct(match)), statements

    # -- Boolean

    def _all(self, node: And, context: Context, among: DocSet) -> Found:
        """Evaluate what must hold first, then dates and what must not hold, among that."""
        parts = [self.found(child, context, among) for child in node.nodes if not isinstance(child, (DateIs, Not))]
        base = intersection([part.docs for part in parts]) if parts else among
        for child in node.nodes:
            if isinstance(child, Not):
                base = difference(base, self.found(child.node, context, base).docs)
            elif isinstance(child, DateIs):
                base = dated(self.segment, child, base)
        return _merged(base, parts)

    def _any(self, parts: list[Found]) -> Found:
        """An alternative that fails in a release gives it neither a score nor statements."""
        for part in parts:
            if len(part.leaves) > 1 or any(leaf.docs is not part.docs for leaf in part.leaves.values()):
                for leaf in part.leaves.values():
                    leaf.only.append(part.docs)
            for said in (*part.said, *part.holding):
                said.only.append(part.docs)
        found = _merged(union([part.docs for part in parts]), parts)
        found.joined = all(part.joined for part in parts)
        return found

    # -- statements

    def _spoken(self, node: Spoken, among: DocSet) -> Found:
        segment = self.segment
        if all(isinstance(test, Not) for test in node.tests):
            assert node.node is not None
            failing = self.selections.failing(node.tests)
            admitted = self.selections.passing(node.tests) if _asks_statements(node.node) else None
            return self._scoped(node, node.node, Context(outside=segment.said_by(failing), admitted=admitted), among)
        passing = self.selections.passing(node.tests)
        context = Context(inside=Contents(segment, passing), admitted=passing)
        if isinstance(node.node, LEAVES):  # which stands in releases of these statements only
            inner = self._scoped(node, node.node, context, segment.all)
            docs = inner.docs
        else:
            speaking = self.speaking(passing)
            if node.node is None:
                return Found(speaking, said=[Said(passing, only=[speaking])])
            inner = self._scoped(node, node.node, context, speaking)
            docs = intersection([inner.docs, speaking])
        said = Said(ranks=(inner.said, inner.holding, [Said(passing)]), only=[docs])
        return Found(docs, inner.leaves, [said])

    def speaking(self, statements: Array) -> DocSet:
        """Return the releases of statements (ordinals, ascending)."""
        docs = distinct(self.segment.reader.statements.doc[statements]).astype(np.int64)
        return alive(self.segment, Leaf(DocSet(self.segment.total, docs=docs))).docs

    def _within(self, node: Within, context: Context) -> Found:
        hits = evaluate_unit(self, node, context)
        leaves = {(id(leaf), self._scope): of_matches(self.segment, matches) for leaf, matches in hits.matches.items()}
        if node.unit is Unit.STATEMENT:
            return Found(hits.docs, leaves, [Said(hits.units)])
        found = Found(hits.docs, leaves)
        if context.inside is not None:
            for matches in hits.matches.values():
                found.holding.append(Said(context.inside.holding(matches)[1]))
        return found


def _merged(docs: DocSet, parts: Sequence[Found]) -> Found:
    found = Found(docs)
    for part in parts:
        found.leaves |= part.leaves
        found.said += part.said
        found.holding += part.holding
    return found


def _asks_statements(node: Node) -> bool:
    return isinstance(node, Within) or any(map(_asks_statements, _below(node)))


def _below(node: Node) -> tuple[Node, ...]:
    if isinstance(node, And | Or):
        return node.nodes
    return (node.node,) if isinstance(node, Not | InZone) else ()
