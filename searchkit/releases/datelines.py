"""The dateline: place, and often date, before the words of the lead."""

from __future__ import annotations

import re

from searchkit.releases.dates import without_dates
from searchkit.releases.linekinds import leading_date

DATELINE = re.compile(
    r"\(?[A-ZÀ-Þ\d][^\n–—]{1,90}?\)?(?:\s*(?:–|—|―)\s*|\s+--?\s+|\.{0,1}--)(?=[\"“‘A-Z0-9À-Þ])|"
    r"\([A-Z][^()\n]{2,50}\)\s+(?=[\"“A-Z])|"
    r"[A-ZÀ-Þ][^\n–—:()]{1,60}(?:19|20)\d\d\)?\s*(?:–|—|-|:)\s*(?=[\"“‘A-Z0-9À-Þ])|"
    r"(?:WASHINGTON|Washington)(?:,? *D\.? *C\b\.?| *\([^()\n]{3,30}\))?[ ,:]+(?=[\"“A-Z])"
)
LONGEST = 110
DASH = re.compile(r"[–—―:-](?:(?<=[–—―:])|(?=-)|(?<=[\s\d)-]-))")
"""A dash, or a colon, that can end a dateline; a hyphen within a word cannot."""
OTHERS = ("(", "WASHINGTON", "Washington")
"""What a dateline begins with that ends otherwise."""
WORD = r"[A-ZÀ-Þ][\w.'’À-ÿ-]*"
PLACE = re.compile(rf"\W*(?P<place>{WORD}(?:[ ,/]+(?:{WORD}|of|de|la|and|du|am|an|der)){{0,5}})[)\s,:.(–—―|-]*")
PARTIAL = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b,?|\b(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.? \d{1,2}\b(?:,? \d{4}\b)?"
    r"|\b\d{1,2} [A-Z][a-z]{2,8}\b"
)
VERB = re.compile(
    r"\b(?:is|was|are|were|has|have|had|said|says|will|today|announced|Senator|Senators|Sen|Sens|Rep|Congressman|"
    r"Congresswoman|President|Minister|Secretary|Governor|Statement|Attorney)\b"
)
INITIALS = ("D.C.", "U.S.", "N.Y.")
WIRE = re.compile(r"\([A-Z][\w.]+(?: [A-Z][\w.]+){0,3} ?\)|/[A-Z][\w .-]+/")


def dateline(line: str) -> tuple[int, str]:
    """Return the length of the dateline that the paragraph begins with, and its place; (0, "") for none."""
    first = line[:1]
    if not (first.isupper() or first == "(" or first.isdigit()):
        return 0, ""
    if not (DASH.search(line, 0, LONGEST) or line.startswith(OTHERS)):
        return 0, ""
    match = DATELINE.match(line)
    if not match or match.end() > LONGEST or match.end() == len(line):
        return 0, ""
    words = PARTIAL.sub("", without_dates(match[0]))
    found = PLACE.fullmatch(words) or PLACE.fullmatch(WIRE.sub("", words, count=1))
    if not found or VERB.search(words):
        return (match.end(), "") if not any(map(str.isalpha, words)) and leading_date(line) else (0, "")
    length = match.end() + leading_date(line[match.end() : match.end() + 60])
    place = found["place"].strip(" ,-–—")
    return length, place if place.endswith(INITIALS) else place.rstrip(".")
