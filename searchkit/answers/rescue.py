"""What to try where a search found nothing: other spellings, and which part of the query emptied it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from searchkit.answers.heads import counted
from searchkit.answers.source import Source
from searchkit.query import Node, Query, print_query
from searchkit.query.nodes import (
    And,
    Article,
    DateIs,
    Everything,
    ExactWord,
    InZone,
    MetadataIs,
    Phrase,
    SaidBy,
    SpeakerKey,
    Spoken,
    Within,
    Word,
    children,
)
from searchkit.query.scopes import conjunction

MOST_TRIED = 24
"""Variants of the query that are searched, at most."""
SUGGESTIONS = 3
MUCH_MORE = 10
"""Times as many statements as those of a name that is known: then another one may have been meant."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A word or a speaker's name that the index does not know, and those nearest to it."""

    written: str
    nearest: tuple[str, ...]
    speaker: bool = False
    known: bool = False
    """Whether somebody is called so, who says little: a slip of the pen in a release, perhaps."""

    def __str__(self) -> str:
        what = "no speaker is called" if self.speaker else "no release holds"
        what = "hardly anything is said by" if self.known else what
        near = " or ".join(f"“{name}”" for name in self.nearest)
        return f"{what} “{self.written}”" + (f"; did you mean {near}?" if near else "")


@dataclass(frozen=True, slots=True)
class Without:
    """How many releases answer where one part of the query is left out; `part` as it is written, or what it asks."""

    part: str
    releases: int

    def __str__(self) -> str:
        return f"without {self.part}: {counted(self.releases, 'release')}"


@dataclass(frozen=True, slots=True)
class Help:
    """What to try next."""

    spellings: tuple[Spelling, ...] = ()
    without: tuple[Without, ...] = ()

    def lines(self, speakers: bool = True) -> list[str]:
        """Return the help, a line for each piece of it; speakers, whom notes of an answer tell of too, if asked for."""
        spellings = [spelling for spelling in self.spellings if speakers or not spelling.speaker or spelling.known]
        return [str(piece) for piece in (*spellings, *self.without)]

    def as_dict(self) -> dict[str, Any]:
        """Return the help as JSON data."""
        spellings = [
            {"written": s.written, "nearest": list(s.nearest), "what": "speaker" if s.speaker else "word"}
            for s in self.spellings
        ]
        return {"spellings": spellings, "without": [{"part": w.part, "releases": w.releases} for w in self.without]}


def help_for(source: Source, query: Query) -> Help:
    """Return what to try instead of a query that finds nothing."""
    spellings = [*_words(source, query.node), *_speakers(source, query.node)]
    if isinstance(query.node, DateIs | MetadataIs):
        return Help((), _without(source, iter([(print_query(query.node), Everything())])))
    without = _without(source, variants(query.node)) or _without(source, pairs(query.node))
    return Help(tuple(spellings), without)


def _without(source: Source, tried: Iterator[tuple[str, Node]]) -> tuple[Without, ...]:
    found: dict[str, Without] = {}
    for part, node in islice(tried, MOST_TRIED):
        total = source.answer(Query(node, "")).total
        if total:
            found.setdefault(part, Without(part, total))
    return tuple(found.values())


def pairs(node: Node) -> Iterator[tuple[str, Node]]:
    """Yield the same for two parts that are left out together."""
    seen: set[frozenset[str]] = set()
    for first, once in variants(node):
        for second, twice in variants(once):
            both = frozenset((first, second))
            if len(both) == 2 and both not in seen:
                seen.add(both)
                yield f"{first} and {second}", twice


def variants(node: Node) -> Iterator[tuple[str, Node]]:
    """Yield what is left out, and the node without it, for each part that can be left out."""
    if isinstance(node, And):
        for k, child in enumerate(node.nodes):
            rest = [*node.nodes[:k], *node.nodes[k + 1 :]]
            yield _part(child), conjunction(rest)
            for part, changed in variants(child):
                yield part, conjunction([*node.nodes[:k], changed, *node.nodes[k + 1 :]])
    elif isinstance(node, Spoken):
        for k, test in enumerate(node.tests):
            tests = node.tests[:k] + node.tests[k + 1 :]
            if tests and (node.node is not None or any(isinstance(t, SaidBy) for t in tests)):
                yield print_query(test), replace(node, tests=tests)
            elif not tests and node.node is not None:
                yield print_query(test), Article(node.node)
        for part, changed in variants(node.node) if node.node is not None else ():
            yield part, replace(node, node=changed)
    elif isinstance(node, Phrase):
        yield f"the order of {print_query(node)}", conjunction(list(node.parts))
    elif isinstance(node, InZone | Within | Article):
        where = node.zone if isinstance(node, InZone) else getattr(node, "unit", "")
        if where and not any(isinstance(child, SaidBy) for child in _below(node.node)):
            yield f"“in one {where}”" if isinstance(node, Within) else f"“in the {where}”", node.node
        for part, changed in variants(node.node):
            yield part, replace(node, node=changed)


def _part(node: Node) -> str:
    """Return a part of a query as it stands there: a scope of several parts in braces."""
    written = print_query(node)
    return f"{{{written}}}" if isinstance(node, Spoken) and (node.node is not None or len(node.tests) > 1) else written


def _below(node: Node) -> Iterator[Node]:
    yield node
    for child in children(node):
        yield from _below(child)
    if isinstance(node, Phrase):
        yield from node.parts


def _words(source: Source, node: Node) -> Iterator[Spelling]:
    seen = dict.fromkeys(term for term in _below(node) if isinstance(term, Word | ExactWord))
    for term in list(seen)[:MOST_TRIED]:
        if not source.answer(Query(InZone("all", Word(term.word)), "")).total:
            yield Spelling(term.word, tuple(source.near_words(term.word, SUGGESTIONS)))


def _speakers(source: Source, node: Node) -> Iterator[Spelling]:
    for test in dict.fromkeys(test for test in _below(node) if isinstance(test, SaidBy)):
        if test.key is not SpeakerKey.NAME:
            continue
        near = source.directory.suggestions(test.name, SUGGESTIONS)
        meant = source.directory.find(test.name)
        if not meant:
            yield Spelling(test.name, tuple(near), speaker=True)
            continue
        said = sum(person.statements for person in meant)
        more = [name for name in near if _statements_of(source, name) >= MUCH_MORE * said]
        if more:
            yield Spelling(test.name, tuple(more), speaker=True, known=True)


def _statements_of(source: Source, name: str) -> int:
    return max((person.statements for person in source.directory.find(name)), default=0)
