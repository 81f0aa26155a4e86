"""Whom a pronoun means: the last speaker, or a person who has since become the subject of a sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice

from searchkit.attribution.persons import Person
from searchkit.attribution.roster import Roster
from searchkit.spans import Span, merged

_FARTHEST = 80
"""Mentions looked at, at most, for one pronoun."""
_CLAUSE_START = re.compile(
    r"(?:[.!?:;\n][\"”’')\]]*\s*|^\s*|,\s+|\b(?:when|while|as|after|before|because|since|although|though|and|but"
    r"|if)\s+)(?:the\s+)?$",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s?\b(?=\s)|['’]s\b")
_LOOKBACK = 24


class Antecedents:
    """Finds the person behind a pronoun at an offset of one text."""

    def __init__(self, text: str, roster: Roster, contents: Sequence[Span]) -> None:
        self._text = text
        self._roster = roster
        self._contents = merged(contents)
        self._starts = [span.start for span in self._contents]

    def find(self, offset: int, gender: str, last: Person | None, last_offset: int) -> Person | None:
        """Return whom a pronoun of `gender` ("m", "f", or nothing) at `offset` means; `None` if nobody fits.

        `last` is the speaker of the report before, who was named at `last_offset`.
        """
        fallback: Person | None = None
        for start, end, person in islice(self._roster.before(offset), _FARTHEST):
            if not _agrees(person, gender) or self.in_content(start):
                continue
            if last is not None and start < last_offset:
                break
            if self._is_subject(start, end):
                return person
            fallback = fallback or person
        if last is not None and _agrees(last, gender):
            return last
        return fallback or self._earlier(offset, gender)

    def _earlier(self, offset: int, gender: str) -> Person | None:
        near = islice(self._roster.before(offset), _FARTHEST)
        return next((person for _, _, person in near if _agrees(person, gender)), None)

    def in_content(self, offset: int) -> bool:
        """Return whether an offset lies in what somebody is reported to have said."""
        k = bisect_right(self._starts, offset) - 1
        return k >= 0 and offset < self._contents[k].end

    def _is_subject(self, start: int, end: int) -> bool:
        if start < 0 or _POSSESSIVE.match(self._text, end):
            return False
        return _CLAUSE_START.search(self._text[max(0, start - _LOOKBACK) : start]) is not None


def _agrees(person: Person, gender: str) -> bool:
    return not (gender and person.gender and person.gender != gender)
