"""Organisations: abbreviations and short names."""

from __future__ import annotations

import pytest

from searchkit.attribution.bodies import Bodies, spelled_out, split_bodies
from searchkit.attribution.mentions import find_mentions


def bodies(text: str) -> Bodies:
    return Bodies(text, find_mentions(text))


def test_a_bracket_explains_an_abbreviation() -> None:
    known = bodies(
        "The Marine Stewardship Council (MSC) announced it. The Swiss Competition Commission (Comco) agreed."
    )
    assert known.name_of("the MSC", 100) == "Marine Stewardship Council"
    assert known.name_of("Comco", 100) == "Swiss Competition Commission"


def test_initials_explain_one_without_a_bracket() -> None:
    known = bodies("According to the U.S. Environmental Protection Agency, air is clean.")
    assert known.name_of("EPA", 60) == "U.S. Environmental Protection Agency"
    assert known.name_of("FBI", 60) == "FBI"


def test_a_short_name_becomes_the_full_one() -> None:
    known = bodies("The Senate Judiciary Committee met. The Committee said no.")
    assert known.name_of("The Committee", 37) == "Senate Judiciary Committee"
    assert known.name_of("the Judiciary Committee", 37) == "Senate Judiciary Committee"


def test_a_group_that_has_spoken_is_called_back() -> None:
    known = bodies("")
    known.note("bipartisan coalition of 11 attorneys general")
    assert known.name_of("the coalition", 10) == "bipartisan coalition of 11 attorneys general"


@pytest.mark.parametrize(
    ("before", "short", "name"),
    [
        ("the Department of Justice ", "DOJ", "Department of Justice"),
        ("said the World Health Organization ", "WHO", "World Health Organization"),
        ("nothing like it ", "MSC", ""),
        ("The Big Green Council ", "GC", "Green Council"),
    ],
)
def test_initials_spell_an_abbreviation(before: str, short: str, name: str) -> None:
    assert spelled_out(before, short) == name


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("the EPA and the Department of Justice", ["the EPA", "the Department of Justice"]),
        ("the Department of Health and Human Services", ["the Department of Health and Human Services"]),
        ("the U.S. Fish and Wildlife Service", ["the U.S. Fish and Wildlife Service"]),
        ("Pakistan and Russia", ["Pakistan", "Russia"]),
    ],
)
def test_joint_bodies_are_told_from_and_in_a_name(printed: str, names: list[str]) -> None:
    assert split_bodies(printed) == names


def test_words_before_a_name_that_are_no_bodys_add_nothing() -> None:
    known = bodies(
        "Yesterday Governor Senator Mayor spoke. NEW TEST The Zenda Road Office and Old Zenda Road Office met."
    )
    assert known.name_of("Senator Mayor", 90) == "Senator Mayor"
    assert known.name_of("the Road Office", 90) == "Old Zenda Road Office"
