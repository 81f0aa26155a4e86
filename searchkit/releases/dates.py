"""Calendar dates in text, in fields and in paths."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from searchkit.releases.phrases import ranked

MONTHS = {name: number for number, names in enumerate(ranked("months"), 1) for name in names.split()}
_YEAR = r"(?:19[3-9]|20[0-9])\d"
_NAME = r"[^\W\d_][^\s\d.,;:()/|–—-]{1,14}"
_OF = r"(?:of[ \t]+|de[ \t]+|d[’'])?"
ERAS = {"令和": 2018, "平成": 1988}
"""The years before the first one of each Japanese era."""
_DATE = re.compile(
    rf"(?<!\w)(?:(?P<mon>{_NAME}+)\.?[ \t]*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<year>{_YEAR})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th|\.|er|º)?[ \t]*{_OF}(?P<mon2>{_NAME})\.?,?[ \t]*(?:de[l]?[ \t]+)?"
    rf"(?P<year2>{_YEAR})"
    rf"|(?P<year3>{_YEAR})(?P<sep3>[-/.])(?P<mon3>\d{{1,2}})(?P=sep3)(?P<day3>\d{{1,2}})(?!\d)"
    rf"|(?P<year5>{_YEAR}|(?P<era>{'|'.join(ERAS)})(?:\d{{1,2}}|元))(?:年|년|\.)\s*"
    rf"(?:(?P<mon5>\d{{1,2}})\s*(?:月|월|\.)|(?P<name5>{_NAME}))\s*(?P<day5>\d{{1,2}})"
    rf"|(?P<a>\d{{1,2}})(?P<sep>[/. -]|\.[ ])(?P<b>\d{{1,2}})(?P=sep)(?P<year4>{_YEAR}|\d{{2}}(?=\D|$)))(?!\d)",
    re.IGNORECASE,
)
"""A date, or words and numbers in the form of one: what stands for the month may be no month. A name before the day is
taken whole: what may follow it is no part of names."""
YEAR = re.compile(r"[0-9成和](?:(?:(?<=1)9\d\d|(?<=2)0\d\d|(?<=[0-9])[-/. ]\d\d)(?!\d)|(?<=[成和])(?:\d{1,2}|元)年)")
"""The year of a date, and where that is of two digits what stands before it. It begins with one set of characters, by
which the regular expressions of Python look for it quickly."""
EARLIEST, LATEST = 1800, 2100
"""The years that a release can be of: data without a date likes to say 0001-01-01 or 9999-12-31."""
DIGIT = re.compile(r"\d")
NEAR = 30
"""A date stands within so many characters of its year."""
PATH_DAY = re.compile(
    rf"(?<!\d)(?:(?P<y>{_YEAR})[-_/.]?(?P<m>0\d|1[0-2])[-_/.]?(?P<d>[0-2]\d|3[01])(?!\d)"
    rf"|(?P<d2>\d{{1,2}})[-_ ]?(?P<mn>[^\W\d_]{{3,9}})[-_ ]?(?P<y2>{_YEAR})(?!\d))",
    re.IGNORECASE,
)
PATH_MONTH = re.compile(rf"(?<!\d)(?P<y>{_YEAR})[-_/](?P<m>0\d|1[0-2])(?!\d)")


class Found(NamedTuple):
    """A date, its precision ("day", "month", "year"), and where it stands in the text that was searched."""

    date: dt.date
    precision: str
    start: int
    end: int


def made(year: int, month: int, day: int) -> dt.date | None:
    """Return the date; None where there is no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def first_date(text: str, start: int = 0, end: int = 1 << 60) -> re.Match[str] | None:
    """Return the first that is written as a date between `start` and `end`, whether there is such a day or not."""
    if DIGIT.search(text, start, end) is None:
        return None
    for match in _DATE.finditer(text, start, end):
        if _is_date(match):
            return match
    return None


def date_at(text: str, start: int) -> re.Match[str] | None:
    """Return what is written as a date from `start` on, whether there is such a day or not."""
    match = _DATE.match(text, start)
    return match if match is not None and _is_date(match) else None


def _is_date(match: re.Match[str]) -> bool:
    name = match["mon"] or match["mon2"] or match["name5"]
    return name is None or _month(name) != 0


def without_dates(text: str) -> str:
    """Return the text without what is written as a date."""
    if DIGIT.search(text) is None:
        return text
    parts, done = [], 0
    while (match := first_date(text, done)) is not None:
        parts.append(text[done : match.start()])
        done = match.end()
    return "".join([*parts, text[done:]])


def find_dates(text: str, order: str = "auto", start: int = 0, end: int = 1 << 60) -> list[Found]:
    """Return the dates written out between `start` and `end`, in order. Impossible ones are left out."""
    found: list[Found] = []
    done = start
    for year in YEAR.finditer(text, start, min(end, len(text))):
        if year.start() < done:
            continue
        match = first_date(text, max(done, year.start() - NEAR), min(year.end() + NEAR // 3, len(text)))
        if match is None:
            continue
        done = match.end()
        date = _of(match, order)
        if date is not None:
            found.append(Found(date, "day", match.start(), match.end()))
    return found


def _of(match: re.Match[str], order: str) -> dt.date | None:
    if match["mon"]:
        return made(int(match["year"]), _month(match["mon"]), int(match["day"]))
    if match["mon2"]:
        return made(int(match["year2"]), _month(match["mon2"]), int(match["day2"]))
    if match["year5"]:
        return made(_full_year(match), int(match["mon5"] or 0) or _month(match["name5"]), int(match["day5"]))
    if match["year3"]:
        return made(int(match["year3"]), int(match["mon3"]), int(match["day3"]))
    year = int(match["year4"])
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    first, second = int(match["a"]), int(match["b"])
    if order == "auto":
        order = "dmy" if match["sep"][0] == "." else "mdy"
    order = "dmy" if first > 12 else "mdy" if second > 12 else order  # there is one reading only
    day, month = (first, second) if order == "dmy" else (second, first)
    return made(year, month, day)


def _month(name: str) -> int:
    """Return the number of a month; 0 for letters that only look like its name in some alphabet."""
    return MONTHS.get(name.lower(), 0)


def _full_year(match: re.Match[str]) -> int:
    """Return the year of a date that begins with it, which may be one of an era."""
    if not match["era"]:
        return int(match["year5"])
    number = match["year5"].removeprefix(match["era"])
    return ERAS[match["era"]] + (1 if number == "元" else int(number))


def parse_date(value: str, order: str = "auto") -> tuple[dt.date, str] | None:
    """Return the date that a field gives and its precision; None where it gives none, or an impossible one."""
    value = value.strip()
    if len(value) >= 10 and value[4] == "-" and value[7] == "-":
        try:
            iso = dt.date.fromisoformat(value[:10])
        except ValueError:
            return None
        return (iso, "day") if EARLIEST <= iso.year <= LATEST else None
    if found := find_dates(value, order):
        return found[0].date, "day"
    if match := re.fullmatch(rf"({_YEAR})(?:-(\d{{2}}))?", value):
        date = made(int(match[1]), int(match[2] or 1), 1)
        return (date, "month" if match[2] else "year") if date else None
    return _by_library(value, order)


def _by_library(value: str, order: str) -> tuple[dt.date, str] | None:
    if not re.search(r"\d", value) or len(value) > 100 or first_date(value):
        return None
    from dateutil import parser  # noqa: PLC0415 – slow to import, seldom needed

    a, b = dt.datetime(1901, 1, 1), dt.datetime(1902, 2, 2)
    try:
        dates = {parser.parse(value, default=x, dayfirst=order == "dmy").date() for x in (a, b)}
    except (ValueError, OverflowError, TypeError):
        return None
    return (dates.pop(), "day") if len(dates) == 1 else None


def path_date(place: str) -> tuple[dt.date, str] | None:
    """Return the last date that the path (its last six parts) names, a whole day before a month."""
    tail = "/".join(place.rsplit("/", 6)[-6:])
    if (digit := DIGIT.search(tail)) is None:
        return None
    for match in reversed(list(PATH_DAY.finditer(tail, digit.start()))):
        year, day = int(match["y"] or match["y2"]), int(match["d"] or match["d2"])
        date = made(year, int(match["m"] or 0) or _month(match["mn"]), day)
        if date:
            return date, "day"
    for match in reversed(list(PATH_MONTH.finditer(tail))):
        return dt.date(int(match["y"]), int(match["m"]), 1), "month"
    return None
