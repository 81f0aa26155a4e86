"""Other editions of a release, made by a program: copies as newsrooms, wires and crawlers make, and what only looks
like one.

Each function takes a document and a source of chance, and returns the edition; None where none can be made of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from random import Random

from searchkit.readers import RawDocument

Edition = Callable[[RawDocument, Random], RawDocument | None]
ABOVE = ("Home | About | Newsroom | Contact", "Skip to main content", "Printer friendly version", "Share this page")
BELOW = (
    "Latest Posts", "Copyright 2007. All rights reserved.", "Privacy Policy | Site Map", "Related Articles",
    "Sign up for our newsletter", "Washington Office, 100 Example Building, (202) 224-4543",
)  # fmt: skip
LEADS = (
    "The following was released today by the press office.", "As reported by the wire this morning, more is to follow.",
    "The office has issued this statement on behalf of its staff and all who took part in the work of last week.",
)  # fmt: skip
OTHER_WORDS = ("also", "further", "again", "today", "indeed", "moreover", "thus", "here")
NUMBER = re.compile(r"\d[\d,.]*\d|\d")
PASSING = re.compile(
    r"\b(?:19|20)\d\d\b|\(?\b\d{3}\b\)?[ ./-]+\d{3}[ .-]+\d{4}\b|\b\d{3}[ .-]\d{4}\b|"
    r"\b\d{5}\b(?:-\d{4})?|[A-Za-z]\d+|\d+[A-Za-z]+"
)
"""Years, telephone numbers, postal codes, names of models and rooms."""
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b")
PLACES = ("Quailbrook", "Zephyrton", "Yarrowgate", "Vexford", "Oxtail", "Krumlin", "Jubilee", "Fenwater")
MONEY = re.compile(r"\$[\d,.]*\d")


def redated(raw: RawDocument, chance: Random) -> RawDocument:
    """The same text, issued on another day."""
    return _made(raw, raw.text, date=f"2009-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}")


def framed(raw: RawDocument, chance: Random) -> RawDocument:
    """With the furniture of a page around it."""
    above = chance.sample(ABOVE, chance.randint(1, 3))
    below = chance.sample(BELOW, chance.randint(1, 4))
    return _made(raw, "\n\n".join([*above, raw.text, *below]))


def reflowed(raw: RawDocument, chance: Random) -> RawDocument:
    """In other lines and with other blanks and marks."""
    text = raw.text.replace("’", "'").replace("“", '"').replace("”", '"').replace("–", "-")
    words, lines, line = text.split(), [], ""
    for word in words:
        if len(line) > chance.randint(60, 76):
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return _made(raw, "\n".join([*lines, line]))


def corrected(share: float) -> Edition:
    """With a share of its words changed, no figures among them."""

    def make(raw: RawDocument, chance: Random) -> RawDocument:
        parts = re.split(r"(\s+)", raw.text)
        words = [n for n, part in enumerate(parts) if part.isalpha() and part.islower()]
        for n in chance.sample(words, round(share * len(words))):
            parts[n] = chance.choice(OTHER_WORDS)
        return _made(raw, "".join(parts))

    return make


def led(raw: RawDocument, chance: Random) -> RawDocument:
    """With a sentence of whoever passes it on."""
    return _made(raw, f"{chance.choice(LEADS)}\n\n{raw.text}")


def cut(share: float) -> Edition:
    """Without its last share."""

    def make(raw: RawDocument, _chance: Random) -> RawDocument:
        return _made(raw, raw.text[: raw.text.rfind(" ", 0, round(len(raw.text) * (1 - share)))])

    return make


def entitled(raw: RawDocument, chance: Random) -> RawDocument:
    """Under another headline."""
    words = raw.text.split()[:400]
    return _made(raw, raw.text, title=" ".join(chance.sample(words, min(8, len(words)))).title())


def filled_in(raw: RawDocument, chance: Random) -> RawDocument | None:
    """A form letter: the same words with other sums."""
    if not MONEY.search(raw.text):
        return None
    return _made(raw, MONEY.sub(lambda found: _other(found[0], chance), raw.text))


def counted_otherwise(raw: RawDocument, chance: Random) -> RawDocument | None:
    """A form letter: one figure, wherever it stands, is another; none of a date, a telephone or an address."""
    passing = [m.span() for m in PASSING.finditer(raw.text)]
    places = [m for m in NUMBER.finditer(raw.text) if len(m[0]) > 2]
    places = [m for m in places if not any(a <= m.start() < b for a, b in passing)]
    if not places:
        return None
    figure = chance.choice(places)[0]
    other = _other(figure, chance)
    return _made(raw, re.sub(rf"(?<![\d.,]){re.escape(figure)}(?![\d]|[.,]\d)", other, raw.text))


def renamed(raw: RawDocument, chance: Random) -> RawDocument | None:
    """A form letter: a name that it prints three times or more is another."""
    names = Counter(NAME.findall(raw.text))
    often = [name for name, count in names.items() if count > 2 and name.lower() not in raw.text]
    if not often:
        return None
    other = chance.choice([name for name in PLACES if name not in raw.text])
    return _made(raw, re.sub(rf"\b{chance.choice(often)}\b", other, raw.text))


def half(raw: RawDocument, _chance: Random) -> RawDocument:
    """The first half with another second half: an update of a running story."""
    words = raw.text.split()
    return _made(raw, " ".join([*words[: len(words) // 2], *words[: len(words) // 2][::-1]]))


def _other(figure: str, chance: Random) -> str:
    return "".join(str((int(c) + chance.randint(1, 8)) % 9 + 1) if c.isdigit() else c for c in figure)


def _made(raw: RawDocument, text: str, **fields: str) -> RawDocument:
    return replace(raw, text=text, metadata={**raw.metadata, **fields}, place=f"{raw.place}.edition")


KINDS: dict[str, Edition] = {
    "on another day": redated,
    "with the furniture of a page": framed,
    "other lines, blanks and quotation marks": reflowed,
    "1 % of the words changed": corrected(0.01),
    "3 % of the words changed": corrected(0.03),
    "a sentence before it": led,
    "without its last tenth": cut(0.1),
    "without its last fifth": cut(0.2),
    "under another headline": entitled,
}
"""What is a copy, by what was done."""
OTHERS: dict[str, Edition] = {
    "the same words with other sums of money": filled_in,
    "the same words but for one figure": counted_otherwise,
    "the same words but for one name": renamed,
    "another second half": half,
}
"""What is no copy, by what was done."""
