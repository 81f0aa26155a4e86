"""Calendar dates in text, in fields and in paths."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier gennaio enero",
            "february feb februar février fevrier febbraio febrero",
            "march mar märz mars marzo",
            "april apr avril aprile abril",
            "may mai maggio mayo",
            "june jun juni juin giugno junio",
            "july jul juli juillet luglio julio",
            "august aug août aout agosto",
            "september sept sep septembre settembre septiembre",
            "october oct oktober octobre ottobre octubre",
            "november nov novembre noviembre",
            "december dec dezember décembre dicembre diciembre",
        ),
        1,
    )
    for name in names.split()
}
_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?:19[3-9]|20[0-9])\d"
WRITTEN = re.compile(
    rf"\b(?:(?P<mon>{_NAMES})\b\.?[ \t]*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<year>{_YEAR})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th|\.|er)?[ \t]*(?:of[ \t]+|de[ \t]+)?(?P<mon2>{_NAMES})\b\.?,?[ \t]*(?:de[ \t]+)?"  # noqa: E501
    rf"(?P<year2>{_YEAR})"
    rf"|(?P<year3>{_YEAR})-(?P<mon3>\d{{2}})-(?P<day3>\d{{2}})(?!\d)"
    rf"|(?P<a>\d{{1,2}})(?P<sep>[/. -])(?P<b>\d{{1,2}})(?P=sep)(?P<year4>{_YEAR}|\d{{2}}(?=\D|$)))(?!\d)",
    re.IGNORECASE,
)
YEAR = re.compile(r"[0-9](?:(?<=1)9\d\d|(?<=2)0\d\d|[-/. ]\d\d)(?!\d)")
EARLIEST, LATEST = 1800, 2100
"""The years that a release can be of: data without a date likes to say 0001-01-01 or 9999-12-31."""
NEAR = 30
"""A date stands within so many characters of its year."""
PATH_DAY = re.compile(
    rf"(?<!\d)(?:(?P<y>{_YEAR})[-_/.]?(?P<m>0\d|1[0-2])[-_/.]?(?P<d>[0-2]\d|3[01])(?!\d)"
    rf"|(?P<d2>\d{{1,2}})[-_ ]?(?P<mn>{_NAMES})[-_ ]?(?P<y2>{_YEAR})(?!\d))",
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


def find_dates(text: str, order: str = "auto", start: int = 0, end: int = 1 << 60) -> list[Found]:
    """Return the dates written out between `start` and `end`, in order. Impossible ones are left out."""
    found: list[Found] = []
    done = start
    for year in YEAR.finditer(text, start, min(end, len(text))):
        if year.start() < done:
            continue
        match = WRITTEN.search(text, max(done, year.start() - NEAR), min(year.end() + NEAR // 3, len(text)))
        if match is None:
            continue
        done = match.end()
        date = _of(match, order)
        if date is not None:
            found.append(Found(date, "day", match.start(), match.end()))
    return found


def _of(match: re.Match[str], order: str) -> dt.date | None:
    if match["mon"]:
        return made(int(match["year"]), MONTHS[match["mon"].lower()], int(match["day"]))
    if match["mon2"]:
        return made(int(match["year2"]), MONTHS[match["mon2"].lower()], int(match["day2"]))
    if match["year3"]:
        return made(int(match["year3"]), int(match["mon3"]), int(match["day3"]))
    year = int(match["year4"])
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    first, second = int(match["a"]), int(match["b"])
    if order == "auto":
        order = "dmy" if match["sep"] == "." else "mdy"
        order = "dmy" if first > 12 else "mdy" if second > 12 else order
    day, month = (first, second) if order == "dmy" else (second, first)
    return made(year, month, day)


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
    if not re.search(r"\d", value) or len(value) > 100 or WRITTEN.search(value):
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
    for match in reversed(list(PATH_DAY.finditer(tail))):
        year, day = int(match["y"] or match["y2"]), int(match["d"] or match["d2"])
        date = made(year, int(match["m"] or 0) or MONTHS[match["mn"].lower()], day)
        if date:
            return date, "day"
    for match in reversed(list(PATH_MONTH.finditer(tail))):
        return dt.date(int(match["y"]), int(match["m"]), 1), "month"
    return None
