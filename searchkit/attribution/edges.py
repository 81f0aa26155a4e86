"""What stands at the edges of a source phrase without being part of it: times, adverbs, adjuncts, marks."""

from __future__ import annotations

import re

from searchkit.names.lists import unpossessed
from searchkit.spans import Span, stripped

_EDGES = " \t\r\n,;:.–—-\"“”'‘’()"
_LEADING = re.compile(r"(?:that|and|but|while|when|as|because|whether)\s+", re.IGNORECASE)
_ABBREVIATED_END = re.compile(r"\b(?:Jr|Sr)\.$")
_TELEPHONE = re.compile(r"\d{3}\)?[-. ]{1,2}\d{3}[-. ]{1,2}\d{4}\b\W*")
"""A contact's line that was run together with the sentence behind it."""
_BEHIND = re.compile(
    r"(?<=\w)[\s,]+(?:(?:earlier )?(?:this|last) "
    r"(?:week|month|year|morning|afternoon|evening|spring|summer|fall|winter)"
    r"|earlier (?:today|yesterday)|today|yesterday|tonight|also|each|recently"
    r"|then|even|later|now|once|still|(?<=’s office )first|(?<='s office )first"
    r"|(?!(?:family|assembly|ally|monopoly|supply|elderly|daily|weekly|only)$)[a-z]{3,}ly)$"
)
"""Times and adverbs behind a name: "Roe this week", "the defendant allegedly"."""
_BEFORE = re.compile(
    r"(?:\d{4}\s?,"
    r"|(?:[Aa]|[Oo]ne|[Tt]wo|[Tt]hree|[Ss]everal|[Ss]ome|[Mm]any) "
    r"(?:hour|day|week|month|year)s? (?:later|ago|earlier),?"
    r"|(?:[Oo]n|[Ii]n|[Bb]y) (?:[A-Z][a-z]+ )?(?:\d{1,2}, )?\d{4},|That (?:day|night|week|month|year),"
    r"|[A-Z][a-z]+ing\b[^,\n]*,(?=\s(?:the |The )?[^,\n]{3,80}$)"
    r"|(?:Shortly (?:after|before)|Upon|After|Before|During|While|When|At|In|On|Despite|Following|Since|which|who"
    r"|[Hh]owever|[Mm]oreover|[Mm]eanwhile)\b[^,\n]*,(?=\s(?:the |The )?[^,\n]{3,80}$))\s*"
)
"""Adjuncts before a name: "2017, the agency", "Several months later the mayor", "Upon arriving, doctors"."""


def trimmed(text: str, span: Span) -> Span:
    """Return `span` without what stands around the noun phrase in it."""
    start, end = stripped(text, span)
    leading = _LEADING.match(text, start, end)
    if leading is not None:
        start = leading.end()
    for dialled in _TELEPHONE.finditer(text, start, end):
        start = dialled.end()
    before = _BEFORE.match(text, start, end)
    if before is not None and before.end() < end:
        start = before.end()
    behind = _BEHIND.search(text[start:end])
    if behind is not None:
        end = start + behind.start()
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES and not (text[end - 1] == ")" and "(" in text[start:end]):
        if _ABBREVIATED_END.search(text, start, end):
            break
        end -= 1
    whole = text[start:end]
    return Span(start, start + len(unpossessed(whole))) if whole else Span(start, end)
