"""Organisations of one release: abbreviations and shortened names brought to the full name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from searchkit.attribution.mentions import Mention, MentionKind
from searchkit.attribution.wordclass import fold, unpossessed

_BRACKETED = re.compile(r"\(\s*(?:the\s+)?[\"“‘']?([A-Z][\w&.-]{1,11})[\"”’']?\s*\)")
_WORD = re.compile(r"[^\W_][\w’'.&-]*")
_ARTICLE = re.compile(r"^(?:the|its|their|our|his|her)\s+", re.IGNORECASE)
_TRAILING = re.compile(r"\s*(?:\([^()]*\)\s*)+$|[,;:]\s*$")
_LONGEST_NAME = 120
_MOST_WORDS = 12


class Bodies:
    """The organisations that a text names."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self._text = text
        self._full: dict[str, str] = {}
        for match in _BRACKETED.finditer(text):
            name = spelled_out(text[max(0, match.start() - _LONGEST_NAME) : match.start()], match.group(1))
            if name:
                self._full.setdefault(match.group(1), name)
        self._named = [(m.span.start, " ".join(m.name.split())) for m in mentions if m.kind is MentionKind.BODY]

    def name_of(self, printed: str, before: int) -> str:
        """Return the fullest name that the text gives the body which is printed as `printed` at offset `before`."""
        name = _ARTICLE.sub("", " ".join(unpossessed(printed.strip(' ,;:."“”')).split()))
        name = _TRAILING.sub("", name)
        if name in self._full:
            return self._full[name]
        return self._fuller(name, before)

    def _fuller(self, name: str, before: int) -> str:
        """Return the longest name that ends in `name`; for one bare noun ("the Commission") the nearest before it."""
        ending = " " + fold(name)
        if len(ending.split()) == 1:
            near = [full for start, full in self._named if start < before and fold(full).endswith(ending)]
            return near[-1] if near else name
        longer = [full for _, full in self._named if fold(full).endswith(ending) and len(full.split()) <= _MOST_WORDS]
        return max(longer, key=len, default=name)

    def last(self, before: int) -> str:
        """Return the body named last before an offset; empty if none is."""
        near = [full for start, full in self._named if start < before]
        return near[-1] if near else ""


def spelled_out(before: str, short: str) -> str:
    """Return the end of `before` whose initials spell `short` ("… Marine Stewardship Council", "MSC"); else nothing.

    Small words may be left out of the abbreviation, capitalised ones may not.
    """
    letters = [c.casefold() for c in short if c.isupper()]
    words = list(_WORD.finditer(before))[-_MOST_WORDS:]
    start = None
    for match in reversed(words):
        if not letters:
            break
        word = match.group()
        if word[0].casefold() == letters[-1]:
            letters.pop()
            start = match.start()
        elif word[0].isupper():
            return ""
    if letters or start is None:
        return ""
    return " ".join(before[start:].split())
