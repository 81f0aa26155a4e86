"""Where a text names persons, offices and bodies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from searchkit.attribution.runs import PartKind, parse_run
from searchkit.attribution.tokens import runs_of
from searchkit.spans import Span

_PARTY = re.compile(r"\s*[(,]\s*(?:[DRI]|Ind)\s?[-–.]")
_KIN = re.compile(r"(?:\b(?:[Tt]he|[Hh]is|[Hh]er) )?(?:\b[a-z-]+['’]s? )?\b(?P<kin>[a-z]+) $")
"""Who somebody with a first name only is: "the victim's brother John"."""
_LONGEST_KIN = 10
_KIN_WORDS = frozenset(
    (
        *("brother", "sister", "mother", "father", "son", "daughter", "wife"),
        *("husband", "widow", "widower", "uncle", "aunt", "niece", "nephew"),
    )
)
_APPOSITION = re.compile(r",\s+(?:an?\s+|the\s+)?([^,.;:()“”\"\n]{3,140})")


class MentionKind(StrEnum):
    """What a mention names."""

    PERSON = "person"
    NAME = "name"
    """Words that may be a person's name: a surname alone, or words of no list."""
    TITLE = "title"
    """An office without its holder's name."""
    BODY = "body"
    """An organisation."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a text names somebody or something that can speak.

    `span` covers role and name; `name` is as printed, without titles (the whole phrase for offices and bodies); `role`
    is what stands before the name. `shaky` tells that it stands in a headline, where other words may be glued to it.
    """

    span: Span
    kind: MentionKind
    name: str
    role: str = ""
    shaky: bool = False


_KINDS = {part: MentionKind(part.value) for part in PartKind}


def find_mentions(text: str, start: int = 0, end: int | None = None) -> list[Mention]:
    """Return the mentions of `text` between two offsets, sorted, none inside another; pronouns are not among them.

    Takes time in proportion to the length of the text.
    """
    out: list[Mention] = []
    for base, run in runs_of(text, start, len(text) if end is None else end):
        parts = parse_run(run)
        if parts:
            for part in parts:
                span = Span(base + part.start, base + part.end)
                kind = _KINDS[part.kind]
                name = run[part.name_start if part.name_start < part.end else part.start : part.end]
                role = part.role
                if kind is MentionKind.NAME and _PARTY.match(text, span.end):
                    kind = MentionKind.PERSON
                kin = _kin_before(text, span.start) if kind is MentionKind.NAME else None
                if kin is not None:
                    kind, span, role = MentionKind.PERSON, Span(kin.start(), span.end), kin.group("kin")
                out.append(Mention(span, kind, name, role, part.shaky))
    return out


def _kin_before(text: str, start: int) -> re.Match[str] | None:
    """Return the phrase before a name that ends with a relative."""
    space = text.rfind(" ", max(0, start - _LONGEST_KIN), start - 1)
    return _KIN.search(text, max(0, start - 32), start) if text[space + 1 : start - 1] in _KIN_WORDS else None
