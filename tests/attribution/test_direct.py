"""Direct speech by kind: where it begins, where it ends, whose it is. All texts are made up."""

from __future__ import annotations

import pytest

from searchkit.attribution import attribute

KINDS: list[tuple[str, str, list[tuple[str, str]]]] = [
    (
        "no blank behind the colon",
        "Representative Jane Roe gave the following statement:First of all, I thank those who serve. We owe them much.",
        [("Jane Roe", "First of all, I thank those who serve. We owe them much")],
    ),
    (
        "this statement, full stop",
        "Today, Congresswoman Jane Roe released this statement on the budget.\n\nI was pleased to see that it grows.",
        [("Jane Roe", "I was pleased to see that it grows")],
    ),
    (
        "into the record",
        "Senator Jane Roe entered the following statement into the Congressional Record:\n\nI rise in support "
        "of peace and of trade.",
        [("Jane Roe", "I rise in support of peace and of trade")],
    ),
    (
        "a mark that nothing answers",
        'Rep. Jane Roe released the following statement in response to the plan;\n\n"The plan is the same as ever. It '
        "still raises every tax.\n\nIt asks too much of my constituents.",
        [("Jane Roe", "The plan is the same as ever. It still raises every tax. It asks too much of my constituents")],
    ),
    (
        "a mark that nothing answers, behind background",
        "Sen. Jane Roe issued the following statement following the vote. Roe moved to block the choice. The choice "
        "was then approved.\n\n“I may have lost the vote today, but I sent a clear message.\n\nWe will go on.",
        [("Jane Roe", "I may have lost the vote today, but I sent a clear message. We will go on")],
    ),
    (
        "party and state end the name",
        "Statement of Congresswoman Jane Roe (D-CA) Poe Plan Falls Short\n\nI am glad of the plan. It is not enough.",
        [("Jane Roe", "I am glad of the plan. It is not enough")],
    ),
    (
        "the speaker on lines of their own",
        "The mills open again.\n“This is a great day for all who live in the valley and beyond,”\nZenda "
        "County\nState’s "
        "Attorney Jane Roe said.\n“We are glad of it and thank all who helped.”\nThe mills were closed for years.",
        [
            (
                "Jane Roe",
                "This is a great day for all who live in the valley and beyond, … We are glad of it and thank all who "
                "helped.",
            )
        ],
    ),
    (
        "the speaker before a link's line",
        "Mill Closed\nZenda County District Attorney\nJane Roe\nsaid today that the owner of the old mill was found.",
        [("Jane Roe", "the owner of the old mill was found")],
    ),
    (
        "a heading above lines cut for width",
        "Statement by the Prime Minister, Mr John Doe\nPresident Poe's friends, General Roe\nand two of his men, "
        "arrive in town\ntomorrow morning. They are to\ncommence talks with me and some\nof my men at noon. We "
        "will\nmeet "
        "again in the afternoon.",
        [
            (
                "John Doe",
                "President Poe's friends, General Roe and two of his men, arrive in town tomorrow morning. They are to "
                "commence talks with me and some of my men at noon. We will meet again in the afternoon",
            )
        ],
    ),
    (
        "statements one after the other",
        "Statement by Senator Jane Roe\n\nI am glad of the bridge.\nWe need it badly in the valley.\n\nStatement by "
        "Mayor "
        "John Doe\n\nI have waited for the bridge all my life.",
        [
            ("Jane Roe", "I am glad of the bridge. We need it badly in the valley"),
            ("John Doe", "I have waited for the bridge all my life"),
        ],
    ),
    (
        "signed message",
        "The Prime Minister sent the following message to the sailors:\n\nI am delighted to hear that you are safe. We "
        "hope to see you soon.\n\nJohn Doe",
        [("John Doe", "I am delighted to hear that you are safe. We hope to see you soon")],
    ),
    (
        "a line that names whose the headlines are",
        "The Mills of the Valley will…\n\nThe Mills of the Valley will Open Again in Spring\n\n* Every coin of the "
        "state is "
        "spent with care\n\n– President says at the opening of the fair\n\nPresident Jane Roe stated that the mills "
        "would "
        "open.",
        [
            ("Jane Roe", "The Mills of the Valley will Open Again in Spring"),
            ("Jane Roe", "Every coin of the state is spent with care"),
            ("Jane Roe", "the mills would open"),
        ],
    ),
    (
        "a quoted headline and a line that names its speaker",
        "President Meets Growers\n\n“We shall never let the mills close again”\n\n– President Jane Roe\n\nIt rained "
        "all day.",
        [("Jane Roe", "We shall never let the mills close again")],
    ),
    (
        "a speech that greets and tells who speaks",
        "The full text of Congressman John Doe's address follows:\n\nHello. This is Congressman John Doe, and I come "
        "from "
        "Zenda. The Doe Act has served us well. We must keep it.",
        [
            (
                "John Doe",
                "Hello. This is Congressman John Doe, and I come from Zenda. The Doe Act has served us well. We must "
                "keep it",
            )
        ],
    ),
    (
        "remarks as prepared",
        "The Senate voted.\n\nFollowing are Senator Roe's remarks as prepared for delivery:\n\n“It has been a long "
        "week for "
        "all of us. It is only Wednesday.”\n\nSenator Jane Roe leads the committee.",
        [("Jane Roe", "It has been a long week for all of us. It is only Wednesday.")],
    ),
    (
        "a speech behind an end mark",
        "Senator Jane Roe spoke at the school.\n\n# # #\n\nRemarks of Senator Jane Roe at the school\n\nThank you, "
        "Dean. It is "
        "an honor for me to speak here. I came here as a child.",
        [("Jane Roe", "Thank you, Dean. It is an honor for me to speak here. I came here as a child")],
    ),
    (
        "a title of two letters",
        "District Attorney Jane Roe spoke. “Two of them were at the hearing,” DA Roe said. “Our unit was there as "
        "well.”",
        [("Jane Roe", "Two of them were at the hearing, … Our unit was there as well.")],
    ),
    (
        "words in italics on a line of their own",
        "The Mill Case\n“This case is\nnot\nabout whether mills may be sold. It is about who sold them,” said Mayor "
        "Jane Roe.",
        [("Jane Roe", "This case is not about whether mills may be sold. It is about who sold them,")],
    ),
    (
        "a closing mark on a line of its own",
        "Two spoke.\n“The river and all the lakes are clean again in\nZenda County\n,”\nsaid Mayor Jane Roe.\nIt "
        "rained.",
        [("Jane Roe", "The river and all the lakes are clean again in Zenda County ,")],
    ),
    (
        "a heading ends a statement",
        "Senator Jane Roe issued the following statement:\n\nI am glad that the case is closed. Justice is "
        "done.\n\nTimeline "
        "of the case in the courts\n\nIn May the court heard the owner of the mill.",
        [("Jane Roe", "I am glad that the case is closed. Justice is done")],
    ),
    (
        "a heading is part of a speech",
        "Speech by President Jane Roe\n\nI thank you for the welcome to this land.\n\nHealth For All\n\nWe must "
        "share what we "
        "know of health with every nation of the world.",
        [
            (
                "Jane Roe",
                "I thank you for the welcome to this land. Health For All We must share what we know of health with "
                "every nation of the world",
            )
        ],
    ),
    (
        "under a name with its office",
        "The partners were glad.\n\nLeague of Zenda Towns Executive Director Jane Roe\n\n“Towns of every size have "
        "felt "
        "the crisis for years.”\n\nAssociation of Counties President John Doe:\n\n“Counties are thankful for all of "
        "it.”",
        [
            ("Jane Roe", "Towns of every size have felt the crisis for years."),
            ("John Doe", "Counties are thankful for all of it."),
        ],
    ),
    (
        "under a label",
        "Senator Jane Roe asked the office many things. Senator Roe spoke on the floor.\n\nAmong those "
        "questions:\n\n“Did "
        "the office find any of the papers that it sought?”",
        [("Jane Roe", "Did the office find any of the papers that it sought?")],
    ),
    (
        "signed, under an introduction",
        "Towns and counties praised the work of Senator Poe:\n\n“The senator knows what the grants are worth to the "
        "towns.” – Mayor Jane Roe",
        [("Jane Roe", "The senator knows what the grants are worth to the towns.")],
    ),
    (
        "column with a byline",
        "The Road to Zenda\n\nBy Senator Jane Roe\n\nA road has been promised for a hundred years and more. I have "
        "seen three ministers come and go.\n\nThis year we shall build it, whatever the rains may bring. "
        "I will be there.",
        [
            (
                "Jane Roe",
                "A road has been promised for a hundred years and more. I have seen three ministers come and go. This "
                "year we shall build it, whatever the rains may bring. I will be there",
            )
        ],
    ),
    (
        "opening statement under a name",
        "Opening Statement\n\nCongressman John Doe\n\nHouse Committee on Rivers\n\nLast week the people of the valley "
        "came to be heard. I am sorry that nobody listened.\n\nThe mayor of Ruritania said that no water came. Turn on "
        "these pumps, I say, before my neighbors lose their farms.",
        [
            (
                "John Doe",
                "Last week the people of the valley came to be heard. I am sorry that nobody listened. The mayor of "
                "Ruritania said that no water came. Turn on these pumps, I say, before my neighbors lose their farms",
            )
        ],
    ),
    (
        "a paragraph that lost its marks and its cue",
        "Senator Jane Roe today introduced a bill for the old mills.\n\nMy district is home to many of these mills, "
        "and they deserve our care. We owe them the bread of our fathers.\n\nRoe grew up near a mill in the valley.",
        [
            (
                "Jane Roe",
                "My district is home to many of these mills, and they deserve our care. We owe them the bread of our "
                "fathers",
            )
        ],
    ),
    (
        "a talk that seldom says I",
        "PRIME MINISTER\n\nFOR PRESS 4 JULY 1977\n\nELECTORATE TALK\n\nThe pace of change is hard on the young. "
        "Trends to small "
        "families are part of it.\n\nThe Office of Youth will study this. All of us can show more care, and we can "
        "act with more heart.",
        [
            (
                "Prime Minister",
                "The pace of change is hard on the young. Trends to small families are part of it. The Office of Youth "
                "will study this. All of us can show more care, and we can act with more heart",
            )
        ],
    ),
    (
        "a sentence that lost its marks and its cue",
        "The House passed the amendment of Congresswoman Jane Roe. It would open the schools of the valley. I am "
        "pleased with the victory of the students. Now we must work to keep it. Congresswoman Roe has taught in the "
        "valley.",
        [("Jane Roe", "I am pleased with the victory of the students. Now we must work to keep it")],
    ),
    (
        "whose statement",
        "The House voted to cut the taxes of the rich. Congresswoman Jane Roe voted against the bill. The following is "
        "her statement: Today the House once again stood with the rich. I am outraged at it.",
        [("Jane Roe", "Today the House once again stood with the rich. I am outraged at it")],
    ),
    (
        "questions and answers",
        "Meet Clerk Jane Roe\n\nWhat brought you to the town?\n\nI came for the mills and stayed for the people who "
        "live beside them.\n\nWhat do you like best here?\n\n“The river. I swim in it every morning.”",
        [
            ("Jane Roe", "I came for the mills and stayed for the people who live beside them"),
            ("Jane Roe", "The river. I swim in it every morning."),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in KINDS], ids=[case[0] for case in KINDS])
def test_direct_speech_by_kind(text: str, expected: list[tuple[str, str]]) -> None:
    found = attribute(text)
    said = [(one.speaker.name, " … ".join(" ".join(span.of(text).split()) for span in one.content)) for one in found]
    assert said == expected


NOBODYS = [
    "The law has two parts. Title I of the act is about mills and all who own them. Part I is about roads and rivers.",
    "I mulini sono chiusi da molti anni. I premi sono stati assegnati ieri a Berna. I risultati sono pubblicati oggi.",
    "The town will hear of Our Common Future at noon. The book was written long ago, and Our Town was a play.",
    "FICTION: The mill is old.\n\nFACT: It is new.\n\nFICTION: The river is dry.\n\nFACT: It is deep and full of fish.",
    "The mill was built in the year 1900 by two brothers.\n\nDid we ever have a finer mill in the whole of the land?",
]


@pytest.mark.parametrize("text", NOBODYS)
def test_what_is_not_the_first_person(text: str) -> None:
    assert attribute(text, source="Jane Roe") == []


BARE = (
    "March 1  2005   WASHINGTON  D C   Senator Jane Roe today welcomed the news from the mills of Zenda   The mills "
    "will "
    "open again in the spring of next year\n\n{}\n\nRoe grew up near the old mill and serves on the committee that "
    "looks after all the mills and the rivers of the land"
) + "   The bill would pay for roads and bridges in the valley and it passed" * 8


@pytest.mark.parametrize(
    ("paragraph", "said"),
    [
        (
            "This is great news for the people of the valley     Senator Roe said    They waited long for it   I am "
            "glad",
            "This is great news for the people of the valley … They waited long for it I am glad",
        ),
        (
            "They waited long for it   This is great news for the people of the valley     Roe said\n\nIt rained in "
            "Zenda",
            "They waited long for it This is great news for the people of the valley",
        ),
        (
            "The senator was in the valley   Roe said   I am glad to see that the mills will open again in the spring",
            "I am glad to see that the mills will open again in the spring",
        ),
    ],
)
def test_runs_of_blanks_tell_of_the_marks_around_a_cue(paragraph: str, said: str) -> None:
    text = BARE.format(paragraph)
    found = [" … ".join(" ".join(span.of(text).split()) for span in one.content) for one in attribute(text)]
    assert said in found
