"""Who speaks: every form of a name, a title or a pronoun brought to one person of the release."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.attribution.people import People
from searchkit.attribution.report import Report
from searchkit.model import Resolution, Speaker, SpeakerKind, StatementType
from searchkit.spans import Span

_MARK = re.compile(r"\[([^\[\]]*)\]")


def marked(text: str) -> tuple[str, list[Report]]:
    """Return the text without its [brackets] and a report for each, whose content is the two words behind it."""
    plain, spans, last = "", [], 0
    for match in _MARK.finditer(text):
        plain += text[last : match.start()]
        spans.append(Span(len(plain), len(plain) + len(match.group(1))))
        plain += match.group(1)
        last = match.end()
    plain += text[last:]
    reports = []
    for span in spans:
        content = re.compile(r"\s+said (?:that )?(\w+ \w+)").match(plain, span.end)
        assert content is not None
        reports.append(Report((Span(*content.span(1)),), StatementType.INDIRECT, source=span))
    return plain, reports


def names(text: str, title: str = "", source: str = "", *, stripped: bool = False) -> list[list[str]]:
    plain, reports = marked(text)
    people = People(plain, title=title, source=source, stripped=stripped)
    return [[speaker.name for speaker in who] for who, _ in people.resolve(reports)]


SEED_LIKE = (
    "Ruritanian Foreign Minister Anna Berg met Foreign Minister Karim Aziz Malik in Streslau. "
    "Later [the Ruritanian Foreign Minister] said her country stood ready. [She] said all was good.\n\n"
    "[Foreign Minister Karim Malik] said trade grows. [He] said more follows. "
    "[The Foreign Minister] said visits help.\n\n"
    "[Anna Berg] said thank you."
)


def test_titles_agree_in_nation_and_pronouns_in_gender() -> None:
    assert names(SEED_LIKE) == [
        ["Anna Berg"],
        ["Anna Berg"],
        ["Karim Aziz Malik"],
        ["Karim Aziz Malik"],
        ["Karim Aziz Malik"],
        ["Anna Berg"],
    ]


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("Rep. Marcy Bell (D-OH) spoke. [Bell] said it works.", "", [["Marcy Bell"]]),
        ("[Rep. Bell] said it works.", "Marcy Bell Welcomes Plant", [["Marcy Bell"]]),
        (
            "[SENS. SNOW, SALAZAR] said it works. [Sen. Olive J. Snow] said it does.",
            "",
            [["Olive J. Snow", "Salazar"], ["Olive J. Snow"]],
        ),
        ("Senators Jane Roe and John Doe met. [The senators] said it works.", "", [["Jane Roe", "John Doe"]]),
        ("[A spokesman for Mayor Jane Roe] said it works.", "", [["A spokesman for Mayor Jane Roe"]]),
        ("[Mayor Roe's spokesman, John Doe,] said it works.", "", [["John Doe"]]),
        ("The Marine Council (MC) met. [The MC] said it works.", "", [["Marine Council"]]),
        ("Norma Rowell painted. [The native New Yorker] said it works.", "", [["Norma Rowell"]]),
        ("The lead of Jane Roe. [Policymakers] said it works.", "", [["Policymakers"]]),
        ("[The Prime Minister] said it works.", "", [["Prime Minister"]]),
        ("President Anura Dissanayake came. [President Disanayake] said it works.", "", [["Anura Dissanayake"]]),
        ("Ambassador Qi Zhenhong came. [Ambassador Qi] said it works.", "", [["Qi Zhenhong"]]),
        ("Senator Angus S. King, Jr. came. [Senator King] said it works.", "", [["Angus S. King, Jr."]]),
    ],
)
def test_sources_are_lifted_to_the_fullest_name(text: str, title: str, expected: list[list[str]]) -> None:
    assert names(text, title) == expected


def test_two_people_of_one_surname_stay_two() -> None:
    text = (
        "President Daniel Otieno and Senator Gideon Otieno met. [Senator Otieno] said roads matter. "
        "[President Otieno] said schools matter. [Gideon Otieno] said yes indeed."
    )
    assert names(text) == [["Gideon Otieno"], ["Daniel Otieno"], ["Gideon Otieno"]]


def test_a_title_of_the_other_gender_is_another_person() -> None:
    assert names("Mr. John Bell came with Ms. Bell. [Ms. Bell] said it works. [Mr. Bell] said it rains.") == [
        ["Bell"],
        ["John Bell"],
    ]


def test_a_pronoun_means_the_subject_that_came_between() -> None:
    text = "[Mayor Jane Roe] said it works. John Doe runs a shop. [He] said it sells. [She] said good bye."
    assert names(text) == [["Jane Roe"], ["John Doe"], ["Jane Roe"]]


def test_the_issuer_is_known_from_metadata() -> None:
    text = "[We] said thank you. So Kaptor says."
    plain, reports = marked(text)
    [(who, how)] = People(plain, source="Marcy Kaptor", metadata={"role": "Representative"}).resolve(reports)
    assert how is Resolution.METADATA
    assert who == (Speaker("Marcy Kaptor", "Representative", SpeakerKind.PERSON, who[0].aliases),)
    assert "Kaptor" in who[0].aliases


def test_an_organisation_as_issuer_speaks_as_itself() -> None:
    plain, reports = marked("[We] said thank you.")
    [(who, how)] = People(plain, source="Acme Water Company").resolve(reports)
    assert (who[0].name, who[0].kind, how) == ("Acme Water Company", SpeakerKind.ORGANISATION, Resolution.METADATA)


def test_nobody_is_invented() -> None:
    plain, reports = marked("[He] said it rains.")
    assert People(plain).resolve(reports) == [((), Resolution.NONE)]


def test_a_continuation_has_the_speaker_of_what_it_continues() -> None:
    plain, reports = marked("Senator Jane Roe met John Doe. [Roe] said it works. It really does.")
    more = Report((Span(len(plain) - 16, len(plain) - 1),), StatementType.DIRECT, kind="continuation", continues=0)
    resolved = People(plain).resolve([*reports, more])
    assert resolved[1] == (resolved[0][0], Resolution.CONTINUATION)


def test_speakers_carry_role_and_aliases() -> None:
    plain, reports = marked(
        "Jane Roe, director of the Water Board, came. [Ms. Roe] said it works. [The director] said it rains."
    )
    resolved = People(plain).resolve(reports)
    speaker = resolved[0][0][0]
    assert (speaker.name, speaker.role) == ("Jane Roe", "director of the Water Board")
    assert {"Jane Roe", "Roe"} <= set(speaker.aliases)
    assert [how for _, how in resolved] == [Resolution.NAME, Resolution.TITLE]
    assert resolved[1][0][0].name == "Jane Roe"


SOURCES = st.sampled_from(
    ["[He]", "[She]", "[They]", "[Senator Roe]", "[Jane Roe]", "[the Board]", "[the senator]", "[a witness]", "[It]"]
)


@given(st.lists(SOURCES, max_size=8))
def test_the_same_text_gives_the_same_speakers_one_entry_a_report(sources: Sequence[str]) -> None:
    text = "Senator Jane Roe met John Doe of the Water Board. " + " ".join(
        f"{source} said it works." for source in sources
    )
    plain, reports = marked(text)
    first = People(plain).resolve(reports)
    assert first == People(plain).resolve(reports)
    assert len(first) == len(reports)


def test_party_and_state_as_a_source_are_the_member_before_them() -> None:
    assert names("Sen. Bill Frist, M.D., [(R-Tenn.)] said that taxes fall.") == [["Bill Frist"]]


def test_a_surname_that_is_also_an_office_is_the_person_of_that_name() -> None:
    assert names("Senator John Ensign came. [Ensign] said that taxes fall.") == [["John Ensign"]]
    assert [one for [one] in names("A young man came. [The Ensign] said that taxes fall.")] == ["Ensign"]


def test_two_surnames_in_a_row_are_no_third_person() -> None:
    title = "Conrad Dorgan Announce Grant"
    text = f"{title}\n\nSenators Kent Conrad and Byron Dorgan met. [Senator Dorgan] said that taxes fall."
    assert names(text, title=title) == [["Byron Dorgan"]]


def test_a_contact_of_the_same_surname_takes_nothing_from_the_senator() -> None:
    text = (
        "SEN. COLEMAN MEETS AMBASSADOR OF RURITANIA TO DISCUSS TRADE\nAs ranking member Senator Norm Coleman spoke. "
        "[Coleman] said that taxes fall.\nContact: Leroy Coleman, 202/224-5641."
    )
    assert names(text) == [["Norm Coleman"]]


def test_an_office_before_a_list_stays_with_its_holder() -> None:
    text = (
        "President Jane Roe spoke to the envoys. The plan was given to the President, Anna Berg and others. "
        "[The President] said that taxes fall."
    )
    assert names(text) == [["Jane Roe"]]


def test_the_issuer_may_be_named_by_surname_only() -> None:
    text = "Senator Jane Roe wrote to the agency. Then [I] said that taxes fall."
    assert names(text, source="Roe") == [["Jane Roe"]]


def test_possessives_that_lost_their_mark_name_the_person() -> None:
    assert names("President Bushs plan came  [President Bush] said that taxes fall", stripped=True) == [["Bush"]]
    assert names("Bush came  President Bush and [President Bushs] said that taxes fall", stripped=True) == [["Bush"]]
