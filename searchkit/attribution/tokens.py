"""Runs of capitalised words, and their words with the classes that the lexicon gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from searchkit.attribution.lexicon import table, words
from searchkit.attribution.wordclass import WordClass, classify
from searchkit.names.lists import fold, unpossessed

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĠĢĪİĶŁĽŃŇŌŐŒŘŚŞŠŤŪŮŰŹŻŽ"
_ABBREVIATION = (
    r"(?:S[Ee][Nn][Ss]?|R[Ee][Pp][Ss]?|G[Oo][Vv][Ss]?|D[Rr][Ss]?|M[Rr][Ss]?|M[Ss]|H[Oo][Nn]|L[Tt]|C[Oo][Ll]|G[Ee][Nn]"
    r"|S[Tt]|J[Rr]|S[Rr]|Messrs|Rt|Maj|Capt|Cmdr|S?Sgt|Cpl|Pvt|Pfc|Adm|Brig|Profs?|Rev|Fr|Amb|Sec|Cong|Atty|Asst|Supt"
    r"|Insp|Det|Pres|Min|Eng|Ven|Dep|Del|Ald|Cllr|Esq|Ph\.D|M\.D|J\.D|Mt|Ft|Co|Corp|Inc|Ltd|Dept|Univ|Wm|Chas|Geo|Ed"
    r"|Fred|Jos)\."
)
_INITIALS = rf"(?:[{_UPPER}]\.)+(?:[{_UPPER}](?![\w’'.]))?"
_WORD = rf"(?:{_INITIALS}|{_ABBREVIATION}|(?:[aeu]l-)?[{_UPPER}][\w]*(?:[’'‘ʻ\-][^\W\d_]\w*)*)"
_NICKNAME = r"(?!\((?:[A-Z]{2,}\)|[DRI]-))[\"“‘(][A-Z][\w.-]{1,12}[\"”’)](?=\s+[A-Z])"
_PARTICLES = (
    r"de(?:\s+la|\s+los)?|da|di|del|della|van(?:\s+de[nr]?)?|von(?:\s+der)?|der|den|la|le|bin|bint|al|el|ul|ur|dos|du"
    r"|ter"
    r"|ten|zu|y|e|d[’']|ibn|san"
)
_LINKS = (
    rf"of(?:\s+the)?|for(?:\s+the)?|to\s+the|on(?:\s+the)?|&|in(?=\s+(?:Charge|Chief)\b)|at(?=\s+Large\b)|{_PARTICLES}"
)
_GENERATION = r"(?:,\s(?:Jr\.?|Sr\.?|I{2,3}|IV)(?!\w))?"
_RUN = re.compile(rf"{_WORD}(?:[ \t\xa0\r\n]{{1,4}}(?:(?:{_LINKS})\s+)?(?:{_NICKNAME}|{_WORD}))*{_GENERATION}")
_CAPITAL = re.compile(rf"[{_UPPER}]")
_INSIDE = frozenset("’'.@/-_")
_LONGEST_RUN = 400
"""Longer rows of capitalised words name nothing: they are tables and shouting."""


def runs_of(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield the capitalised words in a row between two offsets, small linking words included, with their places.

    Takes time in proportion to the length of the text: the capitals are found first, as they are few.
    """
    found = _CAPITAL.search(text, start, end)
    while found is not None:
        begin = found.start()
        if text[begin - 3 : begin] in ("al-", "el-", "ul-") and begin - 3 >= start:
            begin -= 3
        before = text[begin - 1] if begin > 0 else " "
        match = None if before.isalnum() or before in _INSIDE else _RUN.match(text, begin, end)
        if match is not None and match.end() - begin <= _LONGEST_RUN:
            yield begin, match.group()
        found = _CAPITAL.search(text, match.end() if match is not None else found.end(), end)


_TOKEN = re.compile(r"[^\s,]+")
_LONGEST_PHRASE = 8
ROLE_LINKS = frozenset({"of", "for", "to", "on", "the", "&", "de", "in", "at"})


class Token(NamedTuple):
    """A word of a run. `joined` tells that it stands on the same line as the word before it."""

    start: int
    end: int
    text: str
    word_class: int
    owner: bool
    """It has a possessive ending: what follows belongs to another noun phrase."""
    joined: bool
    link: bool
    """A small linking word."""
    broken: bool = False
    """It begins another line than the word before it."""


def tokens_of(run: str) -> tuple[Token, ...]:
    """Return the words of a run, without possessive endings."""
    out: list[Token] = []
    last = 0
    for match in _TOKEN.finditer(run):
        printed = match.group()
        bare = unpossessed(printed)
        small = printed == "&" or printed.islower()
        nickname = not printed[0].isalpha() and not small
        if nickname:
            honorific = classify(printed.strip('"“”‘’().')) & WordClass.HONORIFIC
            word_class = WordClass.HONORIFIC if honorific else WordClass.GIVEN
        elif small:
            word_class = WordClass.PARTICLE if bare == "de" or bare not in ROLE_LINKS else WordClass.FUNCTION
        else:
            word_class = classify(bare)
        gap = run[last : match.start()].lstrip(",")
        broken = "\n" in gap
        joined = not broken and (len(gap) < 2 or (len(gap) == 2 and bool(out) and _abbreviates(out[-1])))
        if bare.casefold() == "state":
            bare = printed
        end = match.start() + len(printed if nickname else bare)
        out.append(Token(match.start(), end, bare, word_class, printed != bare and not nickname, joined, small, broken))
        last = match.end()
    return _places_of_two_words(out)


def _places_of_two_words(tokens: list[Token]) -> tuple[Token, ...]:
    """Return the tokens with "New York", "Sri Lankan" known for places, whatever their words are alone."""
    for k in range(len(tokens) - 1):
        first = fold(tokens[k].text)
        if first in _first_words():
            both = f"{first} {fold(tokens[k + 1].text)}"
            if both in words("places") or both in table("demonyms"):
                tokens[k : k + 2] = [token._replace(word_class=WordClass.PLACE) for token in tokens[k : k + 2]]
    return tuple(tokens)


@cache
def _first_words() -> frozenset[str]:
    return frozenset(place.partition(" ")[0] for place in words("places") | table("demonyms").keys() if " " in place)


def is_headline(tokens: tuple[Token, ...]) -> bool:
    """Return whether the words of a run are capitalised for being a headline's."""
    if len(tokens) > _LONGEST_PHRASE:
        return True
    for k, token in enumerate(tokens):
        if k and not token.joined and token.word_class & WordClass.FUNCTION:
            return False  # a sentence on the next line
        if len(token.text) > 3 and token.text.isupper() and "." not in token.text:
            return True
        found = token.word_class
        if k and found & (WordClass.HEADLINE | WordClass.FUNCTION) and not (token.link or found & WordClass.INITIAL):
            return True
    return False


def _abbreviates(token: Token) -> bool:
    """Return whether a full stop lost upstream may stand in a double space behind the word: "Edward M  Kennedy"."""
    return len(token.text) < 5 and bool(
        token.word_class & (WordClass.INITIAL | WordClass.TITLE | WordClass.HONORIFIC | WordClass.SUFFIX)
    )
