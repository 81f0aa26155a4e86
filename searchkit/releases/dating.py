"""The date of a release, chosen among those that it and its file give.

The order: the metadata's date; a whole day in the path; a date on a line of its own, or beside a notice, in the head of
the text; a date in the dateline; the first other date in the head; a month in the path. The first is taken; the
others that differ are kept as `competing_dates`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import NamedTuple

from searchkit.model import DateOrigin
from searchkit.releases.dates import Found, find_dates, parse_date, path_date

HEAD = 900
CUE = re.compile(r"(?:publi\w+|posted|released?|date[d:]|issued|press|media)\W*(?:on|date|:)?\W*$", re.IGNORECASE)
WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\W*$", re.IGNORECASE)
NUMERIC = re.compile(r"\d{1,2}[/. -]\d{1,2}[/. -]\d{2,4}")
COUNTRY = re.compile(r"^https?://[^/:]*?\.(\w\w|gov|mil)(?=[/:]|$)", re.IGNORECASE)
DAY_FIRST = re.compile(
    r"\b(?:Prime Minister|Minister|Parliament|Australian?|British|Britain|UK|Ireland|New Zealand|India|Sri Lanka|Pakistan"  # noqa: E501
    r"|labour|honour|programme|centre|\w+is(?:ation|ed|ing))\b"
)
MONTH_FIRST = re.compile(
    r"\b(?:U\.S\.|United States|Congress(?:man|woman)?|Senator|Attorney General|District Attorney)(?!\w)"
)
SAMPLE = 4000
FULL = 3.0


class Dated(NamedTuple):
    """The chosen date, where it comes from, its precision, the others, and a note where one is impossible."""

    date: dt.date | None
    origin: DateOrigin
    precision: str
    others: tuple[str, ...]
    note: str


def date_of(metadata: Mapping[str, str], text: str, place: str, order: str) -> Dated:
    """Return the date of a release by the rule above. An impossible date of the metadata leaves it undated."""
    others: list[dt.date] = []
    given = metadata.get("date", "")
    in_text = text_date(text, order)
    if given:
        parsed = parse_date(given, _order(given, metadata.get("url", ""), text, order))
        if parsed is None:
            return Dated(None, DateOrigin.NONE, "day", (), f"there is no such date as {given[:40]!r}")
        others = [in_text[0].date] if in_text and in_text[0].date != parsed[0] and in_text[1] >= 2 else []
        return Dated(parsed[0], DateOrigin.METADATA, parsed[1], tuple(map(str, others)), "")
    in_path = path_date(place)
    if in_path and in_path[1] == "day":
        others = [in_text[0].date] if in_text and in_text[0].date != in_path[0] and in_text[1] >= 2 else []
        return Dated(in_path[0], DateOrigin.PATH, "day", tuple(map(str, others)), "")
    if in_text:
        origin = DateOrigin.DATELINE if in_text[1] == 2 else DateOrigin.TEXT
        return Dated(in_text[0].date, origin, "day", tuple(map(str, in_text[2])), "")
    if in_path:
        return Dated(in_path[0], DateOrigin.PATH, in_path[1], (), "")
    return Dated(None, DateOrigin.NONE, "day", (), "")


def _order(given: str, address: str, text: str, order: str) -> str:
    """Return the order of day and month of a field's date: the user's, else the text's, else the country's."""
    if order != "auto" or not NUMERIC.match(given.strip()):
        return order
    readings = {name: parse_date(given, name) for name in ("dmy", "mdy")}
    spelt = {f.date for f in find_dates(text, "auto", 0, HEAD) if any(map(str.isalpha, text[f.start : f.end]))}
    agreeing = [name for name, reading in readings.items() if reading and reading[0] in spelt]
    if len(agreeing) == 1:
        return agreeing[0]
    if country := COUNTRY.search(address):
        return "mdy" if country[1].lower() in ("us", "gov", "mil", "ph") else "dmy"
    return "dmy" if len(DAY_FIRST.findall(text, 0, SAMPLE)) > len(MONTH_FIRST.findall(text, 0, SAMPLE)) else order


def text_date(text: str, order: str) -> tuple[Found, float, tuple[dt.date, ...]] | None:
    """Return the likeliest date in the head of the text, its score, and the other likely ones."""
    found = [(f, _score(text, f)) for f in find_dates(text, order, 0, HEAD)]
    if not found:
        return None
    best = max(found, key=lambda pair: pair[1])
    others = {f.date for f, score in found if score >= 2 and f.date != best[0].date}
    return best[0], best[1], tuple(sorted(others))


def _score(text: str, found: Found) -> float:
    start = text.rfind("\n", 0, found.start) + 1
    end = text.find("\n", found.end)
    end = len(text) if end < 0 else end
    before = text[start : found.start]
    alone = end - start - (found.end - found.start)
    if alone < 30 or CUE.search(before):
        return FULL
    if found.start - start < 70 and re.match(r"[\s)\].,]*(?:–|—|-|\()", text[found.end : found.end + 4]):
        return 2
    return 1.5 if WEEKDAY.search(before) else 1
