"""Texts that lost their punctuation upstream: every mark became a space, so runs of spaces tell where marks stood.

Only the mask is repaired, in place of a space, so that offsets stay; the text itself is never touched.
"""

from __future__ import annotations

import re
from collections import Counter

from searchkit.attribution.lexicon import words

_RUN = re.compile(r"(?P<before>[A-Za-z]+)?(?P<run> {2,})(?=(?P<after>[A-Z]?)(?P<word>\w*))")
_GAP = re.compile(r"(?<=[a-z]) {2,}(?=[A-Z])")
_ATTRIBUTED = re.compile(
    r"(?<=[a-z0-9])(?P<gap> {2,})(?!I )(?:[A-Z]\w*  ?){0,4}(?P<said>[A-Z]\w+ (?:said|says|added|continued|concluded"
    r"|explained|noted|stated))(?P<after> {2,}| *\n\s*)"
)
_SAID_BY = re.compile(
    r"(?<=[a-z]) (?=(?:said|added|says|concluded|continued) (?:(?:Senator|Sen|Representative|Rep|Congress\w+"
    r"|Governor|Gov|Mayor|Dr|Mr|Mrs|Ms)  ?)(?:[A-Z]\w+ ){1,3} +[A-Z])"
)
"""The blank of a comma and a mark before "said Senator Roe"."""
_FULL_STOP = 3
"""Spaces that a full stop may leave: its own and the two behind it."""
_NO_STOP = words("repair-no-stop")
_SAYING = frozenset(["said", "says", "say", "stated", "added", "continued", "wrote"])
_STARTER = words("repair-starters")


_MOJIBAKE = {
    "â\x80\x93": " – ",
    "â\x80\x94": " – ",
    "â\x80\x9c": "  “",
    "â\x80\x9d": "”  ",
    "â\x80\x99": "ʼʼʼ",
    "â\x80\x98": "ʼʼʼ",
    "â\x80¯": "   ",
    "â\x80¦": " … ",
}
"""Marks decoded from UTF-8 as Latin-1, and what to read for them, as long as they; apostrophes are letters there."""


def legible(text: str) -> str:
    """Return `text` with badly decoded dashes, quotation marks and spaces readable, every offset kept."""
    if "â" in text:
        for bad, good in _MOJIBAKE.items():
            text = text.replace(bad, good)
    return text.replace("Â ", "  ").replace("Â\xa0", "  ") if "Â" in text else text


def repaired(flat: str, text: str) -> str:
    """Return `flat`, which is `text` with line breaks as spaces, with the marks of which runs of spaces tell.

    Those are full stops, commas, and both around what interrupts or closes a quotation ("…," Roe said. "…").
    """
    out = _RUN.sub(_mark, _SAID_BY.sub(lambda found: "," + found.group()[1:], flat))
    usual = Counter(len(match.group()) for match in _GAP.finditer(text)).most_common(1)
    done, pieces = 0, []
    for match in _ATTRIBUTED.finditer(text):
        if _interrupts(match, usual[0][0] if usual else 2):
            pieces += [out[done : match.start("gap")], ",", out[match.start("gap") + 1 : match.end("said")], "."]
            done = match.end("said") + 1
    return "".join((*pieces, out[done:])) if pieces else out


def _interrupts(match: re.Match[str], usual: int) -> bool:
    """Return whether runs of spaces around "Roe said" tell of quotation marks: longer than one behind a full stop."""
    before, after = len(match.group("gap")), len(match.group("after"))
    if "\n" in match.group("after"):
        return True
    if before == _FULL_STOP:
        return usual < before or after > _FULL_STOP
    return before > _FULL_STOP + (after < _FULL_STOP)


def _mark(match: re.Match[str]) -> str:
    before, run = match.group("before") or "", match.group("run")
    word = match.group("after") + match.group("word")
    if not before or before.lower() in _NO_STOP or (len(before) == 1 and before.isupper() and before != "I"):
        mark = " " if len(run) < 4 else "."
    elif not match.group("after"):
        mark = "," if len(run) < 6 else "."
    elif before in _SAYING:
        mark = ","
    elif len(run) > 2 or word in _STARTER:
        mark = "."
    else:
        mark = ","
    return before + mark + run[1:]
