"""Personal names: what they are made of and which can be one person's."""

from __future__ import annotations

import pytest

from searchkit.names.personal import compatible, is_slip, key_of, parse_name, proper_case


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Edward M. Kennedy", "Edward Kennedy"),
        ("Ted Kennedy", "Edward M Kennedy"),
        ("Bob Casey", "Robert P. Casey, Jr."),
        ("Anura Kumara Disanayake", "Anura Dissanayake"),
        ('Charles "Chuck" Grassley', "Chuck Grassley"),
        ("J. Smith", "John Smith"),
        ("José Álvarez", "Jose Alvarez"),
        ("Debbie Wasserman Schultz", "Debbie Wasserman"),
    ],
)
def test_forms_of_one_name_are_compatible(one: str, other: str) -> None:
    assert compatible(parse_name(one), parse_name(other))
    assert compatible(parse_name(other), parse_name(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Daniel Moi", "Gideon Moi"),
        ("John A. Smith", "John B. Smith"),
        ("Robert Casey Jr.", "Robert Casey Sr."),
        ("Tim Scott", "Rick Scott"),
        ("J. Smith", "Karen Smith"),
        ("Barbara Lee", "Barbara Boxer"),
    ],
)
def test_different_people_are_not(one: str, other: str) -> None:
    assert not compatible(parse_name(one), parse_name(other))


def test_a_name_knows_its_parts() -> None:
    name = parse_name("Robert P.  Casey, Jr.")
    assert name.full == "Robert P. Casey, Jr."
    assert (name.keys, name.initials, name.suffix) == (("robert", "casey"), ((1, "p"),), "jr")
    assert (name.first, name.surname) == ("robert", "casey")


def test_particles_do_not_count_as_words() -> None:
    assert parse_name("Ursula von der Leyen").keys == ("ursula", "leyen")
    assert parse_name("Mohammed bin Salman al-Saud").surname == "al-saud"


def test_doubled_letters_and_accents_meet_in_one_key() -> None:
    assert key_of("Dissanayake") == key_of("Disanayake")
    assert key_of("Ambühl") == key_of("AMBUHL")


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("MCCONNELL", "McConnell"),
        ("O’BRIEN", "O’Brien"),
        ("OLYMPIA J. SNOWE", "Olympia J. Snowe"),
        ("HYDE-SMITH", "Hyde-Smith"),
    ],
)
def test_capitals_are_written_as_elsewhere(printed: str, written: str) -> None:
    assert proper_case(printed) == written


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("keth", "keith", True),
        ("jospeh", "joseph", True),
        ("jon", "john", True),
        ("paul", "paula", False),
        ("mark", "mary", False),
        ("eric", "erica", False),
        ("dan", "don", False),
        ("keith", "keith", False),
        ("", "john", False),
    ],
)
def test_a_slip_is_within_the_word(one: str, other: str, slip: bool) -> None:
    assert is_slip(one, other) is is_slip(other, one) is slip
