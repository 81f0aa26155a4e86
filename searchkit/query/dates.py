"""Written dates → ranges of days."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import cached_property
from typing import NamedTuple

from searchkit.errors import QueryError
from searchkit.query.metadata import last_day
from searchkit.query.nodes import DateIs, Undated
from searchkit.spans import Span
from searchkit.spelling import nearest

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z")
_AGO = re.compile(r"(\d{1,5})\s*(d|w|m|y|days?|weeks?|months?|years?)(?:\s+ago)?\Z")
_LAST = re.compile(r"(this|last|previous)\s+(week|month|year)\Z")
_MONTHS = ["january", "february", "march", "april", "may", "june"]
_MONTHS += ["july", "august", "september", "october", "november", "december"]
_MONTH_NAMES = [*_MONTHS, *(month[:3] for month in _MONTHS), "sept"]
NO_DATE = "none"
"""What `date:` takes for releases without a date."""
_FORMS = "write 2021-04-07, 2021-04, 2021, “7 April 2021”, yesterday, “last month” or 30d"


class Days(NamedTuple):
    """A first and a last day."""

    first: dt.date
    last: dt.date


class DateReader:
    """Reads the dates of one query; relative ones count from `today`, where it is given."""

    def __init__(self, query: str, today: dt.date | None, notes: list[str]) -> None:
        self.query = query
        self._today = today
        self.notes = notes

    @cached_property
    def today(self) -> dt.date:
        """The day that relative dates count from: asked of the system only for a query that has one."""
        return self._today or dt.date.today()

    def range_node(self, value: str, at: int, span: Span) -> DateIs | Undated:
        """Return the node of `date:VALUE`; the value begins at `at` of the query, the whole at `span`."""
        if value.strip().lower() == NO_DATE:
            return Undated(span=span)
        left, dots, right = value.partition("..")
        if not dots:
            return DateIs(*self.days(value, at), span=span)
        if not left.strip() and not right.strip():
            raise QueryError(
                "a date range without an end", self.query, at, at + len(value), "write date:2021-04..2021-05"
            )
        first = self.days(left, at) if left.strip() else None
        last = self.days(right, at + len(left) + 2) if right.strip() else None
        if first and last and first.first > last.last:
            self.notes.append(f"the date range “{value}” is reversed; it is read as {right.strip()}..{left.strip()}")
            first, last = last, first
        return DateIs(first.first if first else None, last.last if last else None, span=span)

    def open_range(self, field: str, value: str, at: int, span: Span) -> DateIs:
        """Return the node of `since:VALUE` or `until:VALUE`."""
        if ".." in value:
            advice = f"write date:{value}"
            raise QueryError(f"{field}: takes one date", self.query, at, at + len(value), advice)
        days = self.days(value, at)
        return DateIs(days.first if field == "since" else None, days.last if field == "until" else None, span=span)

    def days(self, written: str, at: int) -> Days:
        """Return the days that one written date means. Raises `QueryError` at the place of what is wrong in it."""
        at += len(written) - len(written.lstrip())
        text = " ".join(written.split()).lower()
        iso = _ISO.match(text)
        if iso:
            return self._iso(iso, at)
        try:
            found = self._relative(text)
        except (OverflowError, ValueError):
            raise QueryError(f"“{written}” is too long ago", self.query, at, at + len(written), _FORMS) from None
        return found or self._written_out(text, at, at + len(written.strip()))

    def _iso(self, match: re.Match[str], at: int) -> Days:
        year, month, day = (int(part) if part else 0 for part in match.groups())
        wrong = advice = ""
        length = calendar.monthrange(year or 1, month)[1] if 1 <= month <= 12 else 31
        if year == 0:
            wrong = "there is no year 0"
        elif match.group(2) and not 1 <= month <= 12:
            wrong, advice = f"there is no month {match.group(2)}", "months are 01 to 12"
        elif match.group(3) and not 1 <= day <= length:
            wrong = f"there is no day {match.group(3)} in that month"
            advice = f"{calendar.month_name[month]} {year} has {length} days"
        if wrong:
            raise QueryError(f"{match.group()} is no date, {wrong}", self.query, at, at + len(match.group()), advice)
        first = dt.date(year, month or 1, day or 1)
        return Days(first, last_day(first, "day" if day else "month" if month else "year"))

    def _relative(self, text: str) -> Days | None:
        plain = {"today": 0, "yesterday": 1}
        if text in plain:
            day = self.today - dt.timedelta(days=plain[text])
            return Days(day, day)
        ago = _AGO.match(text)
        if ago:
            day = _before(self.today, int(ago.group(1)), ago.group(2)[0])
            return Days(day, day)
        last = _LAST.match(text)
        return self._calendar_unit(last.group(1), last.group(2)) if last else None

    def _calendar_unit(self, which: str, unit: str) -> Days:
        first = self.today.replace(month=1, day=1) if unit == "year" else self.today.replace(day=1)
        if unit == "week":
            first = self.today - dt.timedelta(days=self.today.weekday())
        if which != "this":
            first = _before(first, 1, unit[0])
        return Days(first, first + dt.timedelta(days=6) if unit == "week" else last_day(first, unit))

    def _written_out(self, text: str, at: int, end: int) -> Days:
        wrong = QueryError(f"“{text}” is no date", self.query, at, end, self._advice(text))
        if not re.fullmatch(r"[a-z0-9 ,./-]{3,40}", text) or not re.search(r"\d{4}", text):
            raise wrong
        months = re.findall(r"[a-z]{3,}", text)
        if months and re.fullmatch(r"[a-z]+\.?,? \d{4}", text):
            if months[0] not in _MONTH_NAMES:
                raise wrong
            month = next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(months[0][:3]))
            first = dt.date(int(text[-4:]) or 1, month, 1)
            return Days(first, last_day(first, "month"))
        if not months or not re.search(r"\d{1,2}(?!\d)", text.replace(re.findall(r"\d{4}", text)[0], "", 1)):
            raise wrong
        from dateutil import parser as dateutil_parser  # noqa: PLC0415 – slow to import, needed only for such dates

        try:
            day = dateutil_parser.parse(text, dayfirst=True).date()
        except (ValueError, OverflowError):
            raise wrong from None
        return Days(day, day)

    def _advice(self, text: str) -> str:
        if text == NO_DATE:
            return "date:none, alone, finds releases without a date"
        for word in re.findall(r"[a-z]{3,}", text):
            near = nearest(word, [*_MONTH_NAMES, "yesterday", "today", "last"])
            if near and near != word:
                return f"did you mean “{text.replace(word, near)}”? {_FORMS}"
        if re.fullmatch(r"this|last|previous|\d{1,2}", text):
            return f'put quotation marks around it: date:"{text} …"; {_FORMS}'
        return _FORMS


def _before(day: dt.date, count: int, unit: str) -> dt.date:
    if unit in "dw":
        return day - dt.timedelta(days=count * (7 if unit == "w" else 1))
    months = day.year * 12 + day.month - 1 - count * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
