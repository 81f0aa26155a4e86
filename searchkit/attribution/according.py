"""Reports without a verb: "according to X", "in the words of X", "X's announcement that …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from searchkit.attribution.cues import Cue, Form, Hit, branching
from searchkit.attribution.extents import source_after, trimmed
from searchkit.attribution.findings import Finding
from searchkit.attribution.layout import Layout
from searchkit.attribution.lexicon import words
from searchkit.attribution.quotations import Linked
from searchkit.attribution.sources import Sort, Source, sort_of, source_before
from searchkit.spans import Span

_ACCORDING = re.compile(r"(?:according to|in the (?:words|view|opinion) of|as per)\s+(?=\S)")
_SPEECH = words("cues-nouns-of-speech")
_MARKS = ("according to", "words of", "view of", "opinion of", "as per")
_NOUN = re.compile(
    rf"\b{branching(sorted(noun + ending for noun in _SPEECH for ending in ('', 's')))}"
    r"(?P<by> (?:made |given |issued |expressed )?by (?P<who>[^,.;:“\"]{3,80}?))? (?P<link>that|for|of)\b "
)
_WITH_THAT_ONLY = words("cues-nouns-that")
_POSSESSIVE = re.compile(
    r"(?P<np>(?:[\w.’'-]+ ){0,6}[\w.-]+)(?:['’]s|(?<=s)['’]) (?:(?:own|recent|latest|previous|earlier|repeated|public"
    r"|official|\w+ed|\w+t) )?$"
)
_NO_SOURCE = re.compile(
    r"(?:the |current |federal |state |existing )*(?:law|laws|plan|schedule|need|size|type|age|usual)", re.IGNORECASE
)
_CUE = Cue("say", Form.PAST, frozenset({"clause"}))


def find_according(layout: Layout, flat: str, lowered: str, linked: Sequence[Linked]) -> list[Finding]:
    """Return the reports of "according to" and of nouns of speech; `lowered` is `flat` in lower case, as long as it."""
    taken = {link.finding.cue.start for link in linked}
    out: list[Finding] = []
    for match in _according_places(lowered):
        sentence = layout.sentence_at(match.start())
        if match.start() in taken or match.end() > sentence.end:
            continue
        finding = _according(flat, sentence, match)
        if finding is not None:
            out.append(finding)
    for match in _NOUN.finditer(lowered):
        sentence = layout.sentence_at(match.start())
        if match.end() > sentence.end:
            continue
        finding = _noun(flat, sentence, match)
        if finding is not None:
            out.append(finding)
    return out


def _according_places(lowered: str) -> list[re.Match[str]]:
    """Return the matches of "according to" and its like, found by their rarest word first."""
    if not any(mark in lowered for mark in _MARKS):
        return []
    return [match for match in _ACCORDING.finditer(lowered) if not lowered[match.start() - 1 : match.start()].isalpha()]


def _according(flat: str, sentence: Span, match: re.Match[str]) -> Finding | None:
    source = source_after(flat, match.end(), sentence.end)
    if source is None or _NO_SOURCE.fullmatch(source.of(flat)):
        return None
    cue = Span(match.start(), match.end() - 1)
    hit = Hit(cue.start, cue.end, _CUE)
    sort = sort_of(source.of(flat).split())
    sort = sort if sort is Sort.DOCUMENT else Sort.SPEAKER
    head = flat[sentence.start : match.start()].strip(' ,–—-“"')
    if not head or head.lower() in ("and", "but", "however", "also", "he said that", "further"):
        comma = flat.find(", ", source.end, sentence.end)
        if comma < 0:
            return None
        # "According to X, the agency that …, content": the apposition belongs to the source
        nxt = flat.find(", ", comma + 2, sentence.end)
        if (
            0 < nxt - comma < 60
            and re.match(r", (?:the|an?|which|who|[A-Z])\b", flat[comma:nxt])
            and not re.search(r" (?:is|was|are|were|has|have|had|will|would|can)\b", flat[comma:nxt])
        ):
            comma = nxt
        content = trimmed(flat, comma, sentence.end)
        if content.end - content.start < 10:
            return None
        return Finding((content,), Span(source.start, source.end), cue, "according", sort, hit, sentence.start)
    if head.endswith((" that", " where", " which", " and", " but", " because", " while", "say that", ":")):
        return None
    start = sentence.start
    content = trimmed(flat, start, match.start())
    after = flat[source.end : sentence.end].strip(" .")
    spans = [content]
    if after.startswith(",") and len(after) > 30 and flat[match.start() - 2] != " ":
        spans.append(trimmed(flat, source.end, sentence.end))
    if content.end - content.start < 12:
        return None
    return Finding(tuple(spans), source, cue, "according", sort, hit, sentence.start)


def _noun(flat: str, sentence: Span, match: re.Match[str]) -> Finding | None:
    word = match.group().split()[0].lower()
    link = match.group("link")
    if link != "that" and word in _WITH_THAT_ONLY:
        return None
    if match.group("by"):
        source: Span | None = Span(*match.span("who"))
        if not any(word[0].isupper() for word in flat[match.start("who") : match.end("who")].split()):
            return None
    else:
        possessive = _POSSESSIVE.search(flat, max(sentence.start, match.start() - 90), match.start())
        if possessive is None:
            return None
        found = source_before(flat, max(sentence.start, possessive.start()), possessive.end("np"))
        source = found.span if isinstance(found, Source) else None
    if source is None or sort_of(source.of(flat).split()) is not Sort.SPEAKER:
        return None
    content = trimmed(flat, match.end(), sentence.end)
    if content.end - content.start < 10:
        return None
    cue = Span(match.start(), match.start() + len(word))
    return Finding(
        (content,), source, cue, "noun", Sort.SPEAKER, Hit(cue.start, cue.end, _CUE), match.start(), link == "that"
    )
