"""The roles that stand before names within a run of capitalised words."""

from __future__ import annotations

from functools import cache

from searchkit.attribution.cues import Form, inflect
from searchkit.attribution.lexicon import table
from searchkit.attribution.tokens import ROLE_LINKS, Token
from searchkit.attribution.wordclass import BARRIER, WordClass
from searchkit.names.lists import fold


@cache
def _gerunds() -> frozenset[str]:
    return frozenset(
        inflect(lemma, value.partition(";")[2].split())[Form.GERUND] for lemma, value in table("cues-verbs").items()
    )


_LONGEST_ABBREVIATION = 6
_TIMES = frozenset(("former", "then", "retired", "ex", "late", "new", "acting", "senior", "junior"))
_COUNTRY = frozenset(("U.S.", "US", "U"))


class RunRoles:
    """The roles among the tokens of one run."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self.tokens = tokens

    def start(self, low: int, k: int) -> int:
        """Return the index of the first word of the role that stands before the name at `k`; `k` if there is none."""
        p = k - 1
        if p < low or self.tokens[p].owner:
            return k
        if not self.office_at(p):
            p = self._with_portfolio(low, k)
            if p < 0:
                return k
        while p > low and self._goes_on(p - 1, k):
            p -= 1
        while p < k and (self.tokens[p].link or self._dateline(p) or self._saying(p, k)):
            p += 1
        nation = next((q for q in range(k - 1, p, -1) if self.tokens[q].text in _COUNTRY), p)
        return p if fold(self.tokens[nation - 1].text) in _TIMES else nation

    def _saying(self, p: int, k: int) -> bool:
        """Return whether a participle of speech begins what looks like a role: "Thanking Speaker NAME"."""
        return p + 1 < k and fold(self.tokens[p].text) in _gerunds()

    def _dateline(self, p: int) -> bool:
        """Return whether a place only stands before the release's first word: "WASHINGTON U.S. Senator"."""
        token, after = self.tokens[p], self.tokens[p + 1]
        if not token.word_class & WordClass.PLACE:
            return False
        capitals = len(token.text) > 3 and token.text.isalpha() and token.text.isupper() and not after.text.isupper()
        return capitals or token.text == "DC" or after.text in _COUNTRY

    def office_at(self, p: int) -> bool:
        """Return whether the token at `p` is an office or form of address."""
        return bool(self.tokens[p].word_class & (WordClass.TITLE | WordClass.HONORIFIC))

    def ahead(self, p: int) -> bool:
        """Return whether a place named after somebody belongs to an office: "Harris County District Attorney"."""
        strange = 0
        while p < len(self.tokens) and self.tokens[p].joined and not self.tokens[p - 1].owner:
            found = self.tokens[p].word_class
            if found & WordClass.TITLE:
                return True
            strange += not found & BARRIER
            if found & (WordClass.FUNCTION | WordClass.HEADLINE) or strange > 1:
                return False
            p += 1
        return False

    def modified_by(self, token: Token, end: int) -> bool:
        """Return whether a word of no list belongs to the office behind it: "Prosecuting Attorney Jack Douglas"."""
        return (
            not token.owner
            and not token.word_class & (WordClass.GIVEN | WordClass.SURNAME)
            and (not token.text.isupper() or self._abbreviation(token, end))
            and self.ahead(end)
        )

    def _abbreviation(self, token: Token, end: int) -> bool:
        """Return whether capitals are a body's abbreviation before an office: "EPA Administrator"."""
        return len(token.text) <= _LONGEST_ABBREVIATION and not self.tokens[end].text.isupper()

    def name_after_body(self, k: int, end: int) -> int:
        """Return where the name begins in "Head of Agroscope Eva Reinhard": at the first given name, if any."""
        if self.tokens[k].word_class & WordClass.GIVEN:
            return k
        return next((p for p in range(k + 1, end - 1) if self.tokens[p].word_class & WordClass.GIVEN), k)

    def _with_portfolio(self, low: int, k: int) -> int:
        """Return the index of the office in "Minister of Foreign Affairs NAME"; -1 if there is none."""
        for p in range(k - 1, max(low, k - 9) - 1, -1):
            token = self.tokens[p]
            if token.owner or (p < k - 1 and not self.tokens[p + 1].joined):
                return -1
            if token.word_class & WordClass.TITLE:
                return p if p + 1 < k and self.tokens[p + 1].link else -1
            if token.word_class & WordClass.HEADLINE and not token.word_class & WordClass.COMMON:
                return -1
        return -1

    def _goes_on(self, p: int, k: int) -> bool:
        token, after = self.tokens[p], self.tokens[p + 1]
        if token.owner or not (after.joined or (self.office_at(p) and p + 1 == k)):
            return False
        if token.link:
            if p > 0 and token.text == "of" and self.tokens[p - 1].word_class & WordClass.BODY:
                return True  # "University of Oregon President"
            return token.text in ROLE_LINKS and p > 0 and any(self.office_at(q) for q in range(max(0, p - 3), p))
        found = token.word_class
        if token.text.endswith("ly") and found & WordClass.UNLISTED:
            return False
        if found & (WordClass.FUNCTION | WordClass.NUMBER) or (found & WordClass.PLACE and _of_dateline(token.text)):
            return False
        return not found & WordClass.HEADLINE or bool(
            found & (WordClass.COMMON | WordClass.TITLE | WordClass.HONORIFIC)
        )


def _of_dateline(place: str) -> bool:
    """Return whether an abbreviated place ends a dateline rather than begins a role: "D.C." but not "U.S."."""
    return place.endswith(".") and fold(place) not in {"u.s", "u.n", "u.k", "u.s.a"}
