"""Words with their speaker behind or above them: quotations signed by dashes, letters quoted at length."""

from __future__ import annotations

from searchkit.attribution import attribute


def speakers(text: str) -> list[list[str]]:
    return [[speaker.name for speaker in one.speakers] for one in attribute(text)]


def test_quotations_signed_in_a_row_have_each_their_signatory() -> None:
    text = (
        "Leaders of national groups praised the plan:\n\n"
        '"Congressman Roe understands that grants are the best tools we have got." - Colonel Jane Poe, Zenda Police\n\n'
        '"Many offices depend on such grants to serve us. We commend him." - Mary Berg, Director, Zenda Association\n\n'
        '"We are grateful to him for the ‘Grant Act.\' As crime grows, it helps us all." - John Doe, Zenda Order\n\n'
        "The bill contains provisions.\n"
    )
    assert [who for who in speakers(text) if who != ["national groups"]][-3:] == [
        ["Jane Poe"],
        ["Mary Berg"],
        ["John Doe"],
    ]


def test_a_letter_quoted_in_the_first_person_is_of_those_who_wrote_it() -> None:
    text = (
        'Senators Jane Roe and John Poe said the plan fails. "We urge you to reconsider this plan at once," the letter '
        "said.\n"
    )
    assert speakers(text)[-1] == ["Jane Roe", "John Poe"]
    text = 'Senator Jane Roe said the plan fails. The letter says that "the plan is a failure in every respect".\n'
    assert speakers(text)[-1] != ["Jane Roe"]


def test_a_name_behind_a_quotation_needs_no_verb() -> None:
    text = (
        "According to ZANDAG, there were 400 fires in June.\n\n"
        '"These times have brought us more fires in our homes," District Attorney Jane Roe. "We want all to know it."\n'
    )
    assert speakers(text)[-1] == ["Jane Roe"]
    text = (
        'Senator Jane Poe spoke. "These times have brought us more fires in our homes," The end. "We want to know."\n'
    )
    assert ["end"] not in speakers(text)
