"""A text while it is read for what goes on behind its reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from searchkit.attribution.findings import Finding
from searchkit.attribution.layout import Layout
from searchkit.attribution.lexicon import table, words
from searchkit.names.lists import fold
from searchkit.spans import Span

INTRODUCES = re.compile(r"(?:\w+[.,!] +)?(?:This is|I am|I’m|I'm|My name is|I,) ")
"""Words before one's own name."""
ENDS = re.compile(
    r"\W*(?:#|-30-|\*\s?\*|(?:Press |Media )?Contacts?\b|For (?:more|further|additional) (?:information|details)"
    r"|To (?:read|view|learn|watch|see|listen)\b(?=[^.]*(?:\b(?:here|click|visit|below|full|more|letter|text|video)\b"
    r"|http|www))"
    r"|(?:The |A )?(?:[Ff]ull|[Cc]omplete|PDF|copy) (?:text|letter|statement|copy|version|list)\b|Click here"
    r"|Read (?:more|the)|View |BACKGROUND|Background\b"
    r"|About [A-Z]|ABOUT |N(?:ote|OTE)s?\b|Next Article|Previous|Print\b|Share\b|Follow |END\b|Related|Posted|Tags"
    r"|Permalink|Issues:"
    r"|CANBERRA|http|www\.|\(?\d{3}\)?[-. ]{1,2}\d{3}[-. ]{1,2}\d{4}|Photo|Video|The (?:letter|statement|bill"
    r"|legislation) (?:is|was|can|has)\b)"
)
FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|[Ww]e|[Oo]ur|us|me|I’m|I'm|I’ve|I've|myself|ourselves)\b")
OPENING_MARKS = '"“„«'
_CAPITALISED = re.compile(r"[A-Z][\w’'-]*[\w-]")
_TITLE_WORDS = frozenset(table("titles")) | frozenset(table("honorifics")) | words("places") | words("function-words")


class Reading:
    """A text with its sentences and the reports found in it, read for what goes on behind them."""

    def __init__(self, layout: Layout, flat: str, findings: Sequence[Finding]) -> None:
        self.layout, self.flat = layout, flat
        self.findings = sorted(findings, key=lambda finding: finding.hit.start)
        self.cues = [finding.hit.start for finding in self.findings]
        self.sentences = layout.sentences

    def quotes_at(self, position: int) -> bool:
        """Return whether a quotation opens at a position: a mark that nothing answers opens none."""
        return self.layout.text[position] in OPENING_MARKS and position in self._openings

    @cached_property
    def _openings(self) -> frozenset[int]:
        return frozenset(quote.outer.start for quote in self.layout.quotes)

    def mentions(self, sentence: Span, names: frozenset[str]) -> bool:
        """Return whether a sentence tells of somebody by one of the names."""
        before = ""
        for match in _CAPITALISED.finditer(self.flat, sentence.start, sentence.end):
            word = fold(match.group().removesuffix("’s").removesuffix("'s"))
            word = word.removesuffix("s") if self.layout.stripped and word not in names else word
            if word in names and not self._namesake(before, match.start(), names) and not self._given(match, names):
                return True
            before = self.flat[match.start() : match.end()]
        return False

    def _given(self, match: re.Match[str], names: frozenset[str]) -> bool:
        """Return whether a name is only the first of somebody else's: "Tom Birmingham"."""
        after = _CAPITALISED.match(self.flat, match.end() + 1)
        return after is not None and fold(match.group()) in table("given-names") and fold(after.group()) not in names

    def _namesake(self, before: str, start: int, names: frozenset[str]) -> bool:
        """Return whether a name belongs to somebody else, whose first name stands before it."""
        first = fold(before)
        return self.flat.endswith(before + " ", 0, start) and bool(before) and first not in names | _TITLE_WORDS

    def names_of(self, source: Span | None) -> frozenset[str]:
        """Return the folded words of a source that are names, by which a sentence tells of the speaker."""
        if source is None:
            return frozenset()
        head = re.split(r"[(,]| of | for | and his ", source.of(self.flat))
        found = [fold(match.group()) for part in head[:2] for match in _CAPITALISED.finditer(part)]
        return frozenset(word for word in found if len(word) > 2) - _TITLE_WORDS
