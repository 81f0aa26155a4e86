"""Runs of capitalised words, and the persons, offices and bodies that one run names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from searchkit.attribution.wordclass import BARRIER, WordClass, classify, unpossessed

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĠĢĪİĶŁĽŃŇŌŐŒŘŚŞŠŤŪŮŰŹŻŽ"
_ABBREVIATION = (
    r"(?:S[Ee][Nn][Ss]?|R[Ee][Pp][Ss]?|G[Oo][Vv][Ss]?|D[Rr][Ss]?|M[Rr][Ss]?|M[Ss]|Messrs|H[Oo][Nn]|Rt|L[Tt]|C[Oo][Ll]|G[Ee][Nn]"
    r"|Maj|Capt|Cmdr|S?Sgt|Cpl|Pvt|Pfc|Adm|Brig|S[Tt]|J[Rr]|S[Rr]|Profs?|Rev|Fr|Amb|Sec|Cong|Atty|Asst|Supt|Insp|Det|Pres|Min"
    r"|Eng|Ven|Dep|Del|Ald|Cllr|Esq|Ph\.D|M\.D|J\.D|Mt|Ft|Co|Corp|Inc|Ltd|Dept|Univ|Wm|Chas|Geo|Ed|Fred|Jos)\."
)
_WORD = rf"(?:(?:[{_UPPER}]\.)+(?:[{_UPPER}](?![\w’'.]))?|{_ABBREVIATION}|(?:[aeu]l-)?[{_UPPER}][\w]*(?:[’'\-][^\W\d_]\w*)*)"
_NICKNAME = r"[\"“‘(][A-Z][\w.-]{1,12}[\"”’)](?=\s+[A-Z])"
_LINKS = (
    r"of(?:\s+the)?|for(?:\s+the)?|to\s+the|on(?:\s+the)?|&|de(?:\s+la|\s+los)?|da|di|del|della|van(?:\s+de[nr]?)?|von(?:\s+der)?|der|den"
    r"|la|le|bin|bint|al|el|ul|ur|dos|du|ter|ten|zu|y|e|d[’']|ibn|san"
)
RUN = re.compile(
    rf"(?<![\w’'.@/-]){_WORD}(?:[ \t\xa0\r\n]{{1,4}}(?:(?:{_LINKS})\s+)?(?:{_NICKNAME}|{_WORD}))*(?:,\s(?:Jr\.?|Sr\.?|I{{2,3}}|IV)(?!\w))?"
)
"""Capitalised words in a row, small linking words between them included."""

_TOKEN = re.compile(rf"{_NICKNAME}|{_WORD}|[^\W_]+[’']?|&|,")
_ROLE_LINKS = frozenset({"of", "for", "to", "on", "the", "&", "de"})


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


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a run. `joined` tells that it stands on the same line as the word before it."""

    start: int
    end: int
    text: str
    word_class: WordClass
    owner: bool
    """It has a possessive ending: what follows belongs to another noun phrase."""
    joined: bool
    link: bool
    """A small linking word."""


@lru_cache(maxsize=1 << 15)
def parse_run(run: str) -> tuple[Part, ...]:
    """Return what the run `run` names, in order; depends on nothing but the run."""
    return _Parser(_tokens(run)).parts()


def _tokens(run: str) -> tuple[Token, ...]:
    out: list[Token] = []
    last = 0
    for match in _TOKEN.finditer(run):
        printed = match.group()
        if printed == ",":
            continue
        bare = unpossessed(printed)
        small = printed == "&" or printed.islower()
        nickname = not printed[0].isalpha() and not small
        if nickname:
            word_class = WordClass.GIVEN
        elif small:
            word_class = WordClass.PARTICLE if bare == "de" or bare not in _ROLE_LINKS else WordClass.FUNCTION
        else:
            word_class = classify(bare)
        joined = "\n" not in run[last : match.start()]
        end = match.start() + len(printed if nickname else bare)
        out.append(Token(match.start(), end, bare, word_class, printed != bare and not nickname, joined, small))
        last = match.end()
    return tuple(out)


def _headline(tokens: tuple[Token, ...]) -> bool:
    """Return whether the words of a run are capitalised for being a headline's."""
    verbs = sum(1 for t in tokens[1:] if t.word_class & (WordClass.HEADLINE | WordClass.FUNCTION) and not t.link)
    capitals = sum(1 for t in tokens if len(t.text) > 3 and t.text.isupper())
    return verbs > 0 or len(tokens) > 8 or capitals > 0


class _Parser:
    """Reads a run's tokens from left to right: names first, then the roles before them."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self.tokens = tokens
        self.found: list[Part] = []
        self.shaky = _headline(tokens)
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
        return end if any(len(t.text.rstrip(".")) > 1 for t in self.tokens[k:end]) else k

    def _may_begin(self, k: int) -> bool:
        found = self.tokens[k].word_class
        if found & WordClass.SUFFIX and not found & (WordClass.GIVEN | WordClass.SURNAME):
            return False
        if not found & BARRIER:
            return not found & WordClass.INITIAL or k + 1 < len(self.tokens)
        if found & (WordClass.FUNCTION | WordClass.HEADLINE):
            return bool(found & WordClass.SURNAME) and self._after_office(k) and not found & WordClass.FUNCTION
        if found & WordClass.GIVEN and self._name_follows(k):
            return True
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
            return False
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
        self._rest(low, role_start if role_start < k else k)
        name = self.tokens[k:end]
        follows = self.tokens[end] if end < len(self.tokens) else None
        titled = role_start < k
        if follows is not None and self._is_thing(follows, name[-1], titled):
            if self._office_ahead(end):
                self.done = low
                return
            self.done = self._body(role_start if not titled else k, end)
            return
        named = titled and (self._office_word(k - 1) or len(name) > 1)
        kind = PartKind.PERSON if named or self._personal(name) else PartKind.NAME
        role = " ".join(t.text for t in self.tokens[role_start:k])
        start = self.tokens[role_start].start
        self.found.append(Part(kind, start, name[-1].end, name[0].start, role, self.shaky))
        self.done = end

    def _is_thing(self, follows: Token, last: Token, titled: bool) -> bool:
        """Return whether the word behind a name makes it a law, prize or body named after somebody."""
        if last.owner or titled or not follows.joined:
            return False
        if follows.link:
            return False
        return bool(follows.word_class & (WordClass.THING | WordClass.BODY))

    def _office_ahead(self, p: int) -> bool:
        """Return whether a place or body named after somebody belongs to an office: "Harris County District Attorney"."""
        while p < len(self.tokens) and self.tokens[p].joined and not self.tokens[p - 1].owner:
            found = self.tokens[p].word_class
            if found & WordClass.TITLE:
                return True
            if found & (WordClass.FUNCTION | WordClass.HEADLINE) or not found & BARRIER:
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
        while p > low and self._role_goes_on(p - 1):
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

    def _role_goes_on(self, p: int) -> bool:
        token, after = self.tokens[p], self.tokens[p + 1]
        if token.owner or (not after.joined and not self._office_word(p)):
            return False
        if token.link:
            return token.text in _ROLE_LINKS and p > 0 and self._office_word_before(p)
        found = token.word_class
        if found & WordClass.FUNCTION or found & WordClass.NUMBER:
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

    def _body(self, low: int, end: int) -> int:
        """Add the body or thing named after somebody; return the index behind it."""
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
