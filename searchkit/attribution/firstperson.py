"""Releases that their issuer wrote in the first person: "I will travel to India …", with nobody else telling it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from searchkit.attribution.cues import SAID, Hit
from searchkit.attribution.extents import trimmed
from searchkit.attribution.findings import Finding
from searchkit.attribution.layout import Layout
from searchkit.attribution.mentions import MentionKind
from searchkit.attribution.phrases import PhraseKind, parse_phrase
from searchkit.attribution.reading import FIRST_PERSON
from searchkit.attribution.sources import Sort
from searchkit.spans import Span, hull

_FEWEST = 2
"""Sentences in the first person that make a release its issuer's own words."""
_PROSE = 50


def issuing_person(source: str, metadata: Mapping[str, str]) -> str:
    """Return the last name of the person who issued a release as metadata say it; empty where none is named."""
    for printed in (metadata.get("author", ""), metadata.get("member", ""), source):
        phrase = parse_phrase(printed, Span(0, len(printed))) if printed else None
        if phrase is not None and phrase.kind is PhraseKind.NAMED and phrase.mentions[0].kind is MentionKind.PERSON:
            return phrase.mentions[0].name.split()[-1]
    return ""


def find_first_person(layout: Layout, flat: str, findings: Sequence[Finding], surname: str) -> list[Finding]:
    """Return what the issuer says without a verb of speech, apart from `findings`.

    Nothing where the release quotes anybody or tells of the issuer by name: then "I" is not the issuer's, or another
    tells the story.
    """
    prose = [s for s in layout.sentences if s.end - s.start > _PROSE and flat[s.end - 1] in ".!?"]
    named = re.compile(rf"\b{re.escape(surname)}\b", re.IGNORECASE)
    if layout.quotes or any(named.search(flat, *sentence) for sentence in prose):
        return []
    taken = sorted(hull([*one.content, one.cue]) for one in findings)
    free = [s for s in prose if FIRST_PERSON.search(flat, *s) and not _meets(taken, s)]
    if len(free) < _FEWEST:
        return []
    return [_finding(flat, span) for span in _neighbours(layout, free)]


def _meets(taken: Sequence[Span], sentence: Span) -> bool:
    before = taken[: bisect_left(taken, Span(sentence.end, 0))]
    return any(span.end > sentence.start for span in before[-3:])


def _neighbours(layout: Layout, sentences: Sequence[Span]) -> list[Span]:
    """Return the sentences, those that follow one another in one paragraph as one span."""
    out: list[Span] = []
    for sentence in sentences:
        number = layout.sentence_number(sentence.start)
        joins = bool(out) and layout.sentence_number(out[-1].end - 1) == number - 1
        if joins and layout.paragraph_number(out[-1].start) == layout.paragraph_number(sentence.start):
            out[-1] = Span(out[-1].start, sentence.end)
        else:
            out.append(sentence)
    return out


def _finding(flat: str, span: Span) -> Finding:
    content = trimmed(flat, *span)
    none = Span(content.start, content.start)
    return Finding((content,), None, none, "firstperson", Sort.SPEAKER, Hit(*none, SAID), content.start, spoken=True)
