"""Reports whose cue stands behind or inside their content: "…, X said", "This, he said, is …", "…, said X"."""

from __future__ import annotations

import re

from searchkit.attribution.cues import Form, Hit
from searchkit.attribution.extents import content_after, source_after, trimmed
from searchkit.attribution.findings import Finding
from searchkit.attribution.grammar import PRONOUNS
from searchkit.attribution.sources import Sort, Source, sort_of
from searchkit.spans import Span

_INVERTING = frozenset(
    [
        "say",
        "add",
        "note",
        "explain",
        "state",
        "continue",
        "conclude",
        "write",
        "warn",
        "argue",
        "observe",
        "remark",
        "comment",
        "declare",
        "stress",
        "emphasize",
        "emphasise",
        "insist",
        "claim",
        "report",
        "recall",
        "point out",
    ]
)
"""Verbs that stand before their subject behind an unmarked clause: "…, said X"."""

_STATED_IN = re.compile(
    r"^(?:[Ii]n|[Dd]uring|[Aa]t|[Oo]n|[Ww]hile|[Aa]fter|[Ff]ollowing|[Hh]owever|[Ff]urther(?:more)?|[Mm]oreover"
    r"|[Ii]n addition|[Aa]dditionally|[Ll]ater|[Mm]eanwhile|[Tt]oday|[Yy]esterday|[Ss]peaking|[Rr]eferring"
    r"|[Aa]ddressing|[Rr]esponding|[Cc]ommenting|[Rr]egarding|[Ff]inally|[Aa]lso|[Ii]ndeed|[Tt]hus|[Aa]nd|[Bb]ut"
    r"|[Ii]nstead|[Aa]s|[Ww]hen|[Tt]urning|[Tt]o|[Aa]lluding|[Dd]iscussing|[A-Z][a-z]+ing)\b"
)

_INTRODUCED = re.compile(r"\b(?:following|statements?|reactions?|remarks)\b[^.:]{0,80}: +(?=[A-Z])")
_CLOSING = re.compile(r"[\s.!?:;”\"»’')\]–—-]*$")

_ADJUNCT = re.compile(
    r" (?:in|at|on|during|after|before|when|as|who|while|today|yesterday|following|regarding|about|upon|via|late"
    r"|earlier|last|this|by|with|  | - )"
)


def trailing(flat: str, sentence: Span, hit: Hit, subject: Source) -> Finding | None:
    """Return the report of a cue behind or inside its content: "…, X said." and "This, he said, is …"."""
    if not hit.frames & {"clause", "quote"} or hit.form is Form.BASE:
        return None
    head = flat[sentence.start : subject.span.start].rstrip()
    if not head.endswith((",", "–", "—", "?")) or len(head) < 4:
        return None
    first = trimmed(flat, _behind_introduction(flat, sentence.start, subject.span.start), subject.span.start)
    cue = Span(hit.start, hit.end)
    after, that = content_after(flat, hit.end, sentence.end)
    if that:
        return None
    if _CLOSING.match(flat, after, sentence.end):
        if first.end - first.start < 12 or (
            _STATED_IN.match(first.of(flat)) and "," not in first.of(flat) and len(first.of(flat)) < 30
        ):
            return None
        return Finding((first,), subject.span, cue, "inverted", subject.sort, hit, subject.span.start)
    if flat[hit.end : hit.end + 1] == "," and hit.frames & {"clause"}:
        rest = trimmed(flat, hit.end, sentence.end)
        stated_in = _STATED_IN.match(first.of(flat)) and not first.of(flat).startswith("To ")
        content = (rest,) if stated_in else (first, rest)
        if rest.end - rest.start > 6:
            return Finding(content, subject.span, cue, "inverted", subject.sort, hit, subject.span.start)
    return None


def _behind_introduction(flat: str, start: int, end: int) -> int:
    """Return where the words behind "… released the following reactions:" begin; `start` if nothing introduces them."""
    match = _INTRODUCED.search(flat, start, end)
    return match.end() if match is not None else start


def _lost_comma(flat: str, source: Span | None, subject: Source | None) -> bool:
    """Return whether a name and a full stop behind "said" tell of a comma lost before it: "… status said Enzi."."""
    if source is None or subject is None or subject.sort not in (Sort.OTHER, Sort.MUTE):
        return False
    names = source.of(flat).split()
    return (
        len(names) < 4 and all(word[0].isupper() for word in names) and flat[source.end : source.end + 1] in (".", ",")
    )


def inverted_report(flat: str, sentence: Span, hit: Hit, subject: Source | None = None) -> Finding | None:
    """Return the report of an unquoted "…, said X"."""
    if hit.cue.lemma not in _INVERTING or hit.form not in (Form.PAST, Form.PRESENT):
        return None
    head = flat[sentence.start : hit.start].rstrip()
    source = source_after(flat, hit.end, sentence.end)
    if len(head) < 20 or not (head.endswith((",", "?", "!")) or _lost_comma(flat, source, subject)):
        return None
    if (
        source is None
        or not begins_a_name(source.of(flat))
        or (" " in source.of(flat) and source.of(flat).split()[0].lower() in PRONOUNS)
        or sort_of(source.of(flat).split()) not in (Sort.SPEAKER, Sort.PRONOUN, Sort.DOCUMENT)
    ):
        return None
    if not _closes(flat, source.end, sentence.end):
        return None
    content = [trimmed(flat, _behind_introduction(flat, sentence.start, hit.start), hit.start)]
    rest = trimmed(flat, source.end, sentence.end)
    if flat[source.end : source.end + 2] == ", " and rest.end - rest.start > 40 and flat[rest.start] in '“"':
        content.append(rest)
    return Finding(tuple(content), source, Span(hit.start, hit.end), "inverted", Sort.SPEAKER, hit, sentence.start)


def _closes(flat: str, position: int, end: int) -> bool:
    """Return whether the clause is over behind an inverted source, but for appositions and adjuncts."""
    rest = flat[position:end]
    return not rest.strip() or rest.lstrip()[0] in '.,;:!?()—–-"”“' or bool(_ADJUNCT.match(rest))


def begins_a_name(phrase: str) -> bool:
    """Return whether the first words of a phrase behind an inverted cue are those of somebody who speaks."""
    first = phrase.split(maxsplit=1)[0] if phrase else ""
    if any(word[:1].isupper() for word in phrase.split()[:4]):
        return first not in ("That", "This", "I", "It")
    return first in ("he", "she", "they") or (
        first in ("the", "a", "an", "one", "his", "her", "several", "many") and len(phrase) < 60
    )
