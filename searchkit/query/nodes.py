"""The query as a tree of frozen nodes; `docs/query-language.md` says what each means.

A tree is evaluated against one release in a *context*: the zones whose words may match (at first the searched zones)
and the statements whose words may match (at first: the whole text, inside and outside statements). Only four nodes
change it, and they say so: `InZone` replaces the zones, `Spoken` replaces the statements (and takes the searched zones
anew), `Article` takes both anew, `Within` asks that one unit (sentence, paragraph, statement) satisfies its node.

Every node knows the characters of the query text that made it (`span`), which equality ignores.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from searchkit.model import StatementType
from searchkit.spans import Span

NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Node:
    """The base of all nodes."""

    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Word(Node):
    """A word, matched by its stem. `word` is folded, not stemmed, as in all terms."""

    word: str


@dataclass(frozen=True, slots=True)
class ExactWord(Node):
    """A word as printed, but for case and accents: no stemming."""

    word: str


@dataclass(frozen=True, slots=True)
class Prefix(Node):
    """Every printed word that begins with `prefix`."""

    prefix: str


@dataclass(frozen=True, slots=True)
class Wildcard(Node):
    """Every printed word that `pattern` describes: `*` any run of characters (also none), `?` exactly one."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Fuzzy(Node):
    """Every printed word within `distance` (1 or 2) insertions, deletions, replacements or swaps of neighbours.

    The distance is that of optimal string alignment (restricted Damerau-Levenshtein).
    """

    word: str
    distance: int


Term = Word | ExactWord | Prefix | Wildcard | Fuzzy
"""What matches single positions."""


@dataclass(frozen=True, slots=True)
class Phrase(Node):
    """Two or more terms beside each other.

    Slop 0: in this order, at consecutive positions. Slop n: each term at a position of its own, in any order, with at
    most n other words between the first and the last of them. `parts` are never `Fuzzy`; no `Word` stands beside an
    `ExactWord`. All of a match, the words between included, lies where words count: in one stretch of zones that touch
    and, where statements are asked for, in one stretch of one statement's content.
    """

    parts: tuple[Term, ...]
    slop: int = 0


LEAVES = (Word, Phrase, ExactWord, Prefix, Wildcard, Fuzzy)
"""What matches positions; `isinstance` is quicker with a tuple than with a union."""


@dataclass(frozen=True, slots=True)
class Everything(Node):
    """Every release (`*`)."""


@dataclass(frozen=True, slots=True)
class And(Node):
    """All of two or more nodes, none of which is an `And`."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or(Node):
    """Any of two or more nodes, none of which is an `Or`."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not(Node):
    """The context does not satisfy `node`, which is no `Not`."""

    node: Node


@dataclass(frozen=True, slots=True)
class InZone(Node):
    """`node`, with words only in the zones that `searchkit.query.zones.ZONES[zone]` names."""

    zone: str
    node: Node


class Unit(StrEnum):
    """What `Within` looks inside."""

    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Within(Node):
    """One unit satisfies `node`: `same:( )`, `sentence:( )`, `said:( )`.

    Words count where they stand in the unit *and* in the context. Units of a statement are those the context admits;
    inside them `SaidBy`, `TypeIs` and `CueIs` ask the statement itself.
    """

    unit: Unit
    node: Node


@dataclass(frozen=True, slots=True)
class Article(Node):
    """`node` in the context of the whole release: searched zones, whoever speaks (`article:( )`, a brace)."""

    node: Node


class SpeakerKey(StrEnum):
    """How a query names a speaker."""

    NAME = "name"
    ID = "id"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SaidBy(Node):
    """Test of a statement: (one of) its speakers is the one named. `name` is as written, "" for `speaker:?`."""

    name: str
    key: SpeakerKey = SpeakerKey.NAME


@dataclass(frozen=True, slots=True)
class TypeIs(Node):
    """Test of a statement: it is direct, indirect or mixed."""

    type: StatementType


@dataclass(frozen=True, slots=True)
class CueIs(Node):
    """Test of a statement: its cue holds each of these folded words, by stem."""

    words: tuple[str, ...]


Test = SaidBy | TypeIs | CueIs
"""A test of a statement."""


@dataclass(frozen=True, slots=True)
class Spoken(Node):
    """Statements that pass all `tests` (tests and `Not`s of tests; at least one, at most one positive `SaidBy`).

    With a test that is no `Not`: the release has such a statement and, where there is a `node`, it holds with words
    only in the content of such statements. With `Not`s only there always is a `node`, and it holds with words
    only outside the statements that fail; its `Within` statements are those that pass.
    """

    tests: tuple[Test | Not, ...]
    node: Node | None = None


@dataclass(frozen=True, slots=True)
class DateIs(Node):
    """The release's date lies in an inclusive range of days; `None` is an open end.

    A release dated by month or year lies in it where all days of that month or year do; an undated one never does.
    """

    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class Undated(Node):
    """The release has no date (`date:none`)."""


class MetadataField(StrEnum):
    """What the release says of itself."""

    SOURCE = "source"
    PLACE = "place"
    LANG = "lang"
    ID = "id"
    PATH = "path"


@dataclass(frozen=True, slots=True)
class MetadataIs(Node):
    """A property of the release has this value; `searchkit.query.metadata.has` says how each is compared."""

    field: MetadataField
    value: str


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query: its tree, the text it was read from, and what the answer must tell of the reading."""

    node: Node
    text: str
    notes: tuple[str, ...] = ()
    version: int = 1


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes directly below `node` (the tests of a `Spoken` included, the parts of a phrase not)."""
    if isinstance(node, (And, Or)):
        return node.nodes
    if isinstance(node, Spoken):
        return (*node.tests, node.node) if node.node is not None else node.tests
    if isinstance(node, (Not, InZone, Within, Article)):
        return (node.node,)
    return ()
