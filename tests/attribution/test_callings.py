"""Kinds of sources: what stands at the edges of a name, beside an office, or for several persons at once."""

from __future__ import annotations

import pytest

from tests.attribution.test_people import names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Senator Jane Roe came. [Roe this week] said that taxes fall.", "Jane Roe"),
        ("Senator Jane Roe came. [Roe also] said that taxes fall.", "Jane Roe"),
        ("Senator Jane Roe came. In May [2017, Senator Roe] said that taxes fall.", "Jane Roe"),
        ("Governor Jane Roe came. [Several months later the Governor] said that taxes fall.", "Jane Roe"),
        ("Jane Roe came. [Shortly after the passage of the bill, Roe] said that taxes fall.", "Jane Roe"),
        ("They met. [Upon arriving at the gate, doctors] said that taxes fall.", "doctors"),
        ("They met. [The defendant allegedly] said that taxes fall.", "defendant"),
        ("They met. [• Zenda Mining Corporation] said that taxes fall.", "Zenda Mining Corporation"),
    ],
)
def test_times_and_adjuncts_are_no_part_of_a_name(text: str, expected: str) -> None:
    assert names(text) == [[expected]]


@pytest.mark.parametrize(
    "source",
    [
        "ZPD Special Agent in Charge Karen Roe",
        "ZEPA Administrator Karen Roe",
        "Zenda County’s Chief Medical Examiner Dr. Karen Roe",
    ],
)
def test_a_body_before_an_office_does_not_speak_with_its_holder(source: str) -> None:
    text = f"The Zenda Police Department (ZPD) came. [{source}] said that taxes fall."
    assert names(text) == [["Karen Roe"]]


def test_a_surname_of_no_list_behind_a_common_office_is_its_holder() -> None:
    text = "Chief Operating Officer Richard Bokray came. [ZSA Chief Bokray] said that taxes fall."
    assert names(text) == [["Richard Bokray"]]


@pytest.mark.parametrize(
    "text",
    [
        "Karen Roe, MD, FACP, [the head of the Zenda Health Board] said that taxes fall.",
        "Sen. Karen Roe (D-DE), [senior member and former chairman of the Zenda Committee] said that taxes fall.",
    ],
)
def test_an_office_in_apposition_is_the_person_beside_it(text: str) -> None:
    assert names(text) == [["Karen Roe"]]


def test_another_person_before_an_office_is_not_its_holder() -> None:
    text = "Governor Anna Berg came. After a visit to Karen Roe, [the Governor] said that taxes fall."
    assert names(text) == [["Anna Berg"]]
    text = "President Anna Berg came. Thanking Dr. Karen Roe, the President lauded all. [She] said that taxes fall."
    assert names(text) == [["Anna Berg"]]


def test_a_number_says_how_many_are_called_back() -> None:
    text = (
        "Minister Anna Berg met Minister Jane Roe and Minister John Poe of Zenda. Later Anna Berg and Jane Roe left. "
        "[The three ministers] said that taxes fall."
    )
    assert names(text) == [["Anna Berg", "Jane Roe", "John Poe"]]


def test_the_verb_of_a_headline_is_no_part_of_a_name() -> None:
    title = "Jane Roe Commemorates Cinco de Mayo"
    text = f"{title}\n\nCongresswoman Jane Roe came. [Congresswoman Jane Roe] said that taxes fall."
    assert names(text, title=title) == [["Jane Roe"]]
    assert names(text) == [["Jane Roe"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zenda Care CUPO, LLC (CUPO) came. [CUPO] said that taxes fall.", "Zenda Care CUPO, LLC"),
        ("The Office of Persons Management (OPM) came. [OPM] said that taxes fall.", "Office of Persons Management"),
        (
            "The Zenda County District Attorney’s Office (ZCDA) came. [The ZCDA] said that taxes fall.",
            "Zenda County District Attorney’s Office",
        ),
        ("The University of North Dakota came. [North Dakota] said that taxes fall.", "North Dakota"),
    ],
)
def test_bodies_have_their_whole_name(text: str, expected: str) -> None:
    assert names(text) == [[expected]]


def test_names_of_hawaii_and_of_monks_are_whole() -> None:
    text = "[Senators Jane Roe (D-Hawai‘i) and Kaiali‘i Poe (D-Hawai‘i)] said that taxes fall."
    assert names(text) == [["Jane Roe", "Kaiali‘i Poe"]]
    text = "[The Most Venerable Makula Wimala Nayaka Thero] said that taxes fall. [Wimala Thero] said more follows."
    assert names(text)[0] == ["Makula Wimala Nayaka Thero"]


def test_an_office_of_several_fields_belongs_to_the_name_behind_it() -> None:
    text = "[The guest, Minister of Agriculture, Livestock, Lands and Irrigation, K.D. Roesingha] said that taxes fall."
    assert names(text) == [["K.D. Roesingha"]]
    text += " [The Minister] said that more follows."
    assert names(text) == [["K.D. Roesingha"]] * 2


def test_offices_of_one_holder_stand_in_a_row() -> None:
    text = (
        "Statement by the Acting Prime Minister, Minister for National\nParks and Minister for Overseas Trade, "
        "the Rt Hon. J. D. Roe\n\n[The Acting Prime Minister] said that taxes fall."
    )
    assert names(text) == [["J. D. Roe"]]
    text = "The Treasurer, Minister for Parks\nStreslau, Zenda\n\n[Governor Jane Roe] said that taxes fall."
    assert names(text) == [["Jane Roe"]]


def test_an_office_nobody_is_named_with_is_whom_all_know_by_surname() -> None:
    assert names("[Mr Roe] said that taxes fall. [The Prime Minister] said more follows.") == [["Roe"], ["Roe"]]
    text = "Mr Roe came. [Mr Poe] said that taxes fall. [The Prime Minister] said more follows."
    assert names(text) == [["Poe"], ["Prime Minister"]]
    assert names("Mr Roe came. [The Prime Minister] said that taxes fall.") == [["Prime Minister"]]


def test_an_expert_without_a_name_is_who_spoke_last() -> None:
    text = "[Jane Roe] said that stones grow. [The Zenda researcher] said that more follows."
    assert names(text) == [["Jane Roe"], ["Jane Roe"]]
    text = "[Governor Jane Roe] said that stones grow. [The Zenda researcher] said that more follows."
    assert names(text)[1] == ["Zenda researcher"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Minister of Power and Energy Jane Roe", ["Jane Roe"]),
        ("Minister of Parks, Roads and Tourism Jane Roe", ["Jane Roe"]),
        ("Zenda County District Attorney (ZCDA) Jane Roe", ["Jane Roe"]),
        ("the ZNDP Resident Representative in Ruritania, Ms. Jane Roe", ["Jane Roe"]),
        ("Presidential Media Advisor and veteran journalist Jane Roe", ["Jane Roe"]),
        ("Addressing the students, Governor Jane Roe", ["Jane Roe"]),
        ("on September 14, 2016, Jane Roe", ["Jane Roe"]),
        ("The Prime Minister and Minister Jane Roe", ["Prime Minister", "Jane Roe"]),
    ],
)
def test_an_office_and_its_holder_are_one_speaker(source: str, expected: list[str]) -> None:
    assert names(f"[{source}] said that taxes fall.") == [expected]


def test_names_of_no_list_are_called_again_by_their_last_word() -> None:
    text = "Zorin Abtal came. [Abtal] said that taxes fall. [He] said more follows."
    assert names(text) == [["Zorin Abtal"], ["Zorin Abtal"]]
    text = "California-based StubZon paid. [StubZon] said that taxes fall."
    assert names(text) == [["StubZon"]]


def test_an_officer_of_no_list_is_a_person() -> None:
    assert names("He called. [Officer Bokray] said that help comes.") == [["Bokray"]]
    assert names("He called. [The Chief Prelate] said that help comes.") == [["Chief"]]


def test_a_given_name_that_is_a_place_or_a_word_begins_a_name() -> None:
    assert names("[Grant Bokray, Director of the Zenda Office,] said that fires grow.") == [["Grant Bokray"]]


def test_the_office_in_the_metadata_is_its_holder_in_the_text() -> None:
    text = "Zenda County District Attorney Jane Roe won. Then [I] said that taxes fall."
    assert names(text, source="Zenda County District Attorney") == [["Jane Roe"]]
    assert names("Then [I] said that taxes fall.", source="Zenda County District Attorney") == [
        ["Zenda County District Attorney"]
    ]


def test_who_signs_with_an_office_below_speaks() -> None:
    text = "As citizens we step into a new year. [I] said that taxes fall.\n\nJane Roe\nPresident\nRepublic of Zenda"
    assert names(text) == [["Jane Roe"]]


def test_the_issuer_named_nowhere_in_the_text_is_known_from_metadata() -> None:
    text = "Today is a day of honor. [I] said that taxes fall. Then [these attorneys] said more follows."
    assert names(text, source="Collins") == [["Collins"], ["these attorneys"]]
    assert names("Today is a day. [The Zorptek team] said that taxes fall.", source="Zorptek") == [["Zorptek team"]]


def test_a_pronoun_before_all_names_is_the_first_office_holder() -> None:
    text = "Roads Discussed\n\n• [He] said that taxes fall.\n\nPresident John Roe met envoys. Mr. Poe came."
    assert names(text) == [["John Roe"]]


def test_the_words_of_a_heading_are_no_part_of_a_bodys_name() -> None:
    text = "NEW TEST The Zenda County Road Office met. [The Zenda County Road Office] said more follows."
    assert names(text) == [["Zenda County Road Office"]]


def test_a_full_name_among_capitals_completes_a_surname() -> None:
    text = (
        "POE  ROE ANNOUNCE FUNDS\n\nFriday  WASHINGTON  D C    Senators Benjamin L  Poe and Barbara A  Roe  both D MD  "
        "came    Then [Senator Poe] said that taxes fall   [Senator Roe] said more follows"
    )
    assert names(text, stripped=True) == [["Benjamin L Poe"], ["Barbara A Roe"]]


def test_a_surname_that_is_a_place_ends_a_name_behind_an_office() -> None:
    text = "Deputy Defense Secretary Gordon England came. [England] said that taxes fall."
    assert names(text) == [["Gordon England"]]
    assert names("Senator Clinton of Arkansas came. [Arkansas] said that taxes fall.") == [["Arkansas"]]


def test_full_stops_of_abbreviations_make_no_headline() -> None:
    text = "Zenda Ambassador, H.E. Khaled Nasser Al Ameri, came. [Ambassador Al Ameri] said that taxes fall."
    assert names(text) == [["Khaled Nasser Al Ameri"]]


def test_a_member_of_no_list_is_not_another_holder_of_the_office() -> None:
    text = "Representative Jane Roe came. [Representative Bokray] said that taxes fall."
    assert names(text) == [["Bokray"]]


def test_the_author_of_a_page_is_nobody_of_the_release() -> None:
    text = "Press\nAuthor\nJane Poe\nPublished\nJuly 16, 2010\nA driver came. [She] said that taxes fall."
    assert names(text) == [[]]


def test_a_surname_in_capitals_is_written_as_elsewhere() -> None:
    assert names("SEN. KYL SPEAKS\n\nKyl came. [Kyl] said that taxes fall.") == [["Kyl"]]


def test_a_speaker_in_the_first_person_whom_only_metadata_name() -> None:
    text = "Floor statement on trade. I rise today in support of it. [I] said that taxes fall."
    assert names(text, source="Zorptek") == [["Zorptek"]]
    text = "Director Jane Roe of Zorptek came. I rise today. [I] said that taxes fall."
    assert names(text, source="Zorptek") != [["Zorptek"]]


@pytest.mark.parametrize(
    ("office", "again"),
    [
        ("The Ambassador of the Kingdom of Thailand to Sri Lanka, H.E. Jane Roe", "the Thai Ambassador"),
        ("The Malaysian High Commissioner to Sri Lanka, His Excellency John Roe", "The Malaysian High Commissioner"),
        ("The Minister of Parks of the United Arab Emirates (UAE), Her Highness Jane Roe", "The Minister"),
    ],
)
def test_an_office_held_in_a_place_is_called_again(office: str, again: str) -> None:
    text = f"{office}, paid a call. [{again}] said that taxes fall."
    assert names(text) in ([["Jane Roe"]], [["John Roe"]])


def test_the_country_before_a_name_is_no_initial() -> None:
    text = "Sincerely   U S  Richard Roe  D IL    Then [Roe] said that taxes fall"
    assert names(text, stripped=True) == [["Richard Roe"]]


def test_a_newsroom_in_the_metadata_is_no_person() -> None:
    assert names("Our staff met. [We] said that taxes fall.", source="DA NewsCenter") == [["DA NewsCenter"]]
