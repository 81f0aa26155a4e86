"""What a speaker narrows: loose tests of statements → `Spoken` nodes.

As read, a query has *loose* tests (`speaker:`, `type:`, `cue:`) and zone marks (`in:`) beside the words they narrow.
`settle` gathers those of one scope (the query, a brace, `article:( )`) and puts the words below them. A loose test in
one arm of an OR narrows that arm and what is AND-ed with the OR; the scope is then distributed over the arms.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from searchkit.errors import QueryError
from searchkit.query.nodes import (
    LEAVES,
    NOWHERE,
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
    SaidBy,
    Spoken,
    TypeIs,
    Undated,
    Unit,
    Within,
    children,
)
from searchkit.spans import Span

MAX_ARMS = 64
"""Arms of OR with loose tests that one scope is distributed over, at most."""


@dataclass(frozen=True, slots=True)
class ZoneMark(Node):
    """`in:ZONE` as read, before it is settled."""

    zone: str


_TESTS = (SaidBy, TypeIs, CueIs)
_LOOSE = (*_TESTS, ZoneMark)


def conjunction(nodes: list[Node], span: Span = NOWHERE) -> Node:
    """Return the AND of one or more nodes, flat."""
    flat: list[Node] = []
    for node in nodes:
        flat += node.nodes if isinstance(node, And) else (node,)
    return flat[0] if len(flat) == 1 else And(tuple(flat), span=span)


def disjunction(nodes: list[Node], span: Span = NOWHERE) -> Node:
    """Return the OR of one or more nodes, flat."""
    flat: list[Node] = []
    for node in nodes:
        flat += node.nodes if isinstance(node, Or) else (node,)
    return flat[0] if len(flat) == 1 else Or(tuple(flat), span=span)


def negation(node: Node, span: Span = NOWHERE) -> Node:
    """Return the NOT of a node; two of them undo each other."""
    return node.node if isinstance(node, Not) else Not(node, span=span)


def is_loose(node: Node) -> bool:
    """Return whether the node is, or holds in its Boolean part, a loose test or zone mark."""
    if isinstance(node, LEAVES):
        return False
    if isinstance(node, (And, Or)):
        return any(map(is_loose, node.nodes))
    if isinstance(node, Not):
        return is_loose(node.node)
    return isinstance(node, _LOOSE)


def is_free(node: Node) -> bool:
    """Return whether the node means the same in every context."""
    if isinstance(node, And | Or):
        return all(is_free(child) for child in node.nodes)
    if isinstance(node, Not):
        return is_free(node.node)
    return isinstance(node, Spoken | Article | DateIs | Undated | MetadataIs | Everything)


def is_test(node: Node) -> bool:
    """Return whether the node tests a statement."""
    return isinstance(node, _TESTS)


def parts_of(node: Node) -> Iterator[Node]:
    """Yield what the node's AND, OR and NOT join."""
    if isinstance(node, And | Or):
        for child in node.nodes:
            yield from parts_of(child)
    elif isinstance(node, Not):
        yield from parts_of(node.node)
    else:
        yield node


def needs_match(node: Node) -> bool:
    """Return whether only a unit where something matches can satisfy the node, made of terms and tests."""
    if isinstance(node, And):
        return any(needs_match(child) for child in node.nodes)
    if isinstance(node, Or):
        return all(needs_match(child) for child in node.nodes)
    return not isinstance(node, Not)


def asks_statements(node: Node) -> bool:
    """Return whether statements answer the query: it names speakers, types, cues or `said:( )` in what must hold."""
    if isinstance(node, (*LEAVES, Not)):
        return False
    if isinstance(node, Spoken):
        positive = any(not isinstance(test, Not) for test in node.tests)
        return positive or (node.node is not None and asks_statements(node.node))
    if isinstance(node, Within):
        return node.unit is Unit.STATEMENT
    return any(map(asks_statements, children(node)))


def own_scope(node: Node, span: Span) -> Node:
    """Return a settled node as a scope of its own, as braces ask."""
    return node if is_free(node) else Article(node, span=span)


def settle(node: Node, query: str) -> Node:
    """Return the scope with its loose tests and zone marks put above what they narrow."""
    if not is_loose(node):
        return node
    return disjunction([_narrowed(arm, node.span, query) for arm in _arms(node, query)], node.span)


class _Arm(NamedTuple):
    tests: tuple[Node, ...]
    marks: tuple[ZoneMark, ...]
    rest: tuple[Node, ...]


def _arms(node: Node, query: str) -> list[_Arm]:
    if isinstance(node, ZoneMark):
        return [_Arm((), (node,), ())]
    if isinstance(node, _TESTS) or (isinstance(node, Not) and isinstance(node.node, _TESTS)):
        return [_Arm((node,), (), ())]
    if not is_loose(node):
        return [_Arm((), (), (node,))]
    if isinstance(node, Not):
        return [_Arm((), (), (negation(settle(node.node, query), node.span),))]
    if isinstance(node, Or):
        arms = [arm for child in node.nodes for arm in _arms(child, query)]
    else:
        assert isinstance(node, And)
        parts = [_arms(child, query) for child in node.nodes]
        count = 1
        for part in parts:
            count = _bounded(count * len(part), node, query)
        arms = [_Arm(*(sum(field, ()) for field in zip(*combo, strict=True))) for combo in product(*parts)]
    _bounded(len(arms), node, query)
    return arms


def _bounded(count: int, node: Node, query: str) -> int:
    if count > MAX_ARMS:
        raise QueryError(
            "too many alternatives with speakers",
            query,
            *node.span,
            f"at most {MAX_ARMS} combinations are searched; ask for fewer speakers at once",
        )
    return count


def _narrowed(arm: _Arm, span: Span, query: str) -> Node:
    free = [node for node in arm.rest if is_free(node)]
    words = [node for node in arm.rest if not is_free(node)]
    below: Node | None = conjunction(words, span) if words else None
    for mark in reversed(arm.marks):
        if below is None:
            raise QueryError(f"in:{mark.zone} has no words to look for", query, *mark.span, "add a word")
        below = InZone(mark.zone, below, span=span)
    if not arm.tests:
        return conjunction([*([below] if below else []), *free], span)
    speakers = [test for test in arm.tests if isinstance(test, SaidBy)]
    others = tuple(test for test in arm.tests if not isinstance(test, SaidBy))
    if below is None and not any(isinstance(test, _TESTS) for test in arm.tests):
        absent: list[Node] = [Not(Spoken((test.node,), span=test.span), span=test.span) for test in arm.tests]  # type: ignore[attr-defined]
        return conjunction([*absent, *free], span)
    spoken: list[Node] = [Spoken((s, *others), below, span=span) for s in speakers] or [  # type: ignore[arg-type]
        Spoken(others, below, span=span)  # type: ignore[arg-type]
    ]
    return conjunction([*spoken, *free], span)
