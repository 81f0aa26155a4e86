"""Derive the lexicon's `ordinary.txt` from releases: words that end a name, though headlines capitalise them.

    python -m tests.attribution.ordinary FOLDER...

An entry is a word of no other list that stands in lower case in a dozen releases at least and in more releases than
capitalised, and that hardly ever stands where a surname does: at the end of a run, behind a given name or a title.
Run by hand when the lists change; only single words leave the releases.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from searchkit.attribution.lexicon import words
from searchkit.attribution.tokens import Token, is_headline, runs_of, tokens_of
from searchkit.attribution.wordclass import WordClass
from searchkit.names.lists import fold
from searchkit.readers import Failure, read, walk
from searchkit.releases import parse

LEXICON = Path(__file__).resolve().parents[2] / "searchkit" / "attribution" / "lexicon"
SMALL = re.compile(r"\b[a-z]{4,}\b")
FEWEST, FEWEST_CAPITALISED, NAMES = 12, 3, 0.01
HEADER = """\
# Ordinary words, which headlines capitalise behind a name. Made by tests/attribution/ordinary.py; do not edit by hand.
"""


class Counts:
    """In how many releases words stand in lower case, capitalised, and where surnames do."""

    def __init__(self) -> None:
        self.small: Counter[str] = Counter()
        self.capitalised: Counter[str] = Counter()
        self.surnames: Counter[str] = Counter()

    def add(self, text: str) -> None:
        """Count the words of one release."""
        self.small.update(set(SMALL.findall(text)))
        seen: set[str] = set()
        named: set[str] = set()
        for _, run in runs_of(text, 0, len(text)):
            tokens = tokens_of(run)
            new = [fold(token.text) for token in tokens if _unlisted(token)]
            seen.update(new)
            if new and not is_headline(tokens) and _unlisted(tokens[-1]) and _named(tokens):
                named.add(fold(tokens[-1].text))
        self.capitalised.update(seen)
        self.surnames.update(named)

    def ordinary(self) -> list[str]:
        """Return the ordinary words, sorted."""
        return sorted(
            word
            for word, capitalised in self.capitalised.items()
            if word.isascii()
            and self.small[word] >= max(FEWEST, capitalised)
            and capitalised >= FEWEST_CAPITALISED
            and not (self.surnames[word] > 1 and self.surnames[word] > NAMES * self.small[word])
        )


def _unlisted(token: Token) -> bool:
    known = token.word_class == WordClass.UNKNOWN or fold(token.text) in words("ordinary")
    return known and token.text.isalpha() and len(token.text) > 3


def _named(tokens: tuple[Token, ...]) -> bool:
    """Return whether a given name (initials may follow it) or a title stands before the last word of a run."""
    before = [token for token in tokens[:-1] if not token.word_class & WordClass.INITIAL]
    naming = WordClass.GIVEN | WordClass.TITLE | WordClass.HONORIFIC
    return bool(before) and bool(before[-1].word_class & naming)


def main() -> None:
    """Write the list from the English releases in the folders that are given."""
    counts = Counts()
    for file in walk(sys.argv[1:]):
        for raw in () if isinstance(file, Failure) else read(file):
            release = None if isinstance(raw, Failure) else parse(raw)
            if release is not None and release.language.startswith("en"):
                counts.add(release.text)
    (LEXICON / "ordinary.txt").write_text(HEADER + "".join(f"{word}\n" for word in counts.ordinary()), "utf-8")


if __name__ == "__main__":
    main()
