"""The persons, offices and bodies that one run of capitalised words names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from searchkit.attribution.lexicon import words
from searchkit.attribution.tokens import ROLE_LINKS, Token, is_headline, tokens_of
from searchkit.attribution.wordclass import BARRIER, WordClass
from searchkit.names.lists import fold


class PartKind(StrEnum):
    """What a part of a run names."""

    PERSON = "person"
    NAME = "name"
    """Words that may be a person's name: a surname alone, or words of no list."""
    TITLE = "title"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a run: `start`, `end` cover role and name; `name_start` is where the name begins (`end` if none).

    `name_end` leaves out what follows the name. All are offsets into the run.
    """

    kind: PartKind
    start: int
    end: int
    name_start: int
    role: str = ""
    shaky: bool = False
    """The run looks like a headline's, so that words may be glued to the name."""


@lru_cache(maxsize=1 << 15)
def parse_run(run: str) -> tuple[Part, ...]:
    """Return what the run `run` names, in order; depends on nothing but the run."""
    tokens = tokens_of(run)
    if len(tokens) == 1:
        return _single(tokens[0])
    return _Parser(tokens).parts()


def _single(token: Token) -> tuple[Part, ...]:
    """Return what a run of one word names: a name, an office, a body, or nothing."""
    found = token.word_class
    if not found & BARRIER:
        if found & WordClass.INITIAL or found == WordClass.SUFFIX or len(token.text) < 2:
            return ()
        return (Part(PartKind.NAME, token.start, token.end, token.start, shaky=is_headline((token,))),)
    if found & WordClass.TITLE and not found & WordClass.FUNCTION:
        return (Part(PartKind.TITLE, token.start, token.end, token.end, token.text),)
    if found & WordClass.BODY and not found & (WordClass.FUNCTION | WordClass.THING):
        return (Part(PartKind.BODY, token.start, token.end, token.end),)
    return ()


def _of_dateline(place: str) -> bool:
    """Return whether an abbreviated place ends a dateline rather than begins a role: "D.C." but not "U.S."."""
    return place.endswith(".") and fold(place) not in {"u.s", "u.n", "u.k", "u.s.a"}


_PARTIES = frozenset("DRI")


class _Parser:
    """Reads a run's tokens from left to right: names first, then the roles before them."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self.tokens = tokens
        self.found: list[Part] = []
        self.shaky = is_headline(tokens)
        self.done = 0
        """Tokens before this index belong to a part already."""

    def parts(self) -> tuple[Part, ...]:
        k = 0
        while k < len(self.tokens):
            end = self._name_end(k)
            if end > k:
                self._offices(self.done, k, end)
                k = max(end, self.done)
            else:
                k += 1
        self._rest(self.done, len(self.tokens))
        return tuple(self.found)

    def _name_end(self, k: int) -> int:
        """Return the index behind the name that begins with token `k`; `k` itself where none does."""
        token = self.tokens[k]
        if token.link or not self._may_begin(k):
            return k
        end, given = k, False
        while end < len(self.tokens):
            token = self.tokens[end]
            if end > k and (self.tokens[end - 1].owner or not (token.joined or self._continues(k, end))):
                break
            if not self._belongs(token, k, end, given):
                break
            given = given or bool(token.word_class & (WordClass.GIVEN | WordClass.INITIAL))
            end += 1
        while end > k and self.tokens[end - 1].link:
            end -= 1
        end = self._before_party(k, end)
        return end if any(len(t.text.rstrip(".")) > 1 for t in self.tokens[k:end]) else k

    def _before_party(self, k: int, end: int) -> int:
        """Return the index behind a name without the party and state whose brackets were lost: "Tom Harkin  D IA"."""
        for p in range(k + 2, end):
            behind = [token.text for token in self.tokens[p + 1 : end]]
            if self.tokens[p].text in _PARTIES and all(fold(text) in words("state-abbreviations") for text in behind):
                return p
        return end

    def _may_begin(self, k: int) -> bool:
        found = self.tokens[k].word_class
        if found & WordClass.SUFFIX and not found & (WordClass.GIVEN | WordClass.SURNAME):
            return False
        if not found & BARRIER:
            return (not found & WordClass.INITIAL or k + 1 < len(self.tokens)) and not self._verb(k)
        if found & (WordClass.FUNCTION | WordClass.HEADLINE):
            if found & WordClass.GIVEN and self._surname_follows(k):
                return True
            return bool(found & WordClass.SURNAME) and self._after_office(k) and not found & WordClass.FUNCTION
        if found & WordClass.GIVEN and self._name_follows(k):
            return True
        if found & WordClass.TITLE and found & WordClass.SURNAME and self._after_office(k):
            return fold(self.tokens[k - 1].text) not in words("soft-titles")
        return (
            bool(found & (WordClass.SURNAME | WordClass.GIVEN))
            and self._after_office(k)
            and not found & WordClass.TITLE
        )

    def _after_office(self, k: int) -> bool:
        before = self.tokens[k - 1] if k > 0 else None
        return (
            before is not None
            and bool(before.word_class & (WordClass.TITLE | WordClass.HONORIFIC))
            and not before.owner
        )

    def _surname_follows(self, k: int) -> bool:
        """Return whether behind a word that is a given name among other things ("Mark", "Will") a surname stands."""
        if k + 1 >= len(self.tokens) or self.tokens[k].owner or not self.tokens[k + 1].joined:
            return False
        return not self.tokens[k + 1].word_class & (BARRIER | WordClass.PARTICLE)

    def _verb(self, k: int) -> bool:
        """Return whether a word of no list is the verb of a headline: "President Precedes Discussion"."""
        token = self.tokens[k]
        if token.word_class != WordClass.UNKNOWN or not self._after_office(k) or token.text.isupper():
            return False
        if k + 1 >= len(self.tokens):
            return len(token.text) > 5 and token.text.endswith(("ed", "ing"))
        return token.text.endswith(("es", "ed", "ing")) and not self.tokens[k + 1].link

    def _name_follows(self, k: int) -> bool:
        if k + 1 >= len(self.tokens) or self.tokens[k].owner:
            return False
        after = self.tokens[k + 1]
        return not after.word_class & BARRIER or bool(after.word_class & WordClass.SURNAME)

    def _belongs(self, token: Token, k: int, at: int, given: bool) -> bool:
        found = token.word_class
        if token.link:
            return at > k and bool(found & WordClass.PARTICLE) and at + 1 < len(self.tokens)
        if found & WordClass.SUFFIX and not found & BARRIER:
            return at > k
        if not found & BARRIER:
            return True
        if at == k:
            return True
        if found & WordClass.FUNCTION:
            return bool(found & WordClass.SURNAME) and given and at + 1 == len(self.tokens) and self._only_given(k, at)
        if found & WordClass.GIVEN and not found & (WordClass.THING | WordClass.BODY | WordClass.HEADLINE):
            return True
        return bool(found & WordClass.SURNAME) and given and self._only_given(k, at)

    def _only_given(self, k: int, at: int) -> bool:
        """Return whether the tokens from `k` to `at` hold no surname yet: one given name and perhaps initials."""
        plain = [t for t in self.tokens[k:at] if not t.word_class & WordClass.INITIAL]
        return len(plain) <= 1

    def _continues(self, k: int, at: int) -> bool:
        """Return whether a name goes on over a line break: only from a given name to a word that may be a surname."""
        before, after = self.tokens[at - 1], self.tokens[at]
        return (
            at - k == 1
            and bool(before.word_class & WordClass.GIVEN)
            and self._after_office(k)
            and not after.word_class & BARRIER
        )

    def _offices(self, low: int, k: int, end: int) -> None:
        """Add the parts up to the name of the tokens from `k` to `end`: what stands before it, and the person."""
        role_start = self._role_start(low, k)
        titled = role_start < k
        direct = titled and self._office_word(k - 1)
        if titled and not direct:
            k = self._given_name(k, end)
        name = self.tokens[k:end]
        follows = self.tokens[end] if end < len(self.tokens) else None
        if (direct or not titled) and len(name) == 1 and follows is not None and self._modifies(name[0], end):
            self.done = low
            return
        firm = direct and fold(self.tokens[k - 1].text) not in words("soft-titles")
        if follows is not None and (self._is_thing(follows, name[-1], firm) or self._body_ahead(name, end, firm)):
            if self._office_ahead(end):
                self.done = low
                return
            self.done = self._body(low, role_start if direct else k, end)
            return
        named = self._personal(name) or (direct and (firm or self._known(name)))
        if not named:
            role_start = k
        self._rest(low, role_start)
        role = " ".join(t.text for t in self.tokens[role_start:k])
        kind = PartKind.PERSON if named else PartKind.NAME
        start = self.tokens[role_start].start
        self.found.append(Part(kind, start, name[-1].end, name[0].start, role, self.shaky))
        self.done = end

    def _known(self, name: tuple[Token, ...]) -> bool:
        """Return whether a name is of the lists or has two words, as it must behind a title with other uses."""
        return len(name) > 1 or bool(name[0].word_class & (WordClass.SURNAME | WordClass.GIVEN))

    def _is_thing(self, follows: Token, last: Token, titled: bool) -> bool:
        """Return whether the word behind a name makes it a law, prize or body named after somebody."""
        if last.owner or titled or not follows.joined:
            return False
        if follows.link:
            return False
        return bool(follows.word_class & (WordClass.THING | WordClass.BODY))

    def _given_name(self, k: int, end: int) -> int:
        """Return where the name begins in "Head of Agroscope Eva Reinhard": at the first given name, if any."""
        if self.tokens[k].word_class & WordClass.GIVEN:
            return k
        return next((p for p in range(k + 1, end - 1) if self.tokens[p].word_class & WordClass.GIVEN), k)

    def _modifies(self, token: Token, end: int) -> bool:
        """Return whether a word of no list belongs to the office behind it: "Prosecuting Attorney Jack Douglas"."""
        return (
            not token.owner
            and not token.word_class & (WordClass.GIVEN | WordClass.SURNAME)
            and not token.text.isupper()
            and self._office_ahead(end)
        )

    def _body_ahead(self, name: tuple[Token, ...], end: int, titled: bool) -> bool:
        """Return whether a name that need not be a person's begins a body's: "Acme Water Company"."""
        if titled or name[-1].owner or self._personal(name):
            return False
        for token in self.tokens[end : end + 4]:
            if token.word_class & WordClass.BODY and token.joined:
                return True
            if not token.joined or token.owner or not token.word_class & WordClass.COMMON:
                return False
        return False

    def _office_ahead(self, p: int) -> bool:
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

    def _personal(self, name: tuple[Token, ...]) -> bool:
        """Return whether the words of a name are certainly a person's: a given name and something behind it."""
        words = [t for t in name if not t.link and not t.word_class & WordClass.SUFFIX]
        if len(words) < 2 or len(words) > 5:
            return False
        first = words[0].word_class
        if first & WordClass.GIVEN:
            return True
        if first & WordClass.INITIAL:
            return bool(words[-1].word_class & WordClass.SURNAME or words[1].word_class & WordClass.GIVEN)
        return bool(first & WordClass.SURNAME and words[1].word_class & (WordClass.GIVEN | WordClass.INITIAL))

    def _role_start(self, low: int, k: int) -> int:
        """Return the index of the first word of the role that stands before the name at `k`; `k` if there is none."""
        p = k - 1
        if p < low or self.tokens[p].owner:
            return k
        if not self._office_word(p):
            p = self._office_with_portfolio(low, k)
            if p < 0:
                return k
        while p > low and self._role_goes_on(p - 1, k):
            p -= 1
        while p < k and self.tokens[p].link:
            p += 1
        return p

    def _office_word(self, p: int) -> bool:
        return bool(self.tokens[p].word_class & (WordClass.TITLE | WordClass.HONORIFIC))

    def _office_with_portfolio(self, low: int, k: int) -> int:
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

    def _role_goes_on(self, p: int, k: int) -> bool:
        token, after = self.tokens[p], self.tokens[p + 1]
        if token.owner or not (after.joined or (self._office_word(p) and p + 1 == k)):
            return False
        if token.link:
            return token.text in ROLE_LINKS and p > 0 and self._office_word_before(p)
        found = token.word_class
        if token.text.endswith("ly") and found == WordClass.UNKNOWN:
            return False
        if found & (WordClass.FUNCTION | WordClass.NUMBER) or (found & WordClass.PLACE and _of_dateline(token.text)):
            return False
        return not found & WordClass.HEADLINE or bool(
            found & (WordClass.COMMON | WordClass.TITLE | WordClass.HONORIFIC)
        )

    def _office_word_before(self, p: int) -> bool:
        return any(self._office_word(q) for q in range(max(0, p - 3), p))

    def _rest(self, low: int, high: int) -> None:
        """Add the offices and bodies among the tokens from `low` to `high`, which hold no name."""
        while low < high and (self.tokens[low].link or self.tokens[low].word_class & WordClass.FUNCTION):
            low += 1
        k = low
        while k < high:
            stop = k
            while stop < high and not self._cuts(stop) and (stop == k or self.tokens[stop].joined):
                stop += 1
                if self.tokens[stop - 1].owner:
                    break
            self._stretch(k, stop)
            k = max(stop, k + 1)

    def _cuts(self, p: int) -> bool:
        token = self.tokens[p]
        return bool(token.word_class & WordClass.FUNCTION) and not token.link

    def _stretch(self, low: int, high: int) -> None:
        while high > low and self.tokens[high - 1].link:
            high -= 1
        while low < high and self.tokens[low].link:
            low += 1
        if low >= high:
            return
        head = next((p for p in range(low, high) if p + 1 < high and self.tokens[p + 1].link), high - 1)
        found = self.tokens[head].word_class
        if found & WordClass.TITLE:
            self._add(PartKind.TITLE, low, high)
        elif any(t.word_class & WordClass.BODY for t in self.tokens[low:high]) and not found & WordClass.THING:
            self._add(PartKind.BODY, low, high)
        elif self.tokens[high - 1].word_class & WordClass.TITLE:
            self._add(PartKind.TITLE, low, high)

    def _add(self, kind: PartKind, low: int, high: int) -> None:
        start, end = self.tokens[low].start, self.tokens[high - 1].end
        role = " ".join(t.text for t in self.tokens[low:high]) if kind is PartKind.TITLE else ""
        self.found.append(Part(kind, start, end, end, role))

    def _modifying(self, p: int) -> bool:
        token = self.tokens[p]
        return (
            self.tokens[p + 1].joined
            and not token.owner
            and not token.link
            and not token.word_class & (WordClass.FUNCTION | WordClass.HEADLINE | WordClass.TITLE | WordClass.NUMBER)
        )

    def _body(self, done: int, low: int, end: int) -> int:
        """Add what stands before the body or thing named after somebody, and the body; return the index behind it."""
        while low > done and self._modifying(low - 1):
            low -= 1
        self._rest(done, low)
        high = end
        while high < len(self.tokens) and (high == end or self.tokens[high].joined):
            token = self.tokens[high]
            if token.word_class & (WordClass.FUNCTION | WordClass.HEADLINE) and not token.link:
                break
            high += 1
            if token.owner:
                break
        while self.tokens[high - 1].link:
            high -= 1
        if any(t.word_class & WordClass.BODY for t in self.tokens[end:high]):
            self._add(PartKind.BODY, low, high)
        return high
