"""Offices with several parts before a name: "Minister for Trade, Industry and Energy, Jane Roe"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from searchkit.attribution.mentions import Mention, MentionKind
from searchkit.names.roles import without_honorifics

_HONOURED = r"(?:[Tt]he\s+|H(?:is|er)\s+)?(?:(?:Rt\.?\s)?Hon(?:ou?rable|\.)?\s+)?"
_FIELDS = re.compile(
    rf"(?:\s\([A-Z]{{2,8}}\))?(?:(?:,\s+|,?\s+(?:and|&)\s+|\s+)(?:[A-Z][\w-]+|of|for))*,?\s+{_HONOURED}"
)
"""What says of what an office is, behind its first field: ", Lands and Irrigation, ", " and Energy "."""
_AND_FIELD = re.compile(r"\s+(?:and|&)\s+[A-Z]")
_PLACE = r"[A-Z][\w.-]+(?:\s(?:of\s)?[A-Z][\w.-]+){0,3}"
_PLACED = re.compile(
    rf"(?:\s[A-Z]\w+){{0,2}}(?:\s+(?:in|to|at|from|of)\s+(?:the\s+)?{_PLACE})+(?:\s\([A-Z]{{2,8}}\))?,\s+{_HONOURED}"
    rf"|(?:\s[A-Z]\w+){{0,2}}\s\([A-Z]{{2,8}}\),?\s+{_HONOURED}"
)
"""Where an office is held, or its abbreviation: " in Ruritania, ", " (ZCDA) "."""
_AND_OFFICE = re.compile(r"(?:\s+[A-Z][\w-]+){0,3}(?:,|,?\s+and)\s+|,?\s*\n\s*")
_LONGEST = 120
_MOST = 5


def office_of(text: str, before: Sequence[Mention], name: Mention) -> Mention | None:
    """Return the office whose fields stand between it and a name; `before` are the mentions before the name.

    An office has fields where it says of what: "Minister of Agriculture, Lands and Irrigation, Jane Roe".
    """
    for office in reversed(before[-_MOST:]):
        if name.span.start - office.span.end > _LONGEST or office.kind is MentionKind.PERSON:
            return None
        if office.kind is MentionKind.TITLE:
            gap = text[office.span.end : name.span.start]
            if "\n\n" in gap or without_honorifics(name.role):
                return None
            fields = " of " in office.role or " for " in office.role
            fields = fields and ("," in gap or _AND_FIELD.match(gap) is not None)
            return office if _PLACED.fullmatch(gap) or (fields and _FIELDS.fullmatch(gap)) else None
    return None


def role_of(text: str, office: Mention, name: Mention) -> str:
    """Return an office with its fields as printed before a name."""
    gap = " ".join(text[office.span.end : name.span.start].split()).rstrip(" ,")
    for article in ("the Rt Hon.", "the Hon.", "the", "His", "Her"):
        gap = gap.removesuffix(article).rstrip(" ,")
    gap = "" if gap.startswith("(") else gap
    return f"{office.role}{'' if gap[:1] in ('', ',') else ' '}{gap}" if gap else office.role


def offices_before(text: str, before: Sequence[Mention]) -> str:
    """Return the other offices that stand before the last of `before`, an office too, with no article between."""
    out: list[str] = []
    for first, second in zip(reversed(before[-_MOST:-1]), reversed(before[-_MOST:]), strict=False):
        gap = text[first.span.end : second.span.start]
        if first.kind is not MentionKind.TITLE or not _AND_OFFICE.fullmatch(gap):
            break
        out.insert(0, first.role)
    return ", ".join(out)
