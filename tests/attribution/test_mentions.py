"""Where texts name persons, offices and bodies."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchkit.attribution.mentions import Mention, MentionKind, find_mentions


def persons(text: str) -> list[tuple[str, str]]:
    return [(" ".join(m.name.split()), m.role) for m in find_mentions(text) if m.kind is MentionKind.PERSON]


def of_kind(text: str, kind: MentionKind) -> list[str]:
    return [m.name for m in find_mentions(text) if m.kind is kind]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Russian Foreign Minister Sergey Lavrov said", "Sergey Lavrov", "Russian Foreign Minister"),
        ("Harris County District Attorney Kim Ogg", "Kim Ogg", "Harris County District Attorney"),
        ("Minister of Foreign Affairs Vijitha Herath", "Vijitha Herath", "Minister of Foreign Affairs"),
        ("Head of Agroscope Eva Reinhard", "Eva Reinhard", "Head of Agroscope"),
        ("Boundary County Prosecuting Attorney Jack Douglas", "Jack Douglas", "Boundary County Prosecuting Attorney"),
        ("Cook County State’s Attorney Eileen O’Neill Burke", "Eileen O’Neill Burke", "Cook County State’s Attorney"),
        ("New York AG Letitia James", "Letitia James", "New York AG"),
        ("Congresswoman\nBarbara Lee (D-CA)", "Barbara Lee", "Congresswoman"),
        ("Senator Edward M  Kennedy", "Edward M Kennedy", "Senator"),
        ("Sen. Angus King", "Angus King", "Sen."),
        ("Senator King said", "King", "Senator"),
        ("Ursula von der Leyen", "Ursula von der Leyen", ""),
        ("Robert P. Casey, Jr. said", "Robert P. Casey, Jr.", ""),
        ('Charles "Chuck" Grassley', 'Charles "Chuck" Grassley', ""),
        ("the Rt. Hon. R. G. Menzies", "R. G. Menzies", "Rt. Hon."),
        ("President Mahinda Rajapaksa", "Mahinda Rajapaksa", "President"),
        ("Washington, D.C. U.S. Senator Jane Roe", "Jane Roe", "U.S. Senator"),
        ("economist Mark Zandi", "Mark Zandi", ""),
        ("Dennis Kucinich (D-OH)", "Dennis Kucinich", ""),
        ("Senator Barack Obama  D IL  said", "Barack Obama", "Senator"),
        ("Senator Tom Coburn M D  today", "Tom Coburn", "Senator"),
        ("Kent Conrad U S Senate", "Kent Conrad", ""),
        ("Senator Charles E  Schumer called", "Charles E Schumer", "Senator"),
        ("Samuel A  Alito said", "Samuel A Alito", ""),
        ("U S Senator Patty Murray Murray Announces", "Patty Murray", "U S Senator"),
        ("Senator Hillary Rodham Clinton Regarding Taxes", "Hillary Rodham Clinton", "Senator"),
        ("SEN. HATCH'S STATEMENT", "HATCH", "SEN."),
        ("SENATOR KENNEDY S BILL", "KENNEDY", "SENATOR"),
        ("said Senator Bunning", "Bunning", "Senator"),
        ("Senator John Ensign said", "John Ensign", "Senator"),
        ("Navy Ensign John Smith", "John Smith", "Navy Ensign"),
        ("U S  Sen  Lamar Alexander", "Lamar Alexander", "U S Sen"),
        ("WASHINGTON U.S. Senator Jane Roe", "Jane Roe", "U.S. Senator"),
        ("Magazine Story U S Senator Jane Roe", "Jane Roe", "U S Senator"),
        ("Former U.S. Senator Jane Roe", "Jane Roe", "Former U.S. Senator"),
        ("Washington Governor Jane Roe", "Jane Roe", "Washington Governor"),
    ],
)
def test_a_person_and_the_role_before_the_name(text: str, name: str, role: str) -> None:
    assert persons(text) == [(name, role)]


def test_headline_words_are_not_glued_to_names() -> None:
    assert persons("Barbara Lee Introduces Global Health Legislation") == [("Barbara Lee", "")]
    assert persons("President Precedes 2026 Discussion") == []
    assert [m.shaky for m in find_mentions("Barbara Lee Introduces Global Health Legislation")] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "the John F. Kennedy Center",
        "the Robert Wood Johnson Foundation",
        "the Bush Administration",
        "the Barbara Lee Act",
        "the Marine Stewardship Council",
        "the Department of Health",
    ],
)
def test_bodies_and_laws_named_after_people_are_no_persons(text: str) -> None:
    assert persons(text) == []


def test_a_sentence_end_or_lost_punctuation_ends_a_name() -> None:
    assert persons("according to Senator Mike Crapo   Crapo is a sponsor") == [("Mike Crapo", "Senator")]
    assert persons("thanked Senator Jane Roe. Senator John Doe spoke") == [
        ("Jane Roe", "Senator"),
        ("John Doe", "Senator"),
    ]


def test_offices_without_a_holder_are_titles() -> None:
    assert of_kind("The Foreign Minister met the Attorney General.", MentionKind.TITLE) == [
        "Foreign Minister",
        "Attorney General",
    ]


WORDS = st.lists(
    st.sampled_from(
        [
            "Senator",
            "Jane",
            "Roe",
            "of",
            "the",
            "Committee",
            "said",
            "New",
            "York",
            "J.",
            "de",
            "Act",
            "and",
            "’s",
            "\n",
            "  ",
            "“Chuck”",
        ]
    ),
    max_size=30,
)


@settings(deadline=None)
@given(WORDS)
def test_mentions_are_sorted_apart_and_inside_the_text(words: list[str]) -> None:
    text = " ".join(words)
    last = 0
    for mention in find_mentions(text):
        assert last <= mention.span.start < mention.span.end <= len(text)
        assert mention.name in text[mention.span.start : mention.span.end]
        last = mention.span.end


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert all(isinstance(mention, Mention) for mention in find_mentions(text))


@pytest.mark.parametrize(
    "text",
    ["A" * 300_000, "Jane " * 60_000, "Senator of the " * 20_000, "“A” " * 70_000, "J." * 100_000],
)
def test_shouting_and_tables_name_nobody(text: str) -> None:
    assert find_mentions(text) == []
