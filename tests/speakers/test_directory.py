"""People across releases: joined where it is certain, apart where it is not, found by any name."""

from __future__ import annotations

import datetime as dt
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.model import SpeakerKind
from searchkit.speakers import Directory, PrintedSpeaker, build_directory, parse_corrections
from searchkit.speakers.building import Built

DAY = dt.date(2021, 4, 7)


def row(key: int, name: str, role: str = "", source: str = "A", *, year: int = 2021, count: int = 1) -> PrintedSpeaker:
    day = dt.date(year, 4, 7)
    return PrintedSpeaker(key, name, role, SpeakerKind.PERSON, source, day, day, count, count)


def directory(*rows: PrintedSpeaker, corrections: str = "") -> Built:
    return build_directory(rows, parse_corrections(corrections))


def groups(found: Built) -> list[list[int]]:
    return sorted([int(k) for k in np.flatnonzero(found.person_of == ordinal)] for ordinal in range(len(found)))


@pytest.mark.parametrize(
    "rows",
    [
        [row(0, "Sergey Lavrov", "Russian Foreign Minister"), row(1, "Sergey Lavrov", source="B")],
        [row(0, "Edward M. Kennedy", "Senator", "A"), row(1, "Ted Kennedy", "Sen.", "B")],
        [row(0, "José Álvarez", "Mayor", "A"), row(1, "Jose Alvarez", "Mayor", "B")],
        [row(0, "Marcy Kaptur", "Rep.", "Marcy Kaptur"), row(1, "Kaptur", "Rep.", "Marcy Kaptur")],
        [row(0, "Marcy Kaptur", "Rep.", "Marcy Kaptur"), row(1, "Kaptur", "", "Marcy Kaptur")],
        [row(0, "Barack Obama", "President", "A"), row(1, "Obama", "President", "B")],
        [row(0, "Bush", "President", "A"), row(1, "Bush", "President", "B")],
        [row(0, "Robert P. Casey, Jr.", "Senator", "A"), row(1, "Bob Casey", "Senator", "B")],
        [row(0, "Barbara Lee", "Congresswoman", "A", year=2010), row(1, "Barbara Lee", "Mayor", "B", year=2025)],
        [row(0, "Kit Bond", "Senator", "A"), row(1, "Christopher Kit Bond", "Senator", "A")],
        [row(0, "John D. (Jay) Rockefeller IV", "Senator", "A"), row(1, "Jay Rockefeller", "Senator", "A")],
        [row(0, "Chris Van Hollen", "Senator", "A"), row(1, "Van Hollen", "Senator", "A")],
    ],
)
def test_one_person(rows: list[PrintedSpeaker]) -> None:
    assert groups(directory(*rows)) == [[0, 1]]


@pytest.mark.parametrize(
    "rows",
    [
        [row(0, "Daniel Moi", "President"), row(1, "Gideon Moi", "Senator")],
        [row(0, "Mike Rogers", "Michigan Representative", "A"), row(1, "Mike Rogers", "Alabama Representative", "B")],
        [row(0, "John Smith", "farmer", "A"), row(1, "John Smith", "", "B")],
        [row(0, "Jane Doe", "", "A"), row(1, "Jane Doe", "Mayor", "B")],
        [row(0, "Edward M. Kennedy", "Senator", "A"), row(1, "Edward P. Kennedy", "Senator", "A")],
        [row(0, "Joe Kennedy III", "Rep.", "A"), row(1, "Joe Kennedy", "Coach", "B")],
        [row(0, "Nelson", "Senator", "A"), row(1, "Nelson", "Senator", "B")],
        [row(0, "Ted Kennedy", "", "A"), row(1, "Edward Kennedy", "", "B")],
        [row(0, "Mike Lee", "Senator", "A"), row(1, "Lee", "Congresswoman", "A")],
    ],
)
def test_two_people(rows: list[PrintedSpeaker]) -> None:
    assert groups(directory(*rows)) == [[0], [1]]


def test_a_bare_surname_never_goes_to_one_of_two_brothers() -> None:
    found = directory(
        row(0, "Daniel Moi", "Hon.", "Parliament", count=50),
        row(1, "Gideon Moi", "Hon.", "Parliament", count=2),
        row(2, "Moi", "Hon.", "Parliament"),
        row(3, "Moi", "", "Parliament"),
    )
    assert groups(found) == [[0], [1], [2, 3]]


def body(key: int, name: str, source: str, count: int = 1) -> PrintedSpeaker:
    return PrintedSpeaker(key, name, "", SpeakerKind.ORGANISATION, source, DAY, DAY, count, count)


def test_a_bare_surname_goes_to_whose_releases_they_are() -> None:
    rows = [
        row(0, "Charles E. Schumer", "Senator", "Schumer", count=50),
        row(1, "Jameson Schumer", "Senator", "Schumer"),
        row(2, "Schumer", "Senator", "Schumer", count=90),
        row(3, "Schumer", "", "Schumer", count=20),
    ]
    assert groups(directory(*rows)) == [[0, 2, 3], [1]]


def test_a_surname_taken_for_a_body_goes_to_the_senator_of_that_issuer() -> None:
    rows = [row(0, "Amy Klobuchar", "Senator", "Klobuchar", count=30), body(1, "Klobuchar", "Klobuchar", 20)]
    assert groups(directory(*rows)) == [[0, 1]]
    [person] = directory(*rows)
    assert (person.kind, person.name, person.statements) == (SpeakerKind.PERSON, "Amy Klobuchar", 50)
    assert groups(directory(rows[0], body(1, "Klobuchar", "Acme"))) == [[0], [1]]
    assert groups(directory(row(0, "Henry Ford", "founder", "A", count=30), body(1, "Ford", "A"))) == [[0], [1]]


def test_a_slip_of_place_does_not_part_a_senator() -> None:
    rows = [
        row(0, "Olympia J. Snowe", "Senator", "Snowe", count=400),
        row(1, "Olympia J. Snowe", "Maine Senator", "Snowe", count=45),
        row(2, "Olympia J. Snowe", "Senator", "Collins", count=260),
        row(3, "Olympia J. Snowe", "WASHINGTON Senator", "Collins", count=5),
    ]
    assert groups(directory(*rows)) == [[0, 1, 2, 3]]


def test_a_person_is_called_by_the_fullest_name_though_surnames_are_more_frequent() -> None:
    rows = [row(0, "Bacon", "Rep.", "Don Bacon", count=90), row(1, "Don Bacon", "Rep.", "Don Bacon", count=3)]
    assert [person.name for person in directory(*rows)] == ["Don Bacon"]
    assert [person.name for person in directory(row(0, "Foxx", "Rep.", "Virginia Foxx"))] == ["Virginia Foxx"]
    assert [person.name for person in directory(row(0, "Foxx", "Rep.", "House Committee"))] == ["Foxx"]


def test_two_names_run_together_are_the_issuer_in_his_own_releases() -> None:
    rows = [
        row(0, "John F Kerry", "Senator", "Kerry", count=30),
        row(1, "John F Kerry Barack Obama", "Senator", "Kerry"),
        row(2, "Barack Obama", "Senator", "Obama", count=20),
    ]
    found = directory(*rows)
    assert groups(found) == [[0, 1], [2]]
    assert [person.name for person in found] == ["John F Kerry", "Barack Obama"]
    # Elsewhere nothing tells two names from a long one.
    assert groups(directory(rows[2], row(1, "Mary Kerry Lynn Obama", "", "Obama"))) == [[1], [2]]


def test_the_places_of_others_behind_an_office_part_nobody() -> None:
    holder = row(0, "Keith Ellison", "Minnesota Attorney General", "AG", count=30)
    others = "Attorney General, attorneys general of California"
    assert groups(directory(holder, row(1, "Ellison", others, ""))) == [[0, 1]]
    assert groups(directory(holder, row(1, "Ellison", "California Attorney General", ""))) == [[0], [1]]


def test_a_name_that_is_misprinted_once_is_no_other_person() -> None:
    holder = row(0, "Keith Ellison", "Attorney General", "AG", count=30)
    misprint = row(1, "Keth Ellison", "", "AG")
    assert groups(directory(holder, misprint)) == [[0, 1]]
    assert groups(directory(holder, row(1, "Keth Ellison", "", "AG", count=4))) == [[0], [1]]
    assert groups(directory(holder, row(1, "Keth Ellison", "", "Acme"))) == [[0], [1]]
    assert groups(directory(row(0, "Paul Ellison", "Mayor", "AG", count=30), row(1, "Paula Ellison", "", "AG"))) == [
        [0],
        [1],
    ]


def test_words_before_a_name_are_none_of_it() -> None:
    rows = [row(0, "David Lansford", "Mayor", "A"), row(1, "Clovis Eastern Mayor David Lansford", "", "A", count=3)]
    found = directory(*rows)
    assert groups(found) == [[0, 1]]
    assert [person.name for person in found] == ["David Lansford"]


def test_an_office_is_one_role_with_its_place_and_without() -> None:
    roles = [
        "Congresswoman",
        "CA Congresswoman",
        "Oakland Congresswoman",
        "Congresswoman from California",
        "State Senator",
    ]
    [person] = directory(*(row(k, "Barbara Lee", role, "A", count=9 - k) for k, role in enumerate(roles)))
    assert [tenure.name for tenure in person.roles] == ["Congresswoman", "State Senator"]
    abroad = ["Ambassador to China", "Ambassador to Russia", "Former Senator", "Senator"]
    [person] = directory(*(row(k, "Jane Roe", role, "A", count=9 - k) for k, role in enumerate(abroad)))
    assert [tenure.name for tenure in person.roles] == abroad


def test_a_role_tells_the_brothers_apart() -> None:
    found = directory(row(0, "Daniel Moi", "President"), row(1, "Gideon Moi", "Senator"), row(2, "Moi", "Senator"))
    assert groups(found) == [[0], [1, 2]]


def test_a_person_is_profiled() -> None:
    found = directory(
        PrintedSpeaker(
            0, "Anna Berg", "Senator", SpeakerKind.PERSON, "A", dt.date(2019, 1, 2), dt.date(2020, 1, 1), 5, 4
        ),
        PrintedSpeaker(
            1,
            "Anna K. Berg",
            "Minister of Health",
            SpeakerKind.PERSON,
            "A",
            DAY,
            DAY,
            3,
            2,
            ("Minister Berg", "the boss"),
        ),
    )
    [person] = list(found)
    assert (person.id, person.name, person.role) == ("anna-berg", "Anna K. Berg", "Senator")
    assert person.aliases == ("Anna Berg", "Minister Berg")
    assert [(t.name, t.first, t.last, t.statements) for t in person.roles] == [
        ("Senator", dt.date(2019, 1, 2), dt.date(2020, 1, 1), 5),
        ("Minister of Health", DAY, DAY, 3),
    ]
    assert [t.name for t in person.organisations] == ["Health"]
    assert (person.first, person.last, person.statements, person.releases) == (dt.date(2019, 1, 2), DAY, 8, 6)


def test_bodies_join_by_name_and_common_nouns_only_within_an_issuer() -> None:
    def body(key: int, name: str, source: str, kind: SpeakerKind = SpeakerKind.ORGANISATION) -> PrintedSpeaker:
        return PrintedSpeaker(key, name, "", kind, source, DAY, DAY, 1, 1)

    found = directory(
        body(0, "Federal Council", "A"),
        body(1, "the Federal Council", "B"),
        body(2, "court", "A"),
        body(3, "court", "B"),
        body(4, "a spokesman", "A", SpeakerKind.UNNAMED),
        body(5, "a spokesman", "B", SpeakerKind.UNNAMED),
        body(6, "", "B", SpeakerKind.UNKNOWN),
    )
    assert groups(found) == [[0, 1], [2], [3], [4], [5]]
    assert found.person_of[6] == -1


FOUR = (
    row(0, "Sergey Lavrov", "Russian Foreign Minister", count=9),
    row(1, "Shah Mahmood Qureshi", "Foreign Minister", count=5),
    row(2, "Katya Lavrov", "Mayor", "B", count=2),
    row(3, "Moeed Qureshi", "Ambassador", "B", count=1),
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("lavrov", ["Sergey Lavrov", "Katya Lavrov"]),
        ("LAVROV", ["Sergey Lavrov", "Katya Lavrov"]),
        ("Sergey Lavrov", ["Sergey Lavrov"]),
        ("FM Qureshi", ["Shah Mahmood Qureshi"]),
        ("Ambassador Qureshi", ["Moeed Qureshi"]),
        ("Senator Qureshi", ["Shah Mahmood Qureshi", "Moeed Qureshi"]),
        ("shah qureshi", ["Shah Mahmood Qureshi"]),
        ("#sergey-lavrov", ["Sergey Lavrov"]),
        ("#nobody", []),
        ("Putin", []),
        ("", []),
    ],
)
def test_people_are_found_by_any_name(text: str, names: list[str]) -> None:
    assert [person.name for person in directory(*FOUR).find(text)] == names


def test_a_misspelt_name_brings_a_suggestion() -> None:
    assert directory(*FOUR).suggestions("Lavrow") == ["Sergey Lavrov"]
    assert directory(*FOUR).suggestions("qqq") == []


def test_accents_do_not_matter() -> None:
    found = directory(row(0, "Michael Ambühl", "State Secretary"))
    assert found.find("ambuhl") == found.find("Ambühl") == list(found)


def test_a_person_is_preferred_to_bodies_named_after_him() -> None:
    body = PrintedSpeaker(1, "Lavrov Foundation", "", SpeakerKind.ORGANISATION, "A", DAY, DAY, 30, 30)
    found = directory(row(0, "Sergey Lavrov"), body)
    assert [person.name for person in found.find("lavrov")] == ["Sergey Lavrov"]
    assert [person.name for person in found.find("lavrov foundation")] == ["Lavrov Foundation"]


def test_ids_stay_when_releases_are_added() -> None:
    before = directory(*FOUR)
    after = directory(
        *FOUR,
        row(4, "Sergey V. Lavrov", "Foreign Minister of Russia", "C", year=2024, count=40),
        row(5, "Katya Lavrov", "swimmer", "D", year=2024, count=70),
    )
    ids = {before.person(before.person_of[k]).id for k in range(4)}
    assert {after.person(after.person_of[k]).id for k in range(4)} == ids
    assert after.person(after.person_of[5]).id not in ids


def test_arrays_make_the_same_directory() -> None:
    built = directory(*FOUR)
    again = Directory(built.arrays())
    assert list(again) == list(built)
    assert all(array.ndim == 1 for array in built.arrays().values())
    assert again.find("qureshi") == built.find("qureshi")
    assert len(build_directory([])) == 0
    assert build_directory([]).find("x") == []


def test_corrections_join_part_and_word() -> None:
    rows = [
        row(0, "Jane Roe", "Mayor"),
        row(1, "Jane Bell", "Mayor", "B"),
        row(2, "John Doe", "Senator"),
        row(3, "Johnny Doe", "Senator"),
    ]
    assert groups(directory(*rows)) == [[0], [1], [2, 3]]
    found = directory(
        *rows,
        corrections="same: Jane Roe = Jane Bell\nnot: John Doe != Johnny Doe\n"
        "role: Jane Bell = Lady Mayor\nname: #john-doe = J. Doe\n",
    )
    assert groups(found) == [[0, 1], [2], [3]]
    assert (found.find("roe")[0].role, found.find("roe")) == ("Lady Mayor", found.find("bell"))
    assert "J. Doe" in [person.name for person in found.find("doe")]


def test_corrections_narrow_a_name_to_an_issuer_or_a_role() -> None:
    rows = [
        row(0, "Moi", "Hon.", "Baringo"),
        row(1, "Moi", "Hon.", "Baringo Post"),
        row(2, "Gideon Moi", "Senator", "Nairobi"),
    ]
    found = directory(*rows, corrections="same: Moi @ Baringo Post = Gideon Moi (Senator)")
    assert groups(found) == [[0], [1, 2]]


def test_corrections_of_nobody_are_noted_not_refused() -> None:
    found = directory(*FOUR, corrections="same: Vladimir Putin = Sergey Lavrov")
    assert found.notes == ["line 1: nobody in this index is Vladimir Putin"]
    assert groups(found) == [[0], [1], [2], [3]]


NAMES = ["Jane Roe", "Jane K. Roe", "Roe", "John Roe", "J. Roe", "Ann Bell", "Bell", "Ann Bell Jr."]
ROWS = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.sampled_from(["", "Senator", "Maine Senator", "Mayor"]),
        st.sampled_from(["", "A", "B", "Jane Roe"]),
    ),
    max_size=12,
)


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(entries: list[tuple[str, str, str]], chance: random.Random) -> None:
    rows = [row(key, *entry) for key, entry in enumerate(dict.fromkeys(entries))]
    shuffled = rows[:]
    chance.shuffle(shuffled)
    one, other = build_directory(rows), build_directory(shuffled)
    assert one.person_of.tolist() == other.person_of.tolist()
    assert list(one) == list(other)


@given(ROWS)
def test_every_row_is_one_person_and_every_person_is_found(entries: list[tuple[str, str, str]]) -> None:
    rows = [row(key, *entry) for key, entry in enumerate(entries)]
    found = build_directory(rows)
    assert (found.person_of >= 0).all()
    assert sum(person.statements for person in found) == len(rows)
    ids = [person.id for person in found]
    assert len(set(ids)) == len(ids)
    for person in found:
        assert found.find(f"#{person.id}") == [person]
        assert person in found.find(person.name)


def test_names_are_found_while_they_are_typed() -> None:
    found = directory(
        row(0, "Sergey Lavrov", "Minister", count=2), row(1, "José Lavalle", count=3), row(2, "Ann Lee", source="B")
    )
    typed = {"lav": ["José Lavalle", "Sergey Lavrov"], "sergey la": ["Sergey Lavrov"], "JOS": ["José Lavalle"]}
    for text, names in typed.items():
        assert [person.name for person in found.beginning(text)] == names
    assert len(list(found.beginning(""))) == 3
    assert list(found.beginning("lav sergey zz")) == []
