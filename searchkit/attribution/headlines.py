"""Headlines that report speech: "Grassley Urges DOJ to …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from searchkit.attribution.clauses import Finding
from searchkit.attribution.cues import Form, Hit
from searchkit.attribution.lexicon import words
from searchkit.attribution.sources import Sort, sort_of
from searchkit.spans import Span

_LONGEST = 260
_SEARCHED = 14
_PROSE = re.compile(r"[a-z]{2,}[^.]*[.!?][\"”)]?$")
_NOT_HEAD = re.compile(r"\b(?:to|will|would|of|for|by|and|the|a|an|in|on|with|at|his|her|their|that)$", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]+")
_HEADLINE_VERBS = frozenset(word for word in words("headline-words") if word.endswith("s"))
_WEAK = frozenset({"see", "find", "show", "report", "note", "cite", "rule", "order", "direct", "project", "detail"})


def headline_spans(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """Return the lines before the first paragraph of prose that may be headlines."""
    out: list[Span] = []
    for paragraph in paragraphs[:_SEARCHED]:
        line = paragraph.of(text)
        if len(line) > _LONGEST or (_PROSE.search(line) and len(line) > 60):
            break
        out.append(paragraph)
    return out


def find_in_headline(text: str, headline: Span, hits: Sequence[Hit]) -> Finding | None:
    """Return the report that a headline makes, if any."""
    for hit in hits:
        if hit.form in (Form.GERUND, Form.PAST) or not hit.frames & {"object", "clause", "to", "tell"}:
            continue
        if hit.cue.lemma in _WEAK or not text[hit.start].isupper():
            continue
        subject = Span(headline.start, hit.start)
        while subject.end > subject.start and text[subject.end - 1].isspace():
            subject = Span(subject.start, subject.end - 1)
        subject = _without_verb(text, subject)
        phrase = subject.of(text)
        if not phrase or len(phrase.split()) > 12 or _NOT_HEAD.search(phrase) or ":" in phrase:
            continue
        if sort_of(phrase.split()) not in (Sort.SPEAKER, Sort.PRONOUN):
            continue
        if hit.form is Form.BASE and not _plural(phrase):
            continue
        end = headline.end
        while end > hit.end and text[end - 1] in " .…":
            end -= 1
        start = hit.end
        while start < end and text[start] in " ,:":
            start += 1
        if text[start : start + 5].lower() == "that ":
            start += 5
        content = Span(start, end)
        if len(content.of(text).split()) < 2:
            continue
        return Finding((content,), subject, Span(hit.start, hit.end), "headline", Sort.SPEAKER, hit, headline.start)
    return None


def _without_verb(text: str, subject: Span) -> Span:
    """Cut the subject where a verb of headlines ends it: "Ambassador Meets President, Pledges"."""
    for match in _WORD.finditer(text, subject.start, subject.end):
        if match.start() > subject.start and match.group().lower() in _HEADLINE_VERBS:
            return Span(subject.start, match.start() - 1)
    return subject


def _plural(phrase: str) -> bool:
    return "," in phrase or " and " in phrase.lower() or "&" in phrase or phrase.lower().rstrip(".").endswith("s")
