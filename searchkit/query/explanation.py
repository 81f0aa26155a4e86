"""A query in words."""

from __future__ import annotations

from searchkit.query.nodes import (
    And,
    Article,
    CueIs,
    DateIs,
    Everything,
    ExactWord,
    InZone,
    MetadataField,
    MetadataIs,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    SaidBy,
    SpeakerKey,
    Spoken,
    Term,
    TypeIs,
    Undated,
    Unit,
    Wildcard,
    Within,
    Word,
)

_UNITS = {Unit.PARAGRAPH: "one paragraph", Unit.SENTENCE: "one sentence", Unit.STATEMENT: "one statement"}
_ZONES = {"title": "the headline", "text": "the text", "all": "any part"}
_FIELDS = {
    MetadataField.SOURCE: "issued by",
    MetadataField.PLACE: "from the place",
    MetadataField.LANG: "in the language",
    MetadataField.ID: "with an id that begins with",
    MetadataField.PATH: "with a path that holds",
}


def explain(query: Query) -> str:
    """Return what the query asks, in words: a sentence, and a line for each note."""
    return "\n".join([f"Releases with {phrased(query.node)}.", *(f"Note: {note}." for note in query.notes)])


def phrased(node: Node) -> str:
    """Return one node in words."""
    if isinstance(node, And | Or):
        word = " and " if isinstance(node, And) else " or "
        return word.join(f"[{phrased(n)}]" if isinstance(n, And | Or) else phrased(n) for n in node.nodes)
    if isinstance(node, Not):
        return f"not {_grouped(node.node)}"
    if isinstance(node, Spoken):
        return _spoken(node)
    if isinstance(node, Within):
        return f"in {_UNITS[node.unit]} {_grouped(node.node)}"
    if isinstance(node, InZone):
        return f"in {_ZONES.get(node.zone, 'the ' + node.zone)} {_grouped(node.node)}"
    if isinstance(node, Article):
        return f"anywhere in the release {_grouped(node.node)}"
    return _leaf(node)


def _grouped(node: Node) -> str:
    return f"[{phrased(node)}]" if isinstance(node, And | Or) else phrased(node)


def _spoken(node: Spoken) -> str:
    if all(isinstance(test, Not) for test in node.tests):
        place = "outside statements " + " or ".join(_leaf(t.node) for t in node.tests if isinstance(t, Not))
    else:
        place = "statements " + ", ".join(phrased(test) for test in node.tests)
    return place if node.node is None else f"{place}, there: {_grouped(node.node)}"


def _leaf(node: Node) -> str:
    if isinstance(node, Term):
        return _term(node)
    if isinstance(node, Phrase):
        return _phrase(node)
    if isinstance(node, SaidBy):
        who = {SpeakerKey.NAME: node.name, SpeakerKey.ID: f"speaker #{node.name}"}
        return f"by {who.get(node.key, 'nobody who could be found')}"
    if isinstance(node, TypeIs):
        return f"of the type {node.type.value}"
    if isinstance(node, CueIs):
        return f"with the cue “{' '.join(node.words)}”"
    if isinstance(node, DateIs):
        return _date(node)
    if isinstance(node, Undated):
        return "no date"
    if isinstance(node, MetadataIs):
        return f"{_FIELDS[node.field]} “{node.value}”"
    if isinstance(node, Everything):
        return "anything"
    raise TypeError(f"no query node: {node!r}")


def _term(node: Term) -> str:
    if isinstance(node, Word):
        return f"“{node.word}” in any form"
    if isinstance(node, ExactWord):
        return f"exactly “{node.word}”"
    if isinstance(node, Prefix):
        return f"a word that begins with “{node.prefix}”"
    if isinstance(node, Wildcard):
        return f"a word like “{node.pattern}”"
    return f"a word spelled like “{node.word}” (at most {node.distance} different)"


def _phrase(node: Phrase) -> str:
    words = " ".join(
        part.prefix + "*" if isinstance(part, Prefix) else part.pattern if isinstance(part, Wildcard) else part.word
        for part in node.parts
    )
    kind = "the exact phrase" if any(isinstance(part, ExactWord) for part in node.parts) else "the phrase"
    near = f", at most {node.slop} other words between, in any order" if node.slop else ""
    return f"{kind} “{words}”{near}"


def _date(node: DateIs) -> str:
    if node.first and node.last:
        if node.first == node.last:
            return f"the date {node.first}"
        return f"a date from {node.first} to {node.last}"
    return f"a date from {node.first} on" if node.first else f"a date until {node.last}"
