"""Roles and which holder a title can mean."""

from __future__ import annotations

import pytest

from searchkit.names.roles import distance, gender_of_role, parse_role, singular, without_honorifics


def test_the_foreign_minister_is_the_one_called_so() -> None:
    title = parse_role("Foreign Minister")
    assert distance(title, parse_role("Foreign Minister")) == 0
    assert distance(title, parse_role("Russian Foreign Minister")) == 1
    assert distance(parse_role("Russian Foreign Minister"), parse_role("Foreign Minister")) is None


@pytest.mark.parametrize(
    ("title", "held"),
    [
        ("President", "Vice President"),
        ("Minister", "Deputy Minister"),
        ("Senator", "Representative"),
        ("Attorney General", "Assistant Attorney General"),
        ("Indonesian Health Minister", "Prime Minister"),
    ],
)
def test_other_offices_cannot_be_meant(title: str, held: str) -> None:
    assert distance(parse_role(title), parse_role(held)) is None


@pytest.mark.parametrize(
    ("title", "held"),
    [
        ("Senator", "U.S. Sen."),
        ("Congressman", "Rep."),
        ("District Attorney", "Brooklyn DA"),
        ("Attorney General", "Minnesota AG"),
        ("Minister", "Minister of Foreign Affairs"),
        ("Ambassador", "Ambassador of the People’s Republic of China to Sri Lanka"),
        ("Acting Prime Minister", "Prime Minister"),
    ],
)
def test_shorter_titles_mean_fuller_roles(title: str, held: str) -> None:
    assert distance(parse_role(title), parse_role(held)) is not None


def test_roles_show_gender_and_lose_forms_of_address() -> None:
    assert [gender_of_role(role) for role in ("Congresswoman", "Chairman", "Mr.", "Senator", "Ms")] == [
        "f",
        "m",
        "m",
        "",
        "f",
    ]
    assert without_honorifics("Deputy Minister of Labour Prof.") == "Deputy Minister of Labour"
    assert singular("Maine Senators") == "Maine Senator"
    assert singular("Senator") == "Senator"
