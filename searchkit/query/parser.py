"""Query text → `Query`: recursive descent over the tokens.

    query    = sequence
    sequence = either { either }                 all of them
    either   = both { "OR" both }
    both     = unary { "AND" unary }
    unary    = ("NOT" | "-") unary | primary
    primary  = "(" sequence ")" | "{" sequence "}" | field value | phrase | word

Each `{ }` and `article:( )` is a scope: see `searchkit.query.scopes`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace

from searchkit.errors import QueryError
from searchkit.query.dates import DateReader
from searchkit.query.fields import ALIASES, EXAMPLES, FIELDS, cue_value, metadata_value, speaker_value, type_value
from searchkit.query.nodes import (
    LEAVES,
    Everything,
    Fuzzy,
    InZone,
    MetadataField,
    MetadataIs,
    Node,
    Or,
    Phrase,
    Prefix,
    Query,
    Unit,
    Wildcard,
    Within,
)
from searchkit.query.plain import plain_query
from searchkit.query.scanner import QUOTES, Lexeme, scan
from searchkit.query.scopes import (
    ZoneMark,
    conjunction,
    disjunction,
    is_free,
    is_loose,
    is_test,
    needs_match,
    negation,
    own_scope,
    parts_of,
    settle,
)
from searchkit.query.words import phrase_node, word_node
from searchkit.query.zones import ZONES
from searchkit.spans import Span
from searchkit.spelling import nearest

MAX_DEPTH = 40
"""Brackets, negations and fields within each other, at most."""
MAX_TERMS = 1_000
"""Words, phrases and properties in a query, at most."""
MAX_PATTERNS = 32
"""Beginnings, patterns and spellings (`a*`, `a?b`, `a~`) in a query, at most: each looks through the words."""

_UNITS = {"same": Unit.PARAGRAPH, "sentence": Unit.SENTENCE, "said": Unit.STATEMENT}
_PATTERNS = (Prefix, Wildcard, Fuzzy)
_CLOSING = {"(": ")", "{": "}"}
_END = Lexeme("end", "", -1, -1)
_AS_WORD = 'to search for the word itself, write "{}" in quotation marks'

Reader = Callable[[], Node | None]
Join = Callable[[list[Node], Span], Node]


def parse(text: str, *, today: dt.date | None = None) -> Query:
    """Return the query that `text` asks. Relative dates count from `today`.

    Raises `QueryError`, and nothing else, where the text cannot be understood.
    """
    return plain_query(text) or Parser(text, today).query()


class Parser:
    """One reading of one query text."""

    def __init__(self, text: str, today: dt.date | None = None) -> None:
        self.text = text
        self.tokens = scan(text)
        self.at = 0
        self.depth = 0
        self.terms = 0
        self.patterns = 0
        self.notes: list[str] = []
        self.dates = DateReader(text, today, self.notes)

    def query(self, given: tuple[Node, ...] = ()) -> Query:
        """Return the query, AND-ed with the nodes `given` beside its text."""
        asked = self.sequence() if self.tokens or not given else None
        if self.at < len(self.tokens):
            token = self.tokens[self.at]
            raise self.error(f"“{token.text}” closes nothing", token, "remove it, or open a bracket before it")
        if asked is None or given:
            asked = conjunction([*given, *([asked] if asked else [])], asked.span if asked else Span(0, 0))
        return Query(self.settled(asked), self.text, tuple(dict.fromkeys(self.notes)))

    # -- tokens

    def peek(self) -> Lexeme:
        """Return the next token, or one of kind "end"."""
        return self.tokens[self.at] if self.at < len(self.tokens) else _END

    def error(self, message: str, place: Lexeme | Span, advice: str = "") -> QueryError:
        """Return a `QueryError` at the place, which is the end of the query for the token of kind "end"."""
        start = place.start if place.start >= 0 else len(self.text)
        return QueryError(message, self.text, start, max(place.end, start), advice)

    def deeper(self, token: Lexeme) -> None:
        """Count one more level of nesting."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.error("too many brackets within each other", token, f"at most {MAX_DEPTH} levels are read")

    # -- grammar

    def sequence(self) -> Node:
        """Read what stands beside each other: all of it must hold."""
        nodes = []
        first = self.peek()
        while self.peek().kind not in ("end", "close"):
            node = self.either()
            if node is not None:
                nodes.append(node)
        if not nodes:
            raise self.error(
                "there is nothing to search for", first, "write a word, a “phrase” or a field such as speaker:"
            )
        if len(nodes) == 1:
            return nodes[0]
        self.note_reading(nodes)
        return conjunction(nodes, Span(nodes[0].span.start, nodes[-1].span.end))

    def note_reading(self, nodes: list[Node]) -> None:
        """Say how an OR without brackets beside other words is read."""
        loose = [node for node in nodes if isinstance(node, Or) and self.text[node.span.start] != "("]
        others = [node for node in nodes if not (is_free(node) or is_loose(node))]
        if loose and (len(others) > 1 or loose[0] not in others):
            words = " ".join(node.span.of(self.text) for node in [loose[0]])
            self.notes.append(f"OR joins its neighbours: read as ({words}); brackets change that")

    def either(self) -> Node | None:
        """Read arms joined by OR. A word without letters is left out, with a note, and gives `None`."""
        return self.joined("OR", self.both, disjunction)

    def both(self) -> Node | None:
        """Read nodes joined by AND."""
        return self.joined("AND", self.unary, conjunction)

    def joined(self, operator: str, read: Reader, join: Join) -> Node | None:
        """Read operands of one operator."""
        node = read()
        token = self.peek()
        if token.kind != "operator" or token.text != operator:
            return node
        nodes = [] if node is None else [node]
        while self.peek().kind == "operator" and self.peek().text == operator:
            token = self.peek()
            self.at += 1
            if node is None:
                raise self.error(f"{operator} needs a word on either side", token, _AS_WORD.format(operator))
            node = read()
            if node is None:
                raise self.error(f"{operator} needs a word on either side", token, _AS_WORD.format(operator))
            nodes.append(node)
        if len(nodes) < 2:
            return node
        return join(nodes, Span(nodes[0].span.start, nodes[-1].span.end))

    def unary(self) -> Node | None:
        """Read a node, or the negation of one."""
        token = self.peek()
        if token.kind == "minus" or (token.kind == "operator" and token.text == "NOT"):
            self.at += 1
            self.deeper(token)
            node = self.unary()
            self.depth -= 1
            if node is None:
                raise self.error(f"{token.text} needs a word behind it", token, _AS_WORD.format(token.text))
            return negation(node, Span(token.start, node.span.end))
        return self.primary()

    def primary(self) -> Node | None:
        """Read a bracket, a field, a phrase or a word."""
        token = self.peek()
        self.at += 1
        if token.kind == "chunk":
            return self.chunk(token)
        if token.kind == "phrase":
            node = phrase_node(token.text, token.start, self.text, self.notes)
            parts = node.parts if isinstance(node, Phrase) else (node,)
            self.count(token, len(parts))
            self.count_patterns(token, parts)
            return node
        if token.kind == "field":
            self.count(token)
            return self.field(token)
        if token.kind == "open":
            self.at -= 1
            return self.group()
        self.at -= 1
        if token.kind == "operator":
            raise self.error(f"{token.text} needs a word on either side", token, _AS_WORD.format(token.text))
        raise self.error("a word is missing here", token, "write a word, or remove the operator before it")

    def count(self, token: Lexeme, terms: int = 1) -> None:
        """Count more terms."""
        self.terms += terms
        if self.terms > MAX_TERMS:
            raise self.error("too many words", token, f"a query has at most {MAX_TERMS:,} words and properties")

    def count_patterns(self, token: Lexeme, terms: Iterable[Node | None]) -> None:
        """Count those of the terms that are patterns."""
        for term in terms:
            self.patterns += isinstance(term, _PATTERNS)
        if self.patterns > MAX_PATTERNS:
            advice = f"a query has at most {MAX_PATTERNS} words with *, ? or ~: ask for some of them at once"
            raise self.error("too many patterns", token, advice)

    def chunk(self, token: Lexeme) -> Node | None:
        """Read a written word."""
        self.count(token)
        if token.text == "*":
            return Everything(span=Span(token.start, token.end))
        node = word_node(token.text, token.start, self.text, self.notes)
        self.count_patterns(token, node.parts if isinstance(node, Phrase) else (node,))
        if node is None:
            self.notes.append(f"“{token.text}” holds no letters or digits and is left out")
        return node

    def group(self) -> Node:
        """Read a bracket or brace; the next token opens it."""
        opening = self.peek()
        self.at += 1
        self.deeper(opening)
        closing = _CLOSING[opening.text]
        if self.peek().kind == "close":
            raise self.error("the brackets are empty", Span(opening.start, self.peek().end), "write words between them")
        node = self.sequence()
        end = self.peek()
        if end.kind == "end":
            raise self.error("the bracket is not closed", opening, f"end it with a {closing}")
        if end.text != closing:
            raise self.error(f"“{end.text}” does not close “{opening.text}”", end, f"end it with a {closing}")
        self.at += 1
        self.depth -= 1
        span = Span(opening.start, end.end)
        if opening.text == "{":
            node = own_scope(self.settled(node), span)
        return replace(node, span=span)

    def settled(self, node: Node) -> Node:
        """Put the loose tests of a scope above what they narrow."""
        return settle(node, self.text)

    # -- fields

    def field(self, token: Lexeme) -> Node:
        """Read the value of a field; its name is the token just read."""
        written = token.text[:-1].lower()
        name = ALIASES.get(written, written)
        if name not in FIELDS:
            near = nearest(written, [*FIELDS, *ALIASES])
            advice = f"did you mean {near}:?" if near else f"fields are {', '.join(f + ':' for f in FIELDS)}"
            raise self.error(f"there is no field “{written}:”", token, f"{advice} (in quotes it is a word)")
        self.deeper(token)
        node = self.scope_field(name, token) or self.value_field(name, token)
        self.depth -= 1
        return node

    def scope_field(self, name: str, token: Lexeme) -> Node | None:
        """Read the field where words stand behind it: zones, units and `article:`."""
        if name not in ZONES and name not in _UNITS and name != "article":
            return None
        if self.peek().kind not in ("open", "chunk", "phrase"):
            raise self.error(f"{token.text} needs words behind it", token, f"write {token.text}(words)")
        node = self.primary()
        if node is None:
            raise self.error(f"{token.text} needs words behind it", token, f"write {token.text}(words)")
        span = Span(token.start, node.span.end)
        if name == "article":
            return own_scope(self.settled(node), span)
        if name in _UNITS:
            self.check_within(node, token, _UNITS[name])
            return Within(_UNITS[name], node, span=span)
        self.check_tight(node, token)
        return InZone(name, node, span=span)

    def check_within(self, node: Node, token: Lexeme, unit: Unit) -> None:
        """Allow words, phrases and Boolean operators in a unit, and tests of the statement in `said:( )`."""
        for inner in parts_of(node):
            if not isinstance(inner, LEAVES) and not (unit is Unit.STATEMENT and is_test(inner)):
                raise self.error(
                    f"this cannot stand inside {token.text}( )", inner.span, "write it outside the brackets"
                )
        if not needs_match(node):
            raise self.error(
                f"{token.text}( ) holds only what must not occur",
                token,
                "add a word that must occur, or write NOT before it",
            )

    def check_tight(self, node: Node, token: Lexeme) -> None:
        """Allow no loose tests in a zone's brackets."""
        if is_loose(node):
            raise self.error(
                f"a speaker, type, cue or in: cannot stand inside {token.text}( )",
                node.span,
                "write it outside the brackets",
            )

    def value_field(self, name: str, token: Lexeme) -> Node:
        """Read the field where a value stands behind it, or several in brackets joined by OR."""
        if self.peek().kind == "open" and self.peek().text == "(":
            opening = self.peek()
            self.at += 1
            nodes = [self.value(name, token)]
            while self.peek().kind == "operator" and self.peek().text == "OR":
                self.at += 1
                nodes.append(self.value(name, token))
            end = self.peek()
            if end.kind == "end":
                raise self.error("the bracket is not closed", opening, "end it with a )")
            if end.text != ")":
                raise self.error(
                    f"only OR stands between the values of {token.text}", end, f"write {token.text}(a OR b)"
                )
            self.at += 1
            return disjunction(nodes, Span(token.start, end.end))
        return self.value(name, token)

    def value(self, name: str, token: Lexeme) -> Node:
        """Read one value of a field."""
        got = self.peek()
        if got.kind not in ("chunk", "phrase", "minus", "operator", "field"):
            raise self.error(f"{token.text} needs a value behind it", token, EXAMPLES[name])
        self.at += 1
        value, at = self.bare(got)
        span = Span(token.start, at + len(value) if got.kind != "phrase" else got.end)
        if not value.strip():
            raise self.error(f"{token.text} needs a value behind it", Span(token.start, span.end), EXAMPLES[name])
        return self.made(name, value, at, span)

    def bare(self, got: Lexeme) -> tuple[str, int]:
        """Return a value without quotation marks, and where it starts."""
        if got.kind == "phrase":
            if not (got.text[0] in QUOTES and got.text[-1] in QUOTES):
                raise self.error("= and ~ have no meaning for a value", got, "write only the quotation marks")
            return got.text[1:-1], got.start + 1
        text = got.text
        while (
            got.kind in ("field", "minus") and self.peek().start == got.end and self.peek().kind in ("chunk", "field")
        ):
            got = self.peek()
            self.at += 1
            text += got.text
        return text, got.end - len(text)

    def made(self, name: str, value: str, at: int, span: Span) -> Node:
        """Return the node of one field and value."""
        place = Span(at, at + len(value))
        if name == "date":
            return self.dates.range_node(value, at, span)
        if name in ("since", "until"):
            return self.dates.open_range(name, value, at, span)
        if name == "speaker":
            return speaker_value(value, span, self.text, place)
        if name == "type":
            return type_value(value, span, self.text, place)
        if name == "cue":
            return cue_value(value, span, self.text, place)
        if name == "in":
            return self.zone_mark(value, span, place)
        return MetadataIs(MetadataField(name), metadata_value(name, value, self.text, place), span=span)

    def zone_mark(self, value: str, span: Span, place: Span) -> Node:
        """Return the node of `in:ZONE`: a mark of its scope, or of the bracket right behind it."""
        written = value.lower()
        zone = ALIASES.get(written, written)
        if zone not in ZONES:
            near = nearest(written, ZONES)
            raise self.error(
                f"there is no zone “{value}”",
                place,
                f"did you mean {near}?" if near else f"zones are {', '.join(ZONES)}",
            )
        behind = self.peek()
        if behind.kind == "open" and behind.text == "(" and behind.start == span.end:
            node = self.group()
            self.check_tight(node, Lexeme("field", f"in:{zone}", *span))
            return InZone(zone, node, span=Span(span.start, node.span.end))
        return ZoneMark(zone, span=span)
