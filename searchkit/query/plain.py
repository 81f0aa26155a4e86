"""Queries of plain words, read without the grammar: what is typed most, in a fraction of the time.

    word | beginn* | word word … | word AND word … | word OR word … | "word word …" | "word word …"~3

Anything else is left to `searchkit.query.parser`, which reads these the same way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from searchkit.query.nodes import And, Node, Or, Prefix, Query
from searchkit.query.scanner import OPERATORS
from searchkit.query.words import PLAIN, phrase_node, plain_words
from searchkit.spans import Span

MAX_LENGTH = 200
"""Characters of a query read here, at most: fewer than any limit of the grammar."""
_PHRASE = re.compile(rf'"{PLAIN.pattern}"(?:~[0-9]{{1,2}})?')
_BEGINNING = re.compile(r"[A-Za-z0-9]+\*")
_JOINED: dict[str, type[And | Or]] = {"AND": And, "OR": Or}


def plain_query(text: str) -> Query | None:
    """Return the query that `text` asks, None where it is more than plain words."""
    if len(text) > MAX_LENGTH:
        return None
    if PLAIN.fullmatch(text):
        return _query_of_words(text)
    if _BEGINNING.fullmatch(text):
        return Query(Prefix(text[:-1].lower(), span=Span(0, len(text))), text)
    return Query(phrase_node(text, 0, text, []), text) if _PHRASE.fullmatch(text) else None


def _query_of_words(text: str) -> Query | None:
    written = text.split(" ")
    if OPERATORS.isdisjoint(written):
        return Query(_joined(And, plain_words(text, 0), len(text)), text)
    join = _JOINED.get(written[1]) if len(written) > 2 else None
    if join is None or written[1::2] != [written[1]] * (len(written) // 2) or len(written) % 2 == 0:
        return None
    if not OPERATORS.isdisjoint(written[::2]):
        return None
    return Query(_joined(join, plain_words(text, 0)[::2], len(text)), text)


def _joined(join: type[And | Or], words: Sequence[Node], length: int) -> Node:
    return words[0] if len(words) == 1 else join(tuple(words), span=Span(0, length))
