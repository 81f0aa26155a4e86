"""Queries of plain words, read without the grammar: what is typed most, in a fraction of the time.

    word | beginn* | word word … | word AND word … | word OR word … | "word word …" | "word word …"~3
    speaker:name | speaker:"name name" and behind it nothing, words, or a phrase

Anything else is left to `searchkit.query.parser`, which reads these the same way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from searchkit.query.fields import speaker_value
from searchkit.query.nodes import And, Node, Or, Prefix, Query, Spoken
from searchkit.query.scanner import OPERATORS
from searchkit.query.words import PLAIN, phrase_node, plain_words
from searchkit.spans import Span

MAX_LENGTH = 200
"""Characters of a query read here, at most: fewer than any limit of the grammar."""
_PHRASE = re.compile(rf'"{PLAIN.pattern}"(?:~[0-9]{{1,2}})?')
_SPEAKER = re.compile(r"""speaker:(?:"([A-Za-z0-9][A-Za-z0-9 .,'-]*)"|([A-Za-z0-9]+))(?: (?=.)|\Z)""")
_BEGINNING = re.compile(r"[A-Za-z0-9]+\*")
QUOTED = 1
"""The group of a name in quotation marks."""
_JOINED: dict[str, type[And | Or]] = {"AND": And, "OR": Or}


def plain_query(text: str) -> Query | None:
    """Return the query that `text` asks, None where it is more than plain words."""
    if len(text) > MAX_LENGTH:
        return None
    if PLAIN.fullmatch(text):
        return _query_of_words(text)
    if _BEGINNING.fullmatch(text):
        return Query(Prefix(text[:-1].lower(), span=Span(0, len(text))), text)
    if _PHRASE.fullmatch(text):
        return Query(phrase_node(text, 0, text, []), text)
    speaker = _SPEAKER.match(text)
    return _spoken(text, speaker) if speaker else None


def _spoken(text: str, speaker: re.Match[str]) -> Query | None:
    """Return the query for what a speaker says, None where that is more than a phrase or words."""
    whole, group, at = Span(0, len(text)), speaker.lastindex or 0, speaker.end()
    name, end = speaker.group(group), speaker.end(group) + (group == QUOTED)
    words: Node | None = None
    if _PHRASE.fullmatch(text, at):
        words = phrase_node(text[at:], at, text, [])
    elif PLAIN.fullmatch(text, at) and OPERATORS.isdisjoint(text[at:].split(" ")):
        words = _joined(And, plain_words(text[at:], at), whole)
    elif at < len(text):
        return None
    test = speaker_value(name, Span(0, end), text, Span(*speaker.span(group)))
    return Query(Spoken((test,), words, span=whole), text)


def _query_of_words(text: str) -> Query | None:
    written = text.split(" ")
    if OPERATORS.isdisjoint(written):
        return Query(_joined(And, plain_words(text, 0), Span(0, len(text))), text)
    join = _JOINED.get(written[1]) if len(written) > 2 else None
    if join is None or written[1::2] != [written[1]] * (len(written) // 2) or len(written) % 2 == 0:
        return None
    if not OPERATORS.isdisjoint(written[::2]):
        return None
    return Query(_joined(join, plain_words(text, 0)[::2], Span(0, len(text))), text)


def _joined(join: type[And | Or], words: Sequence[Node], span: Span) -> Node:
    return words[0] if len(words) == 1 else join(tuple(words), span=span)
