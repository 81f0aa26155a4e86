"""Texts that lost their punctuation upstream: every mark became a space, so runs of spaces tell where marks stood.

Only the mask is repaired, in place of a space, so that offsets stay; the text itself is never touched.
"""

from __future__ import annotations

import re

from searchkit.attribution.lexicon import words

_RUN = re.compile(r"(?P<before>[A-Za-z]+)?(?P<run> {2,})(?=(?P<after>[A-Z]?)(?P<word>\w*))")
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


def repaired(flat: str) -> str:
    """Return `flat` (line breaks as spaces) with a full stop or a comma where a run of spaces tells of one."""
    return _RUN.sub(_mark, flat)


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
