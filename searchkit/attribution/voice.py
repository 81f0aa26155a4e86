"""The first person as somebody speaks in it, apart from "our nation", "Title I" and "US" in anybody's prose."""

from __future__ import annotations

import re

from searchkit.attribution.layout import Layout

_VOICE = re.compile(
    r"[IMWOmw](?<!\w.)(?:"
    r"(?<=I)(?<!Phase I)(?<!Title I)(?<!Division I)(?<!Part I)(?<!War I)(?<!Class I)(?<!Type I)(?<!Tier I)(?<!Level I)"
    r"(?![\w.]|-\d|,? +(?:Vt|Conn|Maine)\b)"
    r"|(?<=m)(?:e|y(?:self)?)(?![\w.])|(?<=M)y(?= [a-z])|(?<=[Ww])e(?![\w.])|(?<=O)ur(?<![\w,] Our)(?= [a-z]))"
)
"""Begins with one set of letters, so that the search skips what is none of them."""
_ENGLISH = (" the ", " of ", " and ", " to ")
_RARE = 200
"""The most characters from one of these to another, on the average, in an English text."""


def voiced_sentences(layout: Layout, flat: str) -> frozenset[int]:
    """Return the numbers of the sentences that speak in the first person; none in other languages, where "I" is "the".

    Takes time in proportion to the length of `flat`.
    """
    out: set[int] = set()
    for match in _VOICE.finditer(flat):
        number = layout.sentence_number(match.start())
        if match.start() < layout.sentences[number].end:
            out.add(number)
    if out and sum(map(flat.count, _ENGLISH)) * _RARE + _RARE // 2 < len(flat):
        return frozenset()
    return frozenset(out)
