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
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in KINDS], ids=[case[0] for case in KINDS])
def test_direct_speech_by_kind(text: str, expected: list[tuple[str, str]]) -> None:
    found = attribute(text)
    said = [(one.speaker.name, " … ".join(" ".join(span.of(text).split()) for span in one.content)) for one in found]
    assert said == expected
