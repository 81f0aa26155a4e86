"""Where a personal name begins and ends within a run of capitalised words."""

from __future__ import annotations

import re

from searchkit.attribution.lexicon import words
from searchkit.attribution.tokens import Token
from searchkit.attribution.wordclass import BARRIER, WordClass, inflected
from searchkit.names.lists import fold

_TAG = re.compile(r"\((?:[DRI]|Ind|DFL)\b")
_PARTIES = frozenset(("D", "R", "I", "ID", "DFL"))
_AFTER_NAMES = (("M", "D"), ("U", "S"))
"""Letters whose full stops were lost: a degree, and the beginning of what follows a name."""


class RunNames:
    """The names among the tokens of one run."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self.tokens = tokens

    def end(self, k: int) -> int:
        """Return the index behind the name that begins with token `k`; `k` itself where none does."""
        if self.tokens[k].link or not self._may_begin(k):
            return k
        end, given = k, False
        while end < len(self.tokens):
            token = self.tokens[end]
            if _TAG.match(token.text):
                break  # party and state: what follows is no name, or another's
            if end > k and (self.tokens[end - 1].owner or not (token.joined or self._continues(k, end))):
                break
            if not self._belongs(token, k, end, given) or self._next_person(k, end):
                break
            given = given or bool(token.word_class & (WordClass.GIVEN | WordClass.INITIAL))
            end += 1
        while end > k and self.tokens[end - 1].link:
            end -= 1
        end = self._before_letters(k, self._before_repeated(k, end))
        return end if any(len(t.text.rstrip(".")) > 1 for t in self.tokens[k:end]) else k

    def tag_end(self, p: int) -> int:
        """Return the index behind party and state whose marks were lost ("Tom Harkin  D IA") at `p`; else `p`."""
        if p >= len(self.tokens) or self.tokens[p].text not in _PARTIES:
            return p
        end = p + 1
        while end < len(self.tokens) and self._state(end):
            end += 1
        return end if end > p + 1 or end == len(self.tokens) else p

    def personal(self, name: tuple[Token, ...]) -> bool:
        """Return whether the words of a name are certainly a person's: a given name and something behind it."""
        words = [t for t in name if not t.link and not t.word_class & WordClass.SUFFIX]
        if len(words) < 2 or len(words) > 5 or any(t.word_class & WordClass.ORDINARY for t in words[2:]):
            return False
        first = words[0].word_class
        if first & WordClass.GIVEN:
            return True
        if first & WordClass.INITIAL:
            dotted = words[0].text.endswith(".") and bool(words[1].word_class & WordClass.UNKNOWN)
            return dotted or bool(words[-1].word_class & WordClass.SURNAME or words[1].word_class & WordClass.GIVEN)
        return bool(first & WordClass.SURNAME and words[1].word_class & (WordClass.GIVEN | WordClass.INITIAL))

    def _state(self, p: int) -> bool:
        token = self.tokens[p]
        return fold(token.text) in words("state-abbreviations") or bool(token.word_class & WordClass.PLACE)

    def _before_repeated(self, k: int, end: int) -> int:
        """Return the index behind a name whose last word begins a headline again: "Patty Murray Murray Announces"."""
        for p in range(k + 1, end):
            if self.tokens[p].text == self.tokens[p - 1].text and len(self.tokens[p].text) > 1:
                return p
        return end

    def _before_letters(self, k: int, end: int) -> int:
        """Return the index behind a name without letters that are no initials: "Tom Harkin D IA", "HATCH S"."""
        for p in range(k + 2, end):
            if self.tag_end(p) >= end or (self.tokens[p].text, self._text(p + 1)) in _AFTER_NAMES:
                return p
        last = self.tokens[end - 1] if end - k == 2 else None
        if (
            last is not None
            and last.text == "S"
            and not self.tokens[k].word_class & (WordClass.GIVEN | WordClass.INITIAL)
        ):
            return end - 1
        return end

    def _next_person(self, k: int, at: int) -> bool:
        """Return whether another name begins behind a whole one, whose comma was lost: "Ted Cruz Chuck Hagel"."""
        if at < k + 2 or at + 1 >= len(self.tokens) or not self.tokens[k].word_class & WordClass.GIVEN:
            return False
        before, token = self.tokens[at - 1].word_class, self.tokens[at].word_class
        whole = bool(before & WordClass.SURNAME) or not before & WordClass.GIVEN
        whole = whole and not before & (WordClass.INITIAL | WordClass.PARTICLE)
        initials = self.tokens[at - 2].word_class & self.tokens[at + 1].word_class & WordClass.INITIAL
        if whole and initials and token & WordClass.GIVEN:
            return True  # "Susan M. Collins Angus S. King"
        return whole and bool(token & WordClass.GIVEN) and not token & WordClass.SURNAME and self._surname_at(at + 1)

    def _text(self, p: int) -> str:
        return self.tokens[p].text if p < len(self.tokens) else ""

    def _may_begin(self, k: int) -> bool:
        found = self.tokens[k].word_class
        if found & WordClass.INITIAL and (self._office_behind(k) or self._country(k)):
            return False
        if found & WordClass.SUFFIX and not found & (WordClass.GIVEN | WordClass.SURNAME):
            return False
        if found & WordClass.ORDINARY and not self._stands_before_surname(k):
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

    def _country(self, k: int) -> bool:
        """Return whether a letter is one of "U S" before a name: "U S  Jane Roe"."""
        pairs = ((self.tokens[p].text, self._text(p + 1)) for p in (k - 1, k) if p >= 0)
        return ("U", "S") in pairs

    def _office_behind(self, k: int) -> bool:
        """Return whether letters only lead to an office: "U S  Sen"."""
        while k < len(self.tokens) and self.tokens[k].word_class & WordClass.INITIAL:
            k += 1
        return k < len(self.tokens) and bool(self.tokens[k].word_class & WordClass.TITLE)

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
        if not token.word_class & WordClass.UNLISTED or not self._after_office(k) or token.text.isupper():
            return False
        return inflected(token.text) and not (k + 1 < len(self.tokens) and self.tokens[k + 1].link)

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
        if found & WordClass.ORDINARY and at > k:
            return self._before_ordinary(k, at, given)
        if not found & BARRIER or at == k:
            return True
        if found & WordClass.FUNCTION:
            if found & WordClass.INITIAL:
                return given and self._surname_at(at + 1)
            return bool(found & WordClass.SURNAME) and given and at + 1 == len(self.tokens) and self._only_given(k, at)
        if found & WordClass.PLACE and at == k + 1 and at + 1 == len(self.tokens) and self._after_office(k):
            first = self.tokens[k].word_class  # "Secretary Gordon England"
            return bool(first & WordClass.GIVEN) and not self.tokens[at].text.isupper() and token.joined
        if found & WordClass.GIVEN and not found & (WordClass.THING | WordClass.BODY | WordClass.HEADLINE):
            return True
        return bool(found & WordClass.SURNAME) and given and self._only_given(k, at)

    def _before_ordinary(self, k: int, at: int, given: bool) -> bool:
        """Return whether an ordinary word goes on with a name: a body's, or as the surname that ends the run."""
        if not self._after_office(k):
            ends = all(token.word_class & WordClass.SUFFIX for token in self.tokens[at + 1 :])
            return not given or (at == k + 1 and ends)
        return False

    def _stands_before_surname(self, k: int) -> bool:
        """Return whether an ordinary word may begin a name: not that in "Clerk Jane Roe", "Board of Parole Cases"."""
        if k > 0 and self.tokens[k - 1].link:
            return False
        return self._surname_at(k + 1) and not self.tokens[k + 1].word_class & WordClass.GIVEN

    def _surname_at(self, p: int) -> bool:
        return p < len(self.tokens) and self.tokens[p].joined and not self.tokens[p].word_class & BARRIER

    def _only_given(self, k: int, at: int) -> bool:
        """Return whether the tokens from `k` to `at` hold no surname yet: one given name and perhaps initials."""
        plain = [t for t in self.tokens[k:at] if not t.word_class & WordClass.INITIAL]
        return len(plain) <= 1

    def _continues(self, k: int, at: int) -> bool:
        """Return whether a name goes on over a line break: only from a given name to a word that may be a surname."""
        before, after = self.tokens[at - 1], self.tokens[at]
        return (
            at - k == 1
            and after.broken
            and bool(before.word_class & WordClass.GIVEN)
            and self._after_office(k)
            and not after.word_class & BARRIER
        )
