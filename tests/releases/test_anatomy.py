"""Zones: what each part of a release is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.model import Release, ZoneKind
from searchkit.readers import RawDocument
from searchkit.releases import parse
from searchkit.releases.datelines import dateline

TITLE = "Two Men Charged with Theft of a Bridge in the Night"
LEAD = (
    "Two men were charged on Monday with the theft of a bridge, the District Attorney announced in a statement today."
)
BODY = "“They took it apart in one night and sold it for scrap,” said Jane Doe, who leads the unit that found the men."


def release(text: str, place: str = "", **metadata: str) -> Release:
    return parse(RawDocument(text, metadata, place))


def zones(found: Release) -> list[tuple[str, str]]:
    return [(zone.kind.value, zone.span.of(found.text).strip()) for zone in found.zones]


def of(found: Release, kind: ZoneKind) -> str:
    return " | ".join(span.of(found.text).strip() for span in found.zone_spans(kind))


PAGE = f"""{TITLE} - Example County District Attorney
Scroll to top
Skip to content
Search for
Press
3 min read
{TITLE}
Author
Lee Fern
Published
July 31, 2009
Home
For Immediate Release
Case # 09HF1353
July 29, 2009
Susan Sample
Public Affairs Counsel
Office: 714-555-8408
{TITLE}
SANTA ANA – {LEAD}
{BODY}
###
Tagged with:
Bridges
Share
Latest Posts
Something Else Happened Yesterday
June 9, 2026
Name*
"""


def test_saved_page() -> None:
    found = release(PAGE)
    assert (found.title, found.source, found.place) == (TITLE, "Example County District Attorney", "SANTA ANA")
    assert (str(found.date), found.metadata["competing_dates"]) == ("2009-07-29", "2009-07-31")
    assert of(found, ZoneKind.HEADLINE) == TITLE
    assert of(found, ZoneKind.LEAD) == LEAD
    assert of(found, ZoneKind.BODY) == BODY
    assert of(found, ZoneKind.CONTACT) == "Susan Sample\nPublic Affairs Counsel\nOffice: 714-555-8408"
    assert of(found, ZoneKind.BOILERPLATE).startswith("###")
    assert "Something Else" in of(found, ZoneKind.FURNITURE)


def test_page_whose_trail_cuts_the_title_short() -> None:
    found = release(f"{TITLE} - DA NewsCenter\nYou are here:\nHome\n1\n/\n{TITLE[:30]}...\n{LEAD}\n{BODY}")
    assert (found.title, found.source) == (TITLE, "DA NewsCenter")
    assert (of(found, ZoneKind.HEADLINE), of(found, ZoneKind.LEAD)) == (TITLE, LEAD)


def test_a_dash_in_a_headline_names_no_site() -> None:
    found = release(f"Bridge stolen - two men charged\n{LEAD}\n{BODY}")
    assert (found.title, found.source) == ("Bridge stolen - two men charged", "")


def test_given_title_is_found_where_it_stands_last() -> None:
    found = release(f"News\n{TITLE}\nPosted on June 1, 2026\n{TITLE}\n{LEAD}\n{BODY}", title=TITLE)
    assert [kind for kind, _ in zones(found)] == ["furniture", "notice", "headline", "lead", "body"]


def test_given_title_that_was_cut_short_is_made_whole() -> None:
    found = release(f"{TITLE}\n\n{LEAD}", title=f"{TITLE[:31]}…")
    assert (found.title, of(found, ZoneKind.HEADLINE)) == (TITLE, TITLE)


@pytest.mark.parametrize(
    "headline",
    [
        "SENATE APPROVES TWO\nAMENDMENTS\nTO BRIDGE BILL",
        "Ministry Signs an Agreement for the\nNew Bridge over the River",
        "For Immediate Release: Bridge Thief Pleads Guilty to Theft\nand Damage to Property",
        "May 15 2007 Smith and Jones Introduce Bridge Resolution",
    ],
)
def test_headlines_of_several_lines_and_behind_notices(headline: str) -> None:
    found = release(f"{headline}\n\n{LEAD}\n{BODY}")
    words = headline.replace("\n", " ").removeprefix("For Immediate Release: ").removeprefix("May 15 2007 ")
    assert found.title == words
    assert of(found, ZoneKind.HEADLINE).replace("\n", " ") == words
    assert of(found, ZoneKind.LEAD) == LEAD


def test_lead_of_broken_lines_is_whole() -> None:
    lines = "The minister has accepted the recommendations of the party\n"
    lines += "on new bridges. As a result of this report the government"
    lines += "\nwill build one in the autumn session of the year that follows now."
    found = release(f"Working Party on Bridges\n\n{lines}\n\n{BODY}")
    assert of(found, ZoneKind.LEAD) == lines


def test_contact_block_in_the_head() -> None:
    found = release(
        f"July 17, 2025 Contact: Ann Example\nExample County Attorney’s Office\n214-555-3600 (Office)\n{TITLE}\n{LEAD}"
    )
    assert of(found, ZoneKind.CONTACT).count("\n") == 2
    assert (found.title, found.source) == (TITLE, "Example County Attorney’s Office")


@pytest.mark.parametrize("mark", ["###", "# # #", "-30-", "- 30 -", "ENDS", "-ends-", "[END]", "#"])
def test_all_behind_an_end_mark_is_boilerplate(mark: str) -> None:
    found = release(f"{TITLE}\n{LEAD}\n{BODY}\n{mark}\nThe unit was founded in 1990.\nIt has a staff of 12.")
    assert of(found, ZoneKind.BOILERPLATE) == f"{mark}\nThe unit was founded in 1990.\nIt has a staff of 12."
    assert of(found, ZoneKind.BODY) == BODY


def test_end_mark_within_a_paragraph() -> None:
    found = release(f"{TITLE}\n{LEAD} {BODY} ### The unit was founded in 1990.\nNext Article")
    assert of(found, ZoneKind.LEAD) == f"{LEAD} {BODY}"
    assert of(found, ZoneKind.BOILERPLATE).startswith("### The unit")


@pytest.mark.parametrize(
    "heading", ["About the Ministry", "ABOUT EXAMPLE CORP.", "Notes to editors:", "Note to Editors"]
)
def test_about_and_notes(heading: str) -> None:
    found = release(f"{TITLE}\n{LEAD}\n{BODY}\n{heading}\nWe build bridges.")
    assert of(found, ZoneKind.BOILERPLATE) == f"{heading}\nWe build bridges."


def test_about_in_the_first_half_is_body() -> None:
    found = release(f"{TITLE}\n{LEAD}\nAbout the bridge\n{BODY}\n{BODY}\n{BODY}")
    assert not found.zone_spans(ZoneKind.BOILERPLATE)


@pytest.mark.parametrize(
    "line",
    [
        "Contact: Ann Example, 202/555-6167.", "Media contact: ann@office.example",
        "For more information, please contact Ann Example at (202) 555-2661.", "Press enquiries: Ann Example",
    ],
)  # fmt: skip
def test_contacts_at_the_end(line: str) -> None:
    assert of(release(f"{TITLE}\n{LEAD}\n{BODY}\n{line}"), ZoneKind.CONTACT) == line


@pytest.mark.parametrize(
    "line", ["Print", "Share this page", "Back to top", "« Previous", "Tweet", "© 2021 The Office"]
)
def test_furniture_lines(line: str) -> None:
    assert of(release(f"{TITLE}\n{LEAD}\n{BODY}\n{line}"), ZoneKind.FURNITURE) == line


@pytest.mark.parametrize(
    ("line", "length", "place"),
    [
        ("ISLAMABAD, 7 April 2021 – Russia has", 26, "ISLAMABAD"),
        ("(Washington, D.C.) — The Senate", 21, "Washington, D.C."),
        ("July 22, 2019 (SAINT PAUL) — Minnesota has", 29, "SAINT PAUL"),
        ("ST. LOUIS, MO -- Two men", 17, "ST. LOUIS, MO"),
        ("WASHINGTON Senator Reed today", 11, "WASHINGTON"), ("Washington D C Senators Pryor", 15, "Washington D C"),
        ("Oakland, CA -- Barbara Lee", 15, "Oakland, CA"), ("LONDON (Reuters) - Two men", 19, "LONDON"),
        ("Bern, 09.10.2012 - Der Bundesrat", 19, "Bern"), ("The bridge - a new one - is open", 0, ""),
        ("Senator Reed – a member – said", 0, ""), ("He said it – twice", 0, ""), ("Washington", 0, ""),
    ],
)  # fmt: skip
def test_datelines(line: str, length: int, place: str) -> None:
    assert dateline(line) == (length, place)


def test_paragraphs_are_lines_where_lines_are_long() -> None:
    found = release(f"{LEAD}{LEAD}\n{BODY}\n\n{BODY}", title="Bridge stolen")
    assert [span.of(found.text) for span in found.paragraphs] == ["Bridge stolen", LEAD + LEAD, BODY, BODY]


def test_paragraphs_of_broken_lines_are_parted_by_blank_ones() -> None:
    found = release("One line of a text\nand its second line.\n\nAnother paragraph\nof two lines.")
    assert [span.of(found.text).count("\n") for span in found.paragraphs] == [1, 1]


LINES = st.sampled_from(
    [
        TITLE, LEAD, BODY, "", "###", "# # #", "Contact:", "Ann Example", "202-555-1234", "Share", "Latest Posts",
        "About the Office", "FOR IMMEDIATE RELEASE", "April 7, 2021", "Skip to content", f"{TITLE} | The Office", "…",
        f"WASHINGTON – {LEAD}", f"{BODY} ### {BODY}", "a", "-", "\x0c", "\ufeff", "x" * 300, f"{TITLE[:40]}...",
    ]
)  # fmt: skip


@given(
    st.lists(LINES, max_size=14), st.sampled_from(["", TITLE, f"{TITLE[:40]}…", "Another title altogether", "…", "###"])
)
def test_zones_tile_whatever_the_lines(lines: list[str], title: str) -> None:
    found = release("\n".join(lines), title=title)
    assert "".join(zone.span.of(found.text) for zone in found.zones) == found.text
    assert all(zone.span.start < zone.span.end for zone in found.zones)
    assert all(one.kind is not other.kind for one, other in zip(found.zones, found.zones[1:], strict=False))
    assert "".join("".join(span.of(found.text).split()) for span in found.paragraphs) == "".join(found.text.split())


def test_banner_of_a_site_is_no_headline() -> None:
    banner = "United States Senator Ann Example Press Room\n\nPress Room News Releases"
    found = release(f"{banner}\n\n{TITLE}\n\n{LEAD}\n\n{BODY}\n\nJune 2006 News Releases\n\nBrowse by")
    assert found.title == TITLE
    assert of(found, ZoneKind.FURNITURE) == f"{banner} | June 2006 News Releases\n\nBrowse by"


def test_an_office_holder_in_a_headline_is_no_banner() -> None:
    assert release(f"Senator Ann Example Opposes the Bridge\n{LEAD}").title == "Senator Ann Example Opposes the Bridge"


def test_headline_run_together_with_date_and_lead() -> None:
    words = "Example Supports Bridge Enhancement Act to Increase Traffic"
    found = release(f"{words} April 11 2007 Washington DC Senator Ann Example today said that {LEAD} {BODY}")
    assert found.title == of(found, ZoneKind.HEADLINE) == words
    assert of(found, ZoneKind.NOTICE) == "April 11 2007"
    assert found.place == "Washington DC"
    assert of(found, ZoneKind.LEAD).startswith("Senator Ann Example today")


ROADS = "Roads to be built\n\nThe loan was signed today, and the roads will be built."


@pytest.mark.parametrize(
    ("text", "office"),
    [
        (ROADS.replace("\n\n", "\n\n-Ministry of Finance and Mass Media\n\n"), "Ministry of Finance and Mass Media"),
        (f"{ROADS}\n\nMinistry of Finance 13.08.2017", "Ministry of Finance"),
        ("Ministry of Finance Opens Bridges\n\nThe bridges were opened by the minister on Monday.", ""),
    ],
)
def test_an_office_in_the_letterhead_or_under_the_text_is_the_issuer(text: str, office: str) -> None:
    assert parse(RawDocument(text, {}, "a.txt")).source == office
