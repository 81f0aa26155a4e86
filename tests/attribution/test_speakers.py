"""Who is meant within one release: titles, pronouns, groups, issuers. All texts are made up."""

from __future__ import annotations

import pytest

from searchkit.attribution import attribute, attribute_release
from searchkit.model import Release, Resolution, SpeakerKind, Zone, ZoneKind
from searchkit.spans import Span

MEETING = (
    "Ruritanian Foreign Minister Rudolf Rassendyll met Foreign Minister Zara Zeta in Zenda. "
    "The Ruritanian Foreign Minister said that trade is good. He added that it will grow. "
    "The Foreign Minister said that she agrees. "
)


def speakers(text: str) -> list[str]:
    return [one.speaker.name for one in attribute(text)]


def test_one_foreign_minister_is_not_the_other() -> None:
    assert speakers(MEETING) == ["Rudolf Rassendyll", "Rudolf Rassendyll", "Zara Zeta"]


def test_how_the_speaker_was_found() -> None:
    assert [one.resolution for one in attribute(MEETING)] == [Resolution.TITLE, Resolution.PRONOUN, Resolution.TITLE]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Senators Jane Roe, John Doe, and Ann Poe said that it works.", ["Jane Roe", "John Doe", "Ann Poe"]),
        (
            "Senator Jane Roe (R-UT), chairman of the committee, and Rep. John Doe (GA-11) "
            "slammed the plan for its cost.",
            ["Jane Roe", "John Doe"],
        ),
        ("Senator Jane Roe and Rep. John Doe met. The two lawmakers said that it works.", ["Jane Roe", "John Doe"]),
        ("Representative Paul A. Roe, DDS (AZ-04) praised the town for its work.", ["Paul A. Roe"]),
        ("The Secretary to the President said that it works. President Jane Roe came.", ["Secretary to the President"]),
        ("The CEO of Acme, Jane Roe, said that it works.", ["Jane Roe"]),
        ("Representatives of the Acme Foundation said that it works.", ["Representatives of the Acme Foundation"]),
        ("Foreign minister Jane Roe met the mayor. The foreign minister said that it works.", ["Jane Roe"]),
        (
            "Jane Roe, the head of the Federal Department of Weather Affairs (FDWA), spoke. "
            "The head of the FDWA said that it rains.",
            ["Jane Roe"],
        ),
        ("Major General Mary Roe AC CVO said that it works.", ["Mary Roe"]),
    ],
)
def test_speakers_of_one_statement(text: str, expected: list[str]) -> None:
    assert [speaker.name for speaker in attribute(text)[0].speakers] == expected


def test_a_person_beside_the_issuer_is_not_the_issuer() -> None:
    text = "Prime Minister Jane Roe and I today agreed that trade must grow. Ms Roe told me that she is glad."
    assert speakers(text) == ["", "Jane Roe"]


def released(text: str, source: str, *zones: tuple[ZoneKind, int, int]) -> Release:
    made = tuple(Zone(kind, Span(start, end)) for kind, start, end in zones)
    return Release(id="0" * 16, title="", text=text, source=source, zones=made)


def test_the_issuer_speaks_in_the_first_person() -> None:
    text = "I welcome the launch of the talks on trade."
    found = attribute_release(released(text, "Senator Jane Roe", (ZoneKind.BODY, 0, len(text))))
    assert [(one.speaker.name, one.resolution) for one in found] == [("Jane Roe", Resolution.METADATA)]


def test_an_office_that_issues_does_not_say_what_a_person_says() -> None:
    text = "“I remain deeply saddened by what has happened in our town this week.”"
    found = attribute_release(released(text, "Acme County District Attorney", (ZoneKind.BODY, 0, len(text))))
    assert all(one.speaker.kind is not SpeakerKind.ORGANISATION for one in found)


@pytest.mark.parametrize("kind", [ZoneKind.BOILERPLATE, ZoneKind.FURNITURE, ZoneKind.CONTACT, ZoneKind.NOTICE])
def test_zones_beside_the_release_say_nothing(kind: ZoneKind) -> None:
    said = "Senator Jane Roe said that taxes must fall.\n"
    text = said * 2
    release = released(text, "", (ZoneKind.BODY, 0, len(said)), (kind, len(said), len(text)))
    found = attribute_release(release)
    assert [one.content[0].start < len(said) for one in found] == [True]


def test_a_place_or_date_before_a_name_is_no_part_of_it() -> None:
    assert speakers("In response, in September 2022 Acme Corporation announced that it would pay.") == [
        "Acme Corporation"
    ]
    assert speakers(" date 2021-04-07 Ruritania has reaffirmed its commitment to peace.") == ["Ruritania"]


def test_party_and_state_are_no_part_of_a_name_where_their_brackets_were_lost() -> None:
    assert speakers("Senator Jane Roe  D IA  said that it works.") == ["Jane Roe"]
    assert speakers("Senator Jane Roe  R Ala  said that it works.") == ["Jane Roe"]
    assert speakers("Senator Jane D. Roe said that it works.") == ["Jane D. Roe"]


DIARY = "I will travel to Zenda next week to meet the leaders of the land. {}"
DIARY += "We shall speak of trade, of tariffs and of the old border."


def test_a_release_in_the_first_person_is_its_issuers() -> None:
    text = DIARY.format("")
    found = attribute_release(released(text, "Jane Roe", (ZoneKind.BODY, 0, len(text))))
    assert [(one.speaker.name, one.resolution) for one in found] == [("Jane Roe", Resolution.METADATA)]
    assert found[0].content[0].of(text).endswith("the old border")


def test_what_tells_of_the_issuer_by_name_is_not_the_issuers() -> None:
    told = "Jane Roe will be there for two long and busy days in May. "
    text = DIARY.format(told)
    found = attribute_release(released(text, "Jane Roe", (ZoneKind.BODY, 0, len(text))))
    assert [one.speaker.name for one in found] == ["Jane Roe"]
    assert not any(span.overlaps(Span(text.index(told), text.index(told) + len(told))) for span in found[0].content)


def test_a_body_says_we_but_not_i() -> None:
    text = DIARY.format("")
    found = attribute_release(released(text, "The Times", (ZoneKind.BODY, 0, len(text))))
    assert [one.speakers for one in found] == [()]
    text = text.replace("I will", "We will")
    found = attribute_release(released(text, "The Times", (ZoneKind.BODY, 0, len(text))))
    assert [one.speaker.name for one in found] == ["The Times"]
