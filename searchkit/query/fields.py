"""The fields of the query language and the values they take."""

from __future__ import annotations

from searchkit.errors import QueryError
from searchkit.model import StatementType
from searchkit.query.nodes import CueIs, MetadataField, SaidBy, SpeakerKey, TypeIs
from searchkit.query.words import words_of
from searchkit.spans import Span
from searchkit.spelling import nearest

EXAMPLES = {
    "speaker": 'write speaker:lavrov, speaker:"Sergey Lavrov", speaker:#id or speaker:?',
    "type": "write type:direct, type:indirect or type:mixed",
    "cue": "write cue:denied",
    "date": "write date:2021-04-07, date:2021-04, date:2021, date:2021-04..2021-05 or date:none",
    "since": "write since:2021-04",
    "until": "write until:2021-04",
    "in": "write in:boilerplate",
    "source": "write source:senate",
    "place": "write place:islamabad",
    "lang": "write lang:en",
    "id": "write id: and the first digits of a release's id",
    "path": "write path: and a part of the file's path",
}
"""The fields that take a value, each with how it is written."""

FIELDS = ("title", "lead", "body", "same", "sentence", "said", "article", *EXAMPLES)
"""All fields."""

ALIASES = {
    "headline": "title",
    "paragraph": "same",
    "by": "speaker",
    "language": "lang",
    "issuer": "source",
}


def speaker_value(value: str, span: Span, query: str, place: Span) -> SaidBy:
    """Return the test of `speaker:VALUE`."""
    name = " ".join(value.split()).strip(",;")
    if name == "?":
        return SaidBy("", SpeakerKey.UNKNOWN, span=span)
    if name.startswith("#"):
        if not name[1:].strip():
            raise QueryError("the speaker's id is missing", query, *place, EXAMPLES["speaker"])
        return SaidBy(name[1:].strip(), SpeakerKey.ID, span=span)
    if not words_of(name):
        raise QueryError(f"“{value}” is no name", query, *place, EXAMPLES["speaker"])
    return SaidBy(name, span=span)


def type_value(value: str, span: Span, query: str, place: Span) -> TypeIs:
    """Return the test of `type:VALUE`."""
    written = value.strip().lower()
    if written not in set(StatementType):
        near = nearest(written, StatementType)
        advice = f"did you mean type:{near}?" if near else EXAMPLES["type"]
        raise QueryError(f"there is no type “{value}”", query, *place, advice)
    return TypeIs(StatementType(written), span=span)


def cue_value(value: str, span: Span, query: str, place: Span) -> CueIs:
    """Return the test of `cue:VALUE`."""
    words = tuple(words_of(value))
    if not words:
        raise QueryError(f"“{value}” holds no word", query, *place, EXAMPLES["cue"])
    return CueIs(words, span=span)


def metadata_value(name: str, value: str, query: str, place: Span) -> str:
    """Return the value of a property of the release as it is compared."""
    made = " ".join(value.split())
    if name in (MetadataField.SOURCE, MetadataField.PLACE) and not words_of(made):
        raise QueryError(f"“{value}” holds no letters or digits", query, *place, EXAMPLES[name])
    return made.lower() if name in (MetadataField.LANG, MetadataField.ID) else made
