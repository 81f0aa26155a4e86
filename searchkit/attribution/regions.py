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
_GOES_ON = re.compile(
    r"\s*(?:(?:The |Full |Complete )*(?:Remarks|Statement|Testimony|Speech|Address|Text|Letter|letter|text|remarks)\b"
    r"|Dear [A-Z]|Below is|Following is)"
)
"""What follows an end mark that only parts a release from the words it is about."""
_SAID = re.compile(r"[”\"] [^\n“”\"]{0,60}\b(?:said|added)\b|\b(?:said|added), [“\"]")
_FIRST_SHARE = 0.15


def open_regions(text: str) -> list[Span]:
    """Return the parts of a bare text that may hold statements, in order."""
    floor = int(len(text) * _FIRST_SHARE)
    end = len(text)
    for match in _END.finditer(text, floor):
        if _GOES_ON.match(text, match.end()) is None:
            end = match.start()
            break
    about = _ABOUT.search(text, floor, end)
    if about is not None and _SAID.search(text, about.end(), end) is None:
        end = about.start()
    return [Span(0, end)] if text[:end].strip() else []
