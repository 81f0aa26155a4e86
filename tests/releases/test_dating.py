"""The date of a release: where it comes from, and what competes with it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from searchkit.model import DateOrigin, Release
from searchkit.readers import RawDocument, date_order
from searchkit.readers.ordering import vote
from searchkit.releases import parse
from searchkit.releases.dates import find_dates, parse_date
from searchkit.releases.dating import order_of_country

BODY = "The minister opened the bridge on Monday. He said it would last for years to come, and longer than that."


def release(text: str, place: str = "", dates: str = "auto", **metadata: str) -> Release:
    return parse(RawDocument(text, metadata, place, dates=dates))


def test_the_notice_goes_before_the_page() -> None:
    found = release(f"Bridge Is Open Now\nPublished\nMay 2, 2020\nFor Immediate Release\nApril 7, 2020\n{BODY}")
    assert (found.date, found.date_origin) == (dt.date(2020, 4, 7), DateOrigin.TEXT)
    assert found.metadata["competing_dates"] == "2020-05-02"


def test_dateline_and_precision() -> None:
    found = release(f"Bridge Is Open Now\nOTTAWA, 7 April 2020 – {BODY}")
    assert (found.date, found.date_origin, found.date_precision) == (dt.date(2020, 4, 7), DateOrigin.DATELINE, "day")
    month = release(BODY, place="a/2021-10.jsonl:3")
    assert (month.date, month.date_origin, month.date_precision) == (dt.date(2021, 10, 1), DateOrigin.PATH, "month")


def test_a_day_of_the_month_that_the_metadata_give_does_not_compete() -> None:
    assert "competing_dates" not in release(f"Bridge Is Open\nApril 7, 2020\n{BODY}", date="2020-04").metadata


def test_the_order_of_the_text_is_that_of_its_country() -> None:
    american = f"10.05.06\nBridge Is Open Now\nWASHINGTON – Congresswoman Lee spoke in the United States. {BODY}"
    assert release(american, date="2006-10-05").metadata.get("competing_dates") is None
    assert release(american).date == dt.date(2006, 10, 5)
    assert release(american, dates="dmy").date == dt.date(2006, 5, 10)


@pytest.mark.parametrize(
    ("text", "address", "order"),
    [
        ("The Prime Minister spoke in Parliament", "", "dmy"), ("Congressman Doe of the United States", "", "mdy"),
        ("Words", "https://x.gov.au/a", "dmy"), ("Words", "https://x.senate.gov/a", "mdy"), ("Words", "", "auto"),
    ],
)  # fmt: skip
def test_order_of_country(text: str, address: str, order: str) -> None:
    assert order_of_country(text, address) == order


@pytest.mark.parametrize("value", ["0001-01-01", "9999-12-31", "2021-13-01", "31/31/2021", "soon", ""])
def test_no_dates(value: str) -> None:
    assert parse_date(value) is None


def test_dates_beside_the_release_do_not_count() -> None:
    words = f"Bridge Is Open Now\n{BODY}\n{BODY}\nLatest News\nJune 9, 2026\nAnother Story of the Day"
    assert release(words).date is None


def test_the_day_a_mail_was_sent_comes_last() -> None:
    assert release(BODY, sent="2021-04-07").date == dt.date(2021, 4, 7)
    assert release(f"Bridge Is Open Now\nApril 6, 2021\n{BODY}", sent="2021-04-07").date == dt.date(2021, 4, 6)


@pytest.mark.parametrize(
    ("date", "order"),
    [("31/12/2020", "dmy"), ("12/31/20", "mdy"), ("05/06/2020", ""), ("40/50/2020", ""), ("May 1", "")],
)
def test_votes(date: str, order: str) -> None:
    assert vote(date) == order


@pytest.mark.parametrize(("days", "order"), [(range(13, 29), "dmy"), (range(1, 12), "auto")])
def test_order_of_a_corpus(tmp_path: Path, days: range, order: str) -> None:
    folder = tmp_path
    rows = "".join(f'{day}/05/2020,A bridge,"{BODY}"\n' for day in days)
    (folder / "a.csv").write_text(f"date,title,text\n{rows}")
    assert date_order([str(folder)]) == order


@pytest.mark.parametrize(
    "written",
    [
        "May 3, 2021", "3rd of May 2021", "03 MAY 2021 5:30PM", "3. Mai 2021", "le 3 mai 2021", "3 maggio 2021",
        "3 de mayo de 2021", "3 de mayo del 2021", "3 de maio de 2021", "3 mei 2021", "3 maj 2021",
        "3. toukokuuta 2021",
        "3 maja 2021", "3. května 2021", "3. 5. 2021", "2021. május 3.", "3 mai 2021", "3 Mayıs 2021",
        "3 Μαΐου 2021",
        "3 мая 2021 года", "3 травня 2021", "3 مايو 2021", "3 මැයි 2021", "3 மே 2021", "2021年5月3日", "令和3年5月3日",
        "2021년 5월 3일", "2021.05.03", "2021/5/3", "03.05.2021",
    ],
)  # fmt: skip
def test_dates_of_many_languages(written: str) -> None:
    [found] = find_dates(f"– {written} –")
    assert found.date == dt.date(2021, 5, 3)


@pytest.mark.parametrize(
    "written", ["page 3 in 2021", "the 3rd annual 2021 fair", "MAYIS 3 2021", "3 ago 2021", "1.2.3"]
)
def test_what_is_no_date(written: str) -> None:
    assert find_dates(written) == []


def test_a_page_prints_the_day_that_its_metadata_give_in_another_zone() -> None:
    fields = {"date": "2021-05-02T14:00:00Z", "printed": "Monday 3 May 2021"}
    assert parse(RawDocument("The minister said so.", fields)).date == dt.date(2021, 5, 3)
    assert parse(RawDocument("The minister said so.", {**fields, "date": "2021-05-02"})).date == dt.date(2021, 5, 2)
    assert parse(RawDocument("The minister said so.", {**fields, "printed": "9 May 2021"})).date == dt.date(2021, 5, 2)


def test_the_day_of_a_change_is_not_that_of_the_release() -> None:
    lines = "Mis à jour le 12/07/2021\nPublié le 03/05/2021 - Mis à jour le 12/07/2021"
    fields = {"printed": lines, "language": "fr"}
    assert parse(RawDocument("Le ministre a dit oui.", fields)).date == dt.date(2021, 5, 3)


@pytest.mark.parametrize(("language", "month"), [("de", 5), ("pt-BR", 5), ("en-GB", 5), ("en-US", 3), ("", 3)])
def test_the_language_tells_the_order(language: str, month: int) -> None:
    fields = {"date": "03/05/2021", "language": language}
    found = parse(RawDocument("OK", {key: value for key, value in fields.items() if value}))
    assert found.date is not None
    assert found.date.month == month
