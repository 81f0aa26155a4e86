"""Releases made to bring a parser to its knees: each must take seconds, and twice its length twice the time."""

from __future__ import annotations

from collections.abc import Callable

SIZE = 5_000_000
"""Characters of the longest of them."""
MARKS = 100_000
"""Marks in those that are rows of marks."""

HOSTILE: dict[str, Callable[[float], str]] = {
    "no full stops": lambda k: "the minister said that growth was good and she added " * int(k * SIZE / 53),
    "one line of sentences": lambda k: (
        "The minister said that growth was good. He urged them to act. " * int(k * SIZE / 63)
    ),
    "one word": lambda k: "a" * int(k * 1_000_000),
    "one word of capitals": lambda k: "A" * int(k * 1_000_000),
    "straight quote marks": lambda k: '"' * int(k * MARKS),
    "quote marks and words": lambda k: '"word ' * int(k * MARKS),
    "opening quote marks": lambda k: "“so " * int(k * MARKS),
    "closing quote marks": lambda k: "so” " * int(k * MARKS),
    "doubled apostrophes": lambda k: "'' said he " * int(k * MARKS),
    "open quotes, a line each": lambda k: "“We are glad.\n" * int(k * MARKS),
    "brackets": lambda k: "(" * int(k * MARKS) + ")" * int(k * MARKS),
    "newlines": lambda k: "\n" * int(k * MARKS),
    "short lines": lambda k: "a\n" * int(k * MARKS),
    "commas": lambda k: "Jane Doe, " * int(k * MARKS),
    "spaces": lambda k: "Jane said" + " " * int(k * 1_000_000) + "that it is so.",
    "cue verbs": lambda k: "said " * int(k * MARKS),
    "according to": lambda k: "according to " * int(k * MARKS),
    "capitals": lambda k: "Minister Jane Doe " * int(k * MARKS),
    "different names": lambda k: " ".join(f"Jane Doe{n}a said it was {n}." for n in range(int(k * MARKS / 4))),
    "acronyms": lambda k: "Marine Stewardship Council (MSC) " * int(k * MARKS / 4),
    "speaker labels": lambda k: "PRIME MINISTER: We are glad.\n" * int(k * MARKS),
    "dots": lambda k: "." * int(k * 1_000_000),
    "colons": lambda k: "said: " * int(k * MARKS),
    "pronouns": lambda k: "Jane Doe came. " + "He said it was so. " * int(k * MARKS),
    "dashes": lambda k: "– " * int(k * MARKS),
    "letters": lambda k: "Dear Jane Roe,\n\nWe write to ask.\n\nSincerely,\n\nJohn Doe\n\n" * int(k * MARKS / 10),
    "statements": lambda k: (
        "Senator Jane Roe issued the following statement:\n\nI am glad of it.\n\n" * int(k * MARKS / 10)
    ),
    "first person": lambda k: "Senator Jane Roe came. " + "We go on, and Roe said so. I stay. " * int(k * MARKS / 2),
    "questions": lambda k: (
        "Jane Roe\n\n" + "What do you like?\n\nI like the day and the night.\n\n" * int(k * MARKS / 10)
    ),
    "double spaces": lambda k: "The senator said  we are glad  " * int(k * MARKS),
}
"""Makers of hostile texts; each takes how long the text shall be, 1.0 being the whole length."""
