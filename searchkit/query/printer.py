"""Nodes → query text that parses to the same nodes."""

from __future__ import annotations

import re

from searchkit.query.metadata import last_day
from searchkit.query.nodes import (
    And,
    Article,
    CueIs,
    DateIs,
    Everything,
    ExactWord,
    Fuzzy,
    InZone,
    MetadataIs,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    SaidBy,
    SpeakerKey,
    Spoken,
    TypeIs,
    Undated,
    Unit,
    Wildcard,
    Within,
    Word,
)
from searchkit.query.scopes import is_free

_UNITS = {Unit.PARAGRAPH: "same", Unit.SENTENCE: "sentence", Unit.STATEMENT: "said"}
_OWN_FIELDS = frozenset({"title", "lead", "body"})
_BARE = re.compile(r"[^\W_][\w.'’/-]*\Z")


def print_query(node: Node) -> str:
    """Return the node as query text: `parse(print_query(node)).node == node`."""
    if isinstance(node, Spoken):
        return _spoken_inside(node)
    first, *others = node.nodes if isinstance(node, And) else (node,)
    if isinstance(first, Spoken):
        plain = all(is_free(other) and not isinstance(other, Spoken) for other in others)
        if plain and any(not isinstance(test, Not) for test in first.tests):
            return " ".join([_spoken_inside(first), *map(_operand, others)])
    if isinstance(node, Or):
        return " OR ".join(map(_operand, node.nodes))
    if isinstance(node, And):
        return " ".join(map(_operand, node.nodes))
    return _operand(node)


def _operand(node: Node) -> str:
    """The node where something may stand on either side of it."""
    if isinstance(node, And | Or):
        return f"({print_query(node) if isinstance(node, Or) else ' '.join(map(_operand, node.nodes))})"
    if isinstance(node, Not):
        return f"-{_operand(node.node)}"
    if isinstance(node, Spoken):
        return f"{{{_spoken_inside(node)}}}"
    if isinstance(node, Article):
        return f"article:{_bracketed(node.node)}"
    if isinstance(node, InZone):
        name = node.zone if node.zone in _OWN_FIELDS else f"in:{node.zone}"
        return f"{name}:{_bracketed(node.node)}" if node.zone in _OWN_FIELDS else f"{name}{_bracketed(node.node)}"
    if isinstance(node, Within):
        return f"{_UNITS[node.unit]}:{_bracketed(node.node)}"
    return _leaf(node)


def _bracketed(node: Node) -> str:
    inside = print_query(node) if isinstance(node, Or) else _operand(node)
    if isinstance(node, And):
        return inside
    return f"({inside})"


def _spoken_inside(node: Spoken) -> str:
    parts = [_operand(test) for test in node.tests]
    if isinstance(node.node, And):
        parts += map(_operand, node.node.nodes)
    elif node.node is not None:
        parts.append(_operand(node.node))
    return " ".join(parts)


def _leaf(node: Node) -> str:
    if isinstance(node, Word | ExactWord | Prefix | Wildcard | Fuzzy):
        return _term(node)
    if isinstance(node, Phrase):
        exact = "=" if any(isinstance(part, ExactWord) for part in node.parts) else ""
        words = " ".join(_term(part).lstrip("=") for part in node.parts)
        return f'{exact}"{words}"' + (f"~{node.slop}" if node.slop else "")
    if isinstance(node, SaidBy):
        return f"speaker:{_speaker(node)}"
    if isinstance(node, TypeIs):
        return f"type:{node.type.value}"
    if isinstance(node, CueIs):
        return f"cue:{_value(' '.join(node.words))}"
    if isinstance(node, DateIs):
        return _date(node)
    if isinstance(node, Undated):
        return "date:none"
    if isinstance(node, MetadataIs):
        return f"{node.field.value}:{_value(node.value)}"
    if isinstance(node, Everything):
        return "*"
    raise TypeError(f"no query node: {node!r}")


def _term(node: Node) -> str:
    if isinstance(node, Word):
        return node.word
    if isinstance(node, ExactWord):
        return f"={node.word}"
    if isinstance(node, Prefix):
        return f"{node.prefix}*"
    if isinstance(node, Wildcard):
        return node.pattern
    assert isinstance(node, Fuzzy)
    return f"{node.word}~{node.distance}"


def _speaker(node: SaidBy) -> str:
    if node.key is SpeakerKey.UNKNOWN:
        return "?"
    mark = "#" if node.key is SpeakerKey.ID else ""
    return f"{mark}{node.name}" if _BARE.match(node.name) else f'"{mark}{node.name}"'


def _value(value: str) -> str:
    return value if _BARE.match(value) else f'"{value}"'


def _date(node: DateIs) -> str:
    if node.first is not None and node.last is not None:
        for precision, length in (("day", 10), ("month", 7), ("year", 4)):
            starts = precision == "day" or node.first.day == 1
            starts = starts and (precision != "year" or node.first.month == 1)
            if starts and last_day(node.first, precision) == node.last:
                return f"date:{node.first.isoformat()[:length]}"
    first = node.first.isoformat() if node.first else ""
    last = node.last.isoformat() if node.last else ""
    return f"date:{first}..{last}"
