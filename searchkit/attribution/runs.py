"""The persons, offices and bodies that one run of capitalised words names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from searchkit.attribution.lexicon import words
from searchkit.attribution.runnames import RunNames
from searchkit.attribution.runroles import RunRoles
from searchkit.attribution.tokens import Token, is_headline, tokens_of
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
        if found & (WordClass.INITIAL | WordClass.ORDINARY) or found == WordClass.SUFFIX or len(token.text) < 2:
            return ()
        return (Part(PartKind.NAME, token.start, token.end, token.start, shaky=is_headline((token,))),)
    if found & WordClass.TITLE and not found & WordClass.FUNCTION:
        return (Part(PartKind.TITLE, token.start, token.end, token.end, token.text),)
    if found & WordClass.BODY and not found & (WordClass.FUNCTION | WordClass.THING):
        return (Part(PartKind.BODY, token.start, token.end, token.end),)
    return ()


class _Parser:
    """Reads a run's tokens from left to right: names first, then the roles before them."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self.tokens = tokens
        self.names = RunNames(tokens)
        self.roles = RunRoles(tokens)
        self.found: list[Part] = []
        self.shaky = is_headline(tokens)
        self.done = 0
        """Tokens before this index belong to a part already."""

    def parts(self) -> tuple[Part, ...]:
        k = 0
        while k < len(self.tokens):
            tag = self.names.tag_end(k)
            end = k if tag > k else self.names.end(k)
            if tag > k:
                self._rest(self.done, k)
                k = self.done = tag
            elif end > k:
                self._offices(self.done, k, end)
                k = max(end, self.done)
            else:
                k += 1
        self._rest(self.done, len(self.tokens))
        return tuple(self.found)

    def _offices(self, low: int, k: int, end: int) -> None:
        """Add the parts up to the name of the tokens from `k` to `end`: what stands before it, and the person."""
        role_start = self.roles.start(low, k)
        titled = role_start < k
        direct = titled and self.roles.office_at(k - 1)
        if titled and not direct:
            k = self.roles.name_after_body(k, end)
        name = self.tokens[k:end]
        follows = self.tokens[end] if end < len(self.tokens) else None
        if (direct or not titled) and len(name) == 1 and follows is not None and self.roles.modified_by(name[0], end):
            self.done = low
            return
        firm = direct and fold(self.tokens[k - 1].text) not in words("soft-titles")
        if follows is not None and (self._is_thing(follows, name[-1], firm) or self._body_ahead(name, end, firm)):
            if self.roles.ahead(end):
                self.done = low
                return
            self.done = self._body(low, role_start if direct else k, end)
            return
        named = self.names.personal(name) or (direct and (firm or self._known(name)))
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

    def _body_ahead(self, name: tuple[Token, ...], end: int, titled: bool) -> bool:
        """Return whether a name that need not be a person's begins a body's: "Acme Water Company"."""
        if titled or name[-1].owner or self.names.personal(name):
            return False
        for token in self.tokens[end : end + 4]:
            if token.word_class & WordClass.BODY and token.joined:
                return True
            if not token.joined or token.owner or not token.word_class & WordClass.COMMON:
                return False
        return False

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
