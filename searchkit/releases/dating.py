"""The date of a release, chosen among those that it and its file give.

The order: the metadata's date; a whole day in the path; in the head of the text a date beside a notice ("For
Immediate Release"); the one that a page prints beside its headline; in the head of the text one on a line of its own,
of the page ("Published"), in the dateline, or the first other; a month in the path; the day the mail around an
attachment was sent. The first is taken; the others that differ are kept as
`competing_dates`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from operator import itemgetter
from typing import NamedTuple

from searchkit.model import DateOrigin
from searchkit.releases.dates import Found, find_dates, parse_date, path_date
from searchkit.spans import Span

HEAD = 900
CUE = re.compile(r"(?:publi\w+|posted|released?|date[d:]|issued|press|media)\W*(?:on|date|:)?\W*$", re.IGNORECASE)
CUES = ("publi", "posted", "release", "date", "issued", "press", "media")
"""Of these one stands in every cue."""
WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\W*$", re.IGNORECASE)
NUMERIC = re.compile(r"\d{1,2}[/. -]\d{1,2}[/. -]\d{2,4}")
COUNTRY = re.compile(r"^https?://[^/:]*?\.(\w\w|gov|mil)(?=[/:]|$)", re.IGNORECASE)


def _words(*words: str) -> re.Pattern[str]:
    """Return what finds whole words. Each alternative begins with its letter, so that these are looked for first."""
    begun = (rf"{word[0]}(?<!\w{word[0]}){word[1:]}" for word in words)
    return re.compile(rf"(?:{'|'.join(begun)})(?!\w)")


DAY_FIRST = _words(
    "Minister", "Parliament", "Australian?", "British", "Britain", "UK", "Ireland", "New Zealand", "India", "Sri Lanka",
    "Pakistan", "labour", "honour", "programme", "centre",
)  # fmt: skip
BRITISH = re.compile(r"is(?<=\wis)(?:ation|ed|ing)\b")
MONTH_FIRST = _words(
    r"U\.S\.", "United States", "Congress(?:man|woman)?", "Senator", "Attorney General", "District Attorney"
)
CLOCK = re.compile(r"\d[T ]\d\d?:\d\d")
SAMPLE = 4000
ABOVE = 120
"""A notice stands so many characters above its date, at most."""
ENGLISH = {"en-gb": "dmy", "en-au": "dmy", "en-nz": "dmy", "en-ie": "dmy", "en-in": "dmy", "en-za": "dmy"}
"""The order of a page in English that says whose English it is; en-US is what those say that were never asked."""
UPDATED = re.compile(
    r"(?:updated?|modified|revised|reviewed|mise? à jour|modifiée?|actualizad[oa]|modificad[oa]|atualizado|"
    r"aggiornat[oa]|aktualisiert|geändert|stand|uppdaterad|ändrad|oppdatert|endret|opdateret|päivitetty|muokattu|bijgewerkt|gewijzigd|"
    r"zaktualizowan[oya]|modyfikacji|aktualizováno|frissítve|обновлен[оа]?|изменен[оа]?|更新日?)"
    r"\W*(?:on|le|em|el|il|am|den|op|date|at)?\W*$",
    re.IGNORECASE,
)
"""Before the day on which a page was changed."""
UPDATES = (
    "pdat", "modif", "modyf", "revis", "review", "tualiz", "tualis", "iornat", "stand", "endret", "muokattu", "gew",
)  # fmt: skip
"""Of these one stands before every such day, where that is in ASCII."""
NO_SUCH_DATE = "there is no such date as"
LABEL = 30
"""What is said of a date stands in so many characters before it."""
RELEASED = re.compile(r"(?:immediate|press|media|news) release\b(?!s)[^.]*$", re.IGNORECASE)
PUBLISHED = re.compile(r"(?:published|posted|publi\w+)\W*(?:on|date|le|em|el|il|:)?\W*(?:\w+day\W*)?$", re.IGNORECASE)
OF_NOTICE, ALONE, OF_PAGE, IN_DATELINE = 3.0, 2.75, 2.5, 2.0
"""How likely a date is the release's own: beside its notice, on a line of its own, of the page, in the dateline."""


class Dated(NamedTuple):
    """The chosen date, where it comes from, its precision, the others, and a note where one is impossible."""

    date: dt.date | None
    origin: DateOrigin
    precision: str
    others: tuple[str, ...]
    note: str


def date_of(metadata: Mapping[str, str], text: str, place: str, order: str, head: Span, language: str = "") -> Dated:
    """Return the date of a release by the rule above. An impossible date of the metadata leaves it undated.

    `head` is where dates are looked for in the text: from its headline or its lead on, not beyond its own words, and
    not beyond `HEAD` characters. Metadata with the time of day may mean the day of another time zone: the day before or
    after it, where the page prints that.
    """
    given = metadata.get("date", "")
    address = metadata.get("url", "")
    if order == "auto":
        order = order_of_language(language)
    in_text = _text_dates(text, order, address, head)
    printed = None
    if lines := metadata.get("printed", ""):
        printed = _printed(lines, order_of_country(text, address) if order == "auto" else order)
    if given:
        parsed = parse_date(given, _order(given, address, text, order))
        if parsed is None:
            return Dated(None, DateOrigin.NONE, "day", (), f"{NO_SUCH_DATE} {given[:40]!r}")
        if printed and CLOCK.search(given) and abs((printed - parsed[0]).days) == 1:
            return Dated(printed, DateOrigin.METADATA, "day", _others(printed, "day", in_text), "")
        return Dated(parsed[0], DateOrigin.METADATA, parsed[1], _others(parsed[0], parsed[1], in_text), "")
    in_path = path_date(place)
    if in_path and in_path[1] == "day":
        return Dated(in_path[0], DateOrigin.PATH, "day", _others(in_path[0], "day", in_text), "")
    best = max(in_text, key=itemgetter(1), default=None)
    if printed and (best is None or best[1] < OF_NOTICE):
        return Dated(printed, DateOrigin.METADATA, "day", _others(printed, "day", in_text), "")
    if best is not None:
        origin = DateOrigin.DATELINE if best[1] == IN_DATELINE else DateOrigin.TEXT
        return Dated(best[0].date, origin, "day", _others(best[0].date, "day", in_text), "")
    if in_path:
        return Dated(in_path[0], DateOrigin.PATH, in_path[1], (), "")
    if sent := parse_date(metadata.get("sent", ""), order):
        return Dated(sent[0], DateOrigin.METADATA, sent[1], (), "")
    return Dated(None, DateOrigin.NONE, "day", (), "")


def _printed(lines: str, order: str) -> dt.date | None:
    """Return the first date of some lines; one on which the page was changed only where there is no other."""
    found = [(line, date) for line in lines.split("\n") for date in find_dates(line, order)]
    own = [date for line, date in found if not UPDATED.search(line[: date.start][-LABEL:])]
    return next((date.date for date in (*own, *(date for _, date in found))), None)


def _others(date: dt.date, precision: str, in_text: list[tuple[Found, float]]) -> tuple[str, ...]:
    """Return the likely dates of the text that differ from the chosen one, in order of time."""
    differing = {found.date for found, score in in_text if score >= IN_DATELINE and found.date != date}
    if precision != "day":
        unit = 4 if precision == "year" else 7
        differing = {other for other in differing if str(other)[:unit] != str(date)[:unit]}
    return tuple(map(str, sorted(differing)))


def _order(given: str, address: str, text: str, order: str) -> str:
    """Return the order of day and month of a field's date: the user's, else the text's, else the country's."""
    if order != "auto" or not NUMERIC.match(given.strip()):
        return order
    readings = {name: parse_date(given, name) for name in ("dmy", "mdy")}
    spelt = {f.date for f in find_dates(text, "auto", 0, HEAD) if any(map(str.isalpha, text[f.start : f.end]))}
    agreeing = [name for name, reading in readings.items() if reading and reading[0] in spelt]
    return agreeing[0] if len(agreeing) == 1 else order_of_country(text, address)


def order_of_language(language: str) -> str:
    """Return the order of day and month of a language ("de", "en-GB"); "auto" for English of no country, or none."""
    code = language.lower().replace("_", "-")
    return ENGLISH.get(code, "auto" if code[:2] in ("en", "") else "dmy")


def order_of_country(text: str, address: str = "") -> str:
    """Return the order of day and month that the country of the address, or of the text's words, writes; or "auto"."""
    if country := COUNTRY.search(address):
        return "mdy" if country[1].lower() in ("us", "gov", "mil", "ph") else "dmy"
    day, british, month = (len(pattern.findall(text, 0, SAMPLE)) for pattern in (DAY_FIRST, BRITISH, MONTH_FIRST))
    day += british
    return "dmy" if day > month else "mdy" if month > day else "auto"


def _text_dates(text: str, order: str, address: str, head: Span) -> list[tuple[Found, float]]:
    """Return the dates in the head of the text, each with how likely it is the release's own."""
    end = min(head.start + HEAD, head.end)
    found = find_dates(text, order, 0, end)
    if order == "auto" and any(_is_ambiguous(text, f) for f in found):
        found = find_dates(text, order_of_country(text, address), 0, end)
    return [(f, _score(text, f)) for f in found]


def _is_ambiguous(text: str, found: Found) -> bool:
    """Return whether a date is written in numbers, and another one if its day and month change places."""
    match = NUMERIC.fullmatch(text, found.start, found.end)
    return match is not None and found.date.day <= 12 and found.date.day != found.date.month


def _score(text: str, found: Found) -> float:
    start = text.rfind("\n", 0, found.start) + 1
    end = text.find("\n", found.end)
    end = len(text) if end < 0 else end
    before = text[start : found.start]
    lower = before.lower()
    if _can_hold(UPDATES, lower[-LABEL:]) and UPDATED.search(before[-LABEL:]):
        return 0.5
    alone = end - start - (found.end - found.start)
    if alone < 30 or (_can_hold(CUES, lower) and CUE.search(before)):
        above = text[max(0, start - ABOVE) : found.start]
        return OF_NOTICE if RELEASED.search(above) else OF_PAGE if PUBLISHED.search(above) else ALONE
    if found.start - start < 70 and re.match(r"[\s)\].,]*(?:–|—|-|\()", text[found.end : found.end + 4]):
        return IN_DATELINE
    return 1.5 if "day" in lower and WEEKDAY.search(before) else 1


def _can_hold(parts: tuple[str, ...], lower: str) -> bool:
    """Return whether one of these parts of words stands in the text. Where case is ignored other letters may stand for
    those of ASCII, so that only a text in ASCII can be said to hold none.
    """
    return not lower.isascii() or any(map(lower.__contains__, parts))
