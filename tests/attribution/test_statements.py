"""Statements by kind: what counts, where it begins and ends, who says it. All texts are made up."""

from __future__ import annotations

import pytest

from searchkit.attribution import attribute

KINDS: list[tuple[str, str, list[tuple[str, str]]]] = [
    # direct
    ("cue behind", '"Taxes must fall," said Senator Jane Roe.', [("Jane Roe", "Taxes must fall,")]),
    ("cue before", "Senator Jane Roe said, “Taxes must fall.”", [("Jane Roe", "Taxes must fall.")]),
    (
        "interrupted",
        '"Taxes must fall," Senator Jane Roe said. "They are far too high for families."',
        [("Jane Roe", "Taxes must fall, … They are far too high for families.")],
    ),
    (
        "guillemets",
        "«The lake is clean again», said Federal Councillor Eva Muster.",
        [("Eva Muster", "The lake is clean again")],
    ),
    (
        "doubled apostrophes",
        "''The lake is clean again,'' Mayor John Doe said.",
        [("John Doe", "The lake is clean again,")],
    ),
    (
        "signature",
        "“This grant will save many lives in our county.” – Commissioner Jane Roe",
        [("Jane Roe", "This grant will save many lives in our county.")],
    ),
    (
        "two quotations under one that",
        "Senator Jane Roe testified that “the steel is made right here,” and that “it is the best of all.”",
        [("Jane Roe", "the steel is made right here, … it is the best of all.")],
    ),
    (
        "statement from",
        "Statement from Senator Jane Roe:\n\n“We are glad of the grant and of those who earned it.”",
        [("Jane Roe", "We are glad of the grant and of those who earned it.")],
    ),
    (
        "paragraphs without closing marks",
        "Senator Jane Roe issued the following statement:\n\n“We are glad.\n\n“We will go on.”",
        [("Jane Roe", "We are glad. … We will go on.")],
    ),
    (
        "no marks at all",
        "Senator Jane Roe released the following statement today:\n\nI am glad that this "
        "bill has passed. We shall go on.",
        [("Jane Roe", "I am glad that this bill has passed. We shall go on")],
    ),
    (
        "unmarked speech goes on",
        "We must treat it as a public health matter, said Congresswoman Jane Roe. I will not rest until we do.",
        [("Jane Roe", "We must treat it as a public health matter … I will not rest until we do")],
    ),
    (
        "letter",
        "Senator Jane Roe sent a letter to the agency.\n\nDear Secretary Poe,\n\nWe write to ask for help with the dam."
        "\n\nSincerely,\n\nJane Roe",
        [("Jane Roe", "We write to ask for help with the dam")],
    ),
    # indirect
    ("that", "Senator Jane Roe said that taxes must fall.", [("Jane Roe", "taxes must fall")]),
    ("no that", "Senator Jane Roe says taxes must fall.", [("Jane Roe", "taxes must fall")]),
    (
        "middle",
        "This, Senator Jane Roe said, is in the interest of all states.",
        [("Jane Roe", "This … is in the interest of all states")],
    ),
    (
        "dateline",
        "WASHINGTON, D.C. – Today, Senator Jane Roe announced that the town will get a grant.",
        [("Jane Roe", "the town will get a grant")],
    ),
    (
        "object",
        "President Jane Roe expressed gratitude for the help and called for a lasting peace.",
        [("Jane Roe", "gratitude for the help"), ("Jane Roe", "a lasting peace")],
    ),
    (
        "addressee",
        "Minister John Doe urged all parties to come back to the table.",
        [("John Doe", "all parties to come back to the table")],
    ),
    (
        "fronted participle",
        "Voicing concern over the drought, Minister John Doe said that help is on its way.",
        [("John Doe", "concern over the drought"), ("John Doe", "help is on its way")],
    ),
    (
        "participle behind",
        "Minister John Doe welcomed the talks, adding that more would follow.",
        [("John Doe", "the talks"), ("John Doe", "more would follow")],
    ),
    (
        "according to",
        "According to Mayor Jane Roe, the bridge will open in May.",
        [("Jane Roe", "the bridge will open in May")],
    ),
    (
        "according to, behind",
        "The bridge will open in May, according to Mayor Jane Roe.",
        [("Jane Roe", "The bridge will open in May")],
    ),
    ("passive", "The plan was welcomed by Mayor Jane Roe.", [("Jane Roe", "The plan")]),
    (
        "noun",
        "The council heard Mayor Jane Roe's call for a new bridge over the river.",
        [("Jane Roe", "a new bridge over the river")],
    ),
    (
        "two subjects",
        "Envoy Jane Roe praised the pact, and the Zubrowkan government pledged to keep it.",
        [("Jane Roe", "the pact"), ("Zubrowkan government", "to keep it")],
    ),
    (
        "infinitive of joined",
        "Senator Jane Roe joined her colleagues to urge the agency to act at once.",
        [("Jane Roe", "the agency to act at once")],
    ),
    (
        "headline",
        "Roe Urges Agency to Act at Once\n\nSenator Jane Roe wrote to the agency today.",
        [("Jane Roe", "Agency to Act at Once")],
    ),
    (
        "headline with a colon",
        "Senator Roe: Agency must act\n\nSenator Jane Roe wrote to the agency today.",
        [("Jane Roe", "Agency must act")],
    ),
    (
        "progressive",
        "Senator Jane Roe is calling on the agency to act at once.",
        [("Jane Roe", "the agency to act at once")],
    ),
    (
        "second verb behind a progressive",
        "Mayor Jane Roe is looking into the deaths and said the danger is real.",
        [("Jane Roe", "the danger is real")],
    ),
    (
        "warning about something",
        "Mayor Jane Roe warned residents about the rising river.",
        [("Jane Roe", "the rising river")],
    ),
    (
        "clause before the main one",
        "After Mayor Jane Roe asked about the fire, Senator John Doe said that he had seen it.",
        [("Jane Roe", "about the fire"), ("John Doe", "he had seen it")],
    ),
    (
        "the cue of the next quotation",
        '"We did it," Mayor Jane Roe said. "Who would have thought so?" Roe also said, "The town has waited long."',
        [("Jane Roe", "We did it, … Who would have thought so?"), ("Jane Roe", "The town has waited long.")],
    ),
    (
        "opening statement",
        "Opening Statement\n\nCongressman Tom Doe\n\nWater Committee\n\nFebruary 4, 2010.\n\n"
        "Last week we heard from farmers. As Tom Poe wrote of them, I will not forget it.",
        [("Tom Doe", "Last week we heard from farmers. As Tom Poe wrote of them, I will not forget it")],
    ),
    (
        "office in charge",
        '"The city is safe," said Acme Special Agent in Charge Jane Roe.',
        [("Jane Roe", "The city is safe,")],
    ),
    (
        "second verb with the same object",
        "The Zubrowkan government welcomes and supports the idea of peace.",
        [("Zubrowkan government", "the idea of peace")],
    ),
    (
        "press conference",
        "Senator Jane Roe hosted a press conference to announce her opposition to the bill.",
        [("Jane Roe", "her opposition to the bill")],
    ),
    ("held that", "The district court held that the rule was lawful.", [("district court", "the rule was lawful")]),
    (
        "where it was said",
        "Attorney General Jane Roe alleges in the settlement that Acme broke the law.",
        [("Jane Roe", "Acme broke the law")],
    ),
    (
        "second headline",
        "Roe Wins Vote on Cuba\nCalls on Leaders to Keep Amendment\n\nSenator Jane Roe spoke in the House today.",
        [("Jane Roe", "Leaders to Keep Amendment")],
    ),
    (
        "cut lines",
        "Press\nCounty District Attorney\nJane Roe\nsaid today that a man was caught.\n“He is in jail.”\nAcme County\n"
        "Sheriff John Doe said.",
        [("Jane Roe", "a man was caught"), ("John Doe", "He is in jail.")],
    ),
    (
        "initials before a name of no list",
        "K.D. Lalkantha emphasized the value of good meals. He stated that the work goes on.",
        [("K.D. Lalkantha", "the value of good meals"), ("K.D. Lalkantha", "the work goes on")],
    ),
    (
        "university of",
        '"Loans cost less here," said University of Oregon President Jane Roe.',
        [("Jane Roe", "Loans cost less here,")],
    ),
    # unmarked, because the marks were lost
    (
        "a sentence without the space before it",
        "Senator Jane Roe offered a bill to help workers.The truth is that wages fall, said Roe.",
        [("Jane Roe", "The truth is that wages fall")],
    ),
    (
        "a speech behind a colon",
        "Senator Jane Roe outlined a plan for the Congress: We must work for peace in every valley. "
        "I will do so until it comes.",
        [
            ("Jane Roe", "a plan for the Congress"),
            ("Jane Roe", "We must work for peace in every valley. I will do so until it comes"),
        ],
    ),
    (
        "released a statement",
        "Senator Jane Roe today released a statement on the talks. I was glad to learn of them. More must be done.",
        [("Jane Roe", "I was glad to learn of them. More must be done")],
    ),
    (
        "capital and comma lost",
        "Each family in the valley shall have clean water said Roe. Jane Roe is a Senator.",
        [("Jane Roe", "Each family in the valley shall have clean water")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [kind[1:] for kind in KINDS], ids=[kind[0] for kind in KINDS])
def test_statements_by_kind(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(one.speaker.name, " ".join(one.words(text).split())) for one in attribute(text)]
    assert found == expected


NO_STATEMENTS = [
    "Senator Jane Roe introduced the bill and met the mayor.",
    "The so-called “peace dividend” never came.",
    "The law states a fine for each offence.",
    "Several states should be repaid for their efforts.",
    "The new order requires a permit, in accordance with the law.",
    "Her book, “The Long Road Home,” was published in May.",
    "The proposed ordinance can be found in the annex.",
    "Neighbours reported the crime.",
    "Senator Jane Roe added a provision to the bill that will help farmers.",
    "Value added fell slightly in trade and stayed flat elsewhere.",
    "The agency's recommended total of two nurses was met.",
    "To watch the speech, click here.",
    "Neighbour Jane Roe was protesting the new road when she fell.",
    "John Doe reported what he saw to the police.",
    "Residents may ask by calling the clerk's office at (651) 555-1234.",
    "SENATOR ROE'S REMARKS ON SOCIAL SECURITY",
    "The town council held a fair.",
    "Switzerland responded quickly and generously to the flood.",
    "The court held a hearing for multiple alleged violations of the order.",
    "The concepts of open data are promising approaches for the future.",
]


@pytest.mark.parametrize("text", NO_STATEMENTS)
def test_what_is_no_statement(text: str) -> None:
    assert [one.words(text) for one in attribute(text)] == []


def test_turns_of_a_transcript() -> None:
    text = (
        "Press conference of Prime Minister Jane Doe\n\nJOURNALIST: Will taxes "
        "rise?\n\nPRIME MINISTER: No. They will fall.\n\n"
        "And so will tariffs.\n\nJOURNALIST: When?\n\nPRIME MINISTER: Next year."
    )
    found = [(one.speaker.name, " ".join(one.words(text).split())) for one in attribute(text)]
    assert found == [
        ("Journalist", "Will taxes rise"),
        ("Jane Doe", "No. They will fall. And so will tariffs"),
        ("Journalist", "When"),
        ("Jane Doe", "Next year"),
    ]


def test_a_stray_mark_costs_one_quotation_not_the_release() -> None:
    text = 'He is 6\'2" tall.\n\n"Taxes must fall," said Senator Jane Roe.\n\n'
    text += 'He has a 12" ruler.\n\n"I agree," said John Doe.'
    assert [one.words(text) for one in attribute(text)] == ["Taxes must fall,", "I agree,"]


def test_types() -> None:
    text = (
        "Senator Jane Roe said that taxes must fall. She called the plan “a gift to the very rich” of the land. "
        '"We shall see," she said.'
    )
    assert [str(one.type) for one in attribute(text)] == ["indirect", "mixed", "direct"]


def test_quotations_whose_marks_were_lost_are_direct() -> None:
    text = (
        "The town is proud of its school, said Mayor Jane Roe. She noted that, Our work goes on. "
        "She said that taxes would fall."
    )
    assert [str(one.type) for one in attribute(text)] == ["direct", "direct", "indirect"]


def test_a_first_name_behind_a_relative_is_a_person() -> None:
    text = "John Doe was arrested on Monday. The victim’s brother Jim spoke in court. “She was kind,” he said."
    assert [one.speaker.name for one in attribute(text)] == ["Jim"]


def test_the_former_president_is_not_the_president() -> None:
    text = (
        "President Jane Roe met with Former Ruritanian President John Doe today. "
        "The former President observed that peace is near."
    )
    assert [one.speaker.name for one in attribute(text)] == ["John Doe"]


def test_headlines_of_texts_without_marks() -> None:
    quiet = "The bill would pay for roads and bridges in the valley and it passed  "
    text = (
        "Press Office           Roe  Poe Urge Agency To Help The Harbor May 4  2005     WASHINGTON  D C    "
        "Senators Jane Roe and Edgar Poe met the mayor   " + quiet * 8
    )
    found = [([who.name for who in one.speakers], one.words(text)) for one in attribute(text)]
    assert found == [(["Jane Roe", "Edgar Poe"], "Agency To Help The Harbor")]


def test_badly_decoded_marks_are_read() -> None:
    text = (
        "May 6, 2020 (SAINT PAUL) â\x80\x93 Attorney General Jane Roe said â\x80\x9cthe rule helps all of us.â\x80\x9d"
    )
    assert [(one.speaker.name, one.words(text).strip()) for one in attribute(text)] == [
        ("Jane Roe", "the rule helps all of us.")
    ]


def test_texts_without_punctuation_yield_what_their_cues_allow() -> None:
    quiet = "The bill would pay for roads and bridges in the valley and it passed  "
    text = (
        "Washington  DC   Senator Jane Roe said that the water is clean  "
        + quiet * 8
        + "Senator Roe said  I am glad of it  We have waited "
        "for years   The bill now goes to the House"
    )
    found = [(one.speaker.name, one.words(text)) for one in attribute(text)]
    assert found[0] == ("Jane Roe", "the water is clean")
    assert found[-1][0] == "Jane Roe" and found[-1][1].startswith("I am glad of it")
