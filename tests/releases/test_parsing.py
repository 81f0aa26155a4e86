"""Releases: title, date, zones, identity."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.model import DateOrigin, Release, ZoneKind
from searchkit.readers import RawDocument
from searchkit.releases import parse
from searchkit.releases.dates import find_dates, parse_date, path_date
from searchkit.releases.duplicates import groups, signature

BODY = "The minister opened the bridge on Monday. He said it would last for years."
PAGE = f"""Skip to main content
FOR IMMEDIATE RELEASE
Minister Opens the New Bridge
April 9, 2021
OTTAWA, April 9, 2021 – {BODY}

{BODY}

###

About the Ministry
The ministry builds bridges."""


def release(text: str, place: str = "", **metadata: str) -> Release:
    return parse(RawDocument(text, metadata, place))


def test_anatomy() -> None:
    found = release(PAGE)
    kinds = {zone.kind: zone.span.of(found.text).strip() for zone in found.zones}
    assert found.title == kinds[ZoneKind.HEADLINE] == "Minister Opens the New Bridge"
    assert kinds[ZoneKind.DATELINE] == "OTTAWA, April 9, 2021 –"
    assert kinds[ZoneKind.LEAD] == BODY
    assert kinds[ZoneKind.BOILERPLATE].startswith("###")
    assert (found.place, found.date) == ("OTTAWA", dt.date(2021, 4, 9))


def test_title_is_put_in_front_only_where_it_is_not_there() -> None:
    assert release(BODY, title="Bridge opens").text == f"Bridge opens\n\n{BODY}"
    assert release(f"BRIDGE OPENS\n{BODY}", title="Bridge opens").text == f"BRIDGE OPENS\n{BODY}"


def test_a_sentence_makes_a_title_but_no_headline() -> None:
    found = release(BODY)
    assert found.title == "The minister opened the bridge on Monday"
    assert not found.zone_spans(ZoneKind.HEADLINE)


def test_metadata_date_beats_the_text_and_both_are_kept() -> None:
    found = release(PAGE, date="2021-04-10")
    assert (found.date, found.date_origin) == (dt.date(2021, 4, 10), DateOrigin.METADATA)
    assert found.metadata["competing_dates"] == "2021-04-09"


def test_impossible_date_leaves_it_undated_with_a_note() -> None:
    found = release(BODY, date="2021-02-31")
    assert (found.date, found.date_origin) == (None, DateOrigin.NONE)
    assert "2021-02-31" in found.metadata["notes"]


def test_date_and_issuer_of_the_path() -> None:
    found = release(BODY, place="raw/BenNelson/9Mar2006BenNelson8.txt")
    assert (found.date, found.date_origin, found.source) == (dt.date(2006, 3, 9), DateOrigin.PATH, "Ben Nelson")


def test_order_of_day_and_month_from_the_text() -> None:
    assert release(f"Bridge Is Open\n8 July 1987\n{BODY}", date="08/07/1987").date == dt.date(1987, 7, 8)
    assert release(BODY, date="08/07/1987", url="https://x.gov.au/a").date == dt.date(1987, 7, 8)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Sept. 3, 2010", (2010, 9, 3)), ("3rd of May 2001", (2001, 5, 3)), ("31.12.2014", (2014, 12, 31)),
        ("1er mars 2015", (2015, 3, 1)), ("2020-02-29", (2020, 2, 29)), ("12/31/99", (1999, 12, 31)),
    ],
)  # fmt: skip
def test_written_dates(text: str, date: tuple[int, int, int]) -> None:
    assert [found.date for found in find_dates(f"On {text} it was")] == [dt.date(*date)]


def test_paths_and_fields() -> None:
    assert path_date("a/2021/2021-10.jsonl:3") == (dt.date(2021, 10, 1), "month")
    assert parse_date("2019") == (dt.date(2019, 1, 1), "year")
    assert parse_date("no date") is None


@pytest.mark.parametrize(
    ("text", "language"),
    [("Der Rat ist mit der Wahl und dem Bericht nicht einverstanden", "de"), ("ශ්‍රී ලංකා ජනාධිපති", "si"), (BODY, "en")],
)
def test_language(text: str, language: str) -> None:
    assert release(text).language == language


@given(st.text(alphabet=st.sampled_from("aA.# \n\t\r–:2010/é\x00"), max_size=300), st.text(max_size=20))
def test_zones_tile_and_ids_are_stable(text: str, title: str) -> None:
    found = release(text, title=title)
    assert "".join(zone.span.of(found.text) for zone in found.zones) == found.text
    assert found.id == release(text, title=title).id
    assert all(span.of(found.text) == span.of(found.text).strip() != "" for span in found.paragraphs)


def test_near_duplicates() -> None:
    long = " ".join(f"word{i}" for i in range(300))
    signed = [(name, signature(release(text))) for name, text in (("a", long), ("b", long + " more"), ("c", BODY))]
    assert groups(signed) == {"b": "a"}


def test_runs_of_blanks_stay_where_they_stand_for_lost_punctuation() -> None:
    lost = (
        "Washington  DC   Senator Jane Roe said  The water is clean   "
        + "It was clean last year  and it will stay so   " * 12
    )
    kept = (
        "Washington, DC.   Senator Jane Roe said, The water is clean.   " + "It was clean, and it will stay so.   " * 12
    )
    assert "said  The water" in parse(RawDocument(lost, {}, "a.txt")).text
    assert "  " not in parse(RawDocument(kept, {}, "a.txt")).text
