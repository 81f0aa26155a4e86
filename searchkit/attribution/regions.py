"""Which parts of a text may hold statements, where no zones tell: all but furniture, contacts and "About" notes."""

from __future__ import annotations

import re

from searchkit.spans import Span

_END = re.compile(
    r"^[ \t]*(?:#{1,4}|# # #|#\s+#\s+#|-30-|\* \* \*|(?:Latest|Recent|Related|Other|More) (?:News|Posts|Stories"
    r"|Articles|Releases|Press Releases)\b.{0,20}"
    r"|(?:Previous|Next) Article|Share(?: this)?|Share this:?|You (?:may|might) also like.{0,20}|ENDS?"
    r"|Media contacts?:?|Notes to editors:?)[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_ABOUT = re.compile(r"^[ \t]*About (?:the )?[A-Z][^\n.]{2,60}$", re.MULTILINE)
_FIRST_SHARE = 0.15


def open_regions(text: str) -> list[Span]:
    """Return the parts of a bare text that may hold statements, in order."""
    floor = int(len(text) * _FIRST_SHARE)
    end = len(text)
    for expression in (_END, _ABOUT):
        match = expression.search(text, floor)
        if match:
            end = min(end, match.start())
    return [Span(0, end)] if text[:end].strip() else []
