"""Query text → tokens."""

from __future__ import annotations

import re
from typing import NamedTuple

from searchkit.errors import QueryError

QUOTES = '"“”„‟«»〝〞'
MAX_LENGTH = 20_000
"""Characters in a query, at most."""

_TOKEN = re.compile(
    rf"""(?P<space>\s+)
    |(?P<open>[({{])
    |(?P<close>[)}}])
    |(?P<phrase>=?[{QUOTES}][^{QUOTES}]*[{QUOTES}](?:~\d*)?)
    |(?P<unclosed>=?[{QUOTES}])
    |(?P<field>[A-Za-z_]+:(?!//))
    |(?P<minus>-(?=[^\s\-–—]))
    |(?P<chunk>[^\s(){{}}{QUOTES}]+)""",
    re.VERBOSE,
)
OPERATORS = frozenset({"AND", "OR", "NOT"})


class Lexeme(NamedTuple):
    """A token of the query: its kind, text and place.

    Kinds are "open", "close", "phrase", "field", "minus", "operator" and "chunk".
    """

    kind: str
    text: str
    start: int
    end: int


def scan(text: str) -> list[Lexeme]:
    """Return the tokens of a query. Raises `QueryError` where it is too long or a quote is not closed."""
    if len(text) > MAX_LENGTH:
        raise QueryError(
            f"the query has {len(text):,} characters",
            text[:60] + "…",
            60,
            61,
            f"at most {MAX_LENGTH:,} are read; search for less at once",
        )
    tokens = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "space" or kind is None:
            continue
        found = match.group()
        if kind == "chunk" and found in OPERATORS:
            kind = "operator"
        elif kind == "unclosed":
            raise QueryError(
                "the quotation mark is not closed", text, match.start(), match.end(), 'end the phrase with a "'
            )
        tokens.append(Lexeme(kind, found, match.start(), match.end()))
    return tokens
