"""Organisations of one release: abbreviations and shortened names brought to the full name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import islice

from searchkit.attribution.lexicon import words
from searchkit.attribution.mentions import Mention, MentionKind
from searchkit.attribution.wordclass import WordClass, classify
from searchkit.names.lists import fold, unpossessed

_BRACKETED = re.compile(r"\(\s*(?:the\s+)?[\"“‘']?([A-Z][\w&.-]{1,11})[\"”’']?\s*\)")
_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,6}")
_WORD = re.compile(r"[^\W_][\w’'.&-]*")
_ARTICLE = re.compile(r"^(?:the|its|their|our|his|her)\s+", re.IGNORECASE)
_SMALL = re.compile(r"^(?:[a-z][\w-]*\s+){1,3}(?=[A-Z])")
_TRAILING = re.compile(r"\s*(?:\([^()]*\)\s*)+$|[,;:]\s*$")
_NO_BODY = WordClass.FUNCTION | WordClass.HEADLINE | WordClass.TITLE | WordClass.HONORIFIC | WordClass.NUMBER
_FIRM_BEFORE = re.compile(r"((?:[A-Z0-9][\w&.’'-]*(?: (?:of|and|for|the|&) | ))*[A-Z0-9][\w&.’'-]*,? )$")
"""The capitalised words straight before a word."""
_CAPITALS = re.compile(r"(?:(?<![\w’'-])[A-Z][\w’'-]+ ){1,4}$")
_MOST_PLACES = 50
_OFFICES = frozenset({"office", "department", "division", "unit"})
_LINKING = frozenset({"of", "and", "for", "the", "in", "on", "to", "&"})
_SHORTEST_CONTINUED = 9
_LONGEST_NAME = 120
_MOST_WORDS = 12


class Bodies:
    """The organisations that a text names."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self._text = text
        self._mentions = mentions
        self._described: list[str] = []

    @cached_property
    def _named(self) -> list[tuple[int, str]]:
        return [(m.span.start, " ".join(m.name.split())) for m in self._mentions if m.kind is MentionKind.BODY]

    @cached_property
    def _full(self) -> dict[str, str]:
        """Abbreviations that the text explains: "Marine Stewardship Council (MSC)"."""
        ends = {m.span.end: m for m in self._mentions if m.kind is MentionKind.BODY}
        out: dict[str, str] = {}
        for match in _BRACKETED.finditer(self._text):
            short = match.group(1)
            name = spelled_out(self._text[max(0, match.start() - _LONGEST_NAME) : match.start()], short)
            body = ends.get(len(self._text[: match.start()].rstrip()))
            if body is not None and (not name or not short.isupper()):
                name = self._whole(body)
            if name:
                out.setdefault(short, name)
        return out

    @cached_property
    def _acronyms(self) -> dict[str, str]:
        """Names of the text by their initials, with and without the initials of small words and of a first "U.S."."""
        out: dict[str, str] = {}
        for _, name in self._named:
            found = name.split()
            for parts in (found, found[1:] if classify(found[0]) & (WordClass.PLACE | WordClass.DEMONYM) else []):
                if len(parts) > 1:
                    out.setdefault("".join(word[0] for word in parts if word[0].isupper()), name)
                    out.setdefault("".join(word[0] for word in parts).upper(), name)
        return out

    def _whole(self, body: Mention) -> str:
        """Return the name of a body with what its last word leaves out: the firm of "Inc.", the owner of an office."""
        name = " ".join(body.name.split())
        if " " in name:
            return name
        before = _FIRM_BEFORE.search(self._text, max(0, body.span.start - _LONGEST_NAME), body.span.start)
        return " ".join(self._text[before.start(1) : body.span.end].split()) if before is not None else name

    def note(self, name: str) -> None:
        """Remember a body or group that has spoken, for "the coalition" later."""
        if name not in self._described:
            self._described.append(name)

    def explains(self, short: str) -> bool:
        """Return whether the text says what an abbreviation stands for."""
        return short in self._full or (_ACRONYM.fullmatch(short) is not None and short in self._acronyms)

    def spelled(self, role: str) -> str:
        """Return a role with its abbreviations spelled out: "head of the FDFA"."""
        return " ".join(self._full.get(word.strip(",."), word) for word in role.split())

    def name_of(self, printed: str, before: int) -> str:
        """Return the fullest name that the text gives the body which is printed as `printed` at offset `before`."""
        name = _ARTICLE.sub("", " ".join(unpossessed(printed.strip(' ,;:."“”•·▪*')).split()))
        name = _SMALL.sub("", _TRAILING.sub("", name))
        if name in self._full:
            return self._full[name]
        if _ACRONYM.fullmatch(name):
            return self._acronyms.get(name, name)
        if fold(name) in words("places"):
            return name  # "North Dakota" is no short form of its university
        described = name.islower() or printed[:4].casefold() == "the "
        return self._fuller(name, before, described=described)

    def _fuller(self, name: str, before: int, *, described: bool) -> str:
        """Return the longest name that ends in `name`; for one bare noun ("the Commission") the nearest before it."""
        ending = " " + fold(name)
        if " " not in name:
            near = [full for start, full in self._named if start < before and fold(full).endswith(ending)]
            if near:
                return near[-1]
            return self.described(name) if described else name
        longer = [full for _, full in self._named if fold(full).endswith(ending) and len(full.split()) <= _MOST_WORDS]
        longer = [full for full in longer if " The " not in full and (name.isupper() or not full.isupper())]
        return max(longer, key=len, default="") or self._continued(name)

    def _continued(self, name: str) -> str:
        """Return the name with the capitalised words before it at another place: "Congressional Progressive Caucus"."""
        if len(name) < _SHORTEST_CONTINUED:
            return name
        longest = name.split()
        for match in islice(re.finditer(rf"(?<= ){re.escape(name)}\b", self._text), _MOST_PLACES):
            capitals = _CAPITALS.search(self._text, max(0, match.start() - _LONGEST_NAME), match.start())
            found = f"{capitals.group()}{name}".split() if capitals is not None else []
            if not found:
                continue
            first = next(
                (k for k, word in enumerate(found) if not (classify(word) & _NO_BODY or word.endswith("-based"))),
                len(found),
            )
            first = max(first, *(k + 1 for k, word in enumerate(found) if word == "The"), 0)
            rest = found[first:]
            if rest and (name.isupper() or not rest[0].isupper() or _ACRONYM.fullmatch(rest[0])):
                longest = max(longest, rest, key=len)
        return " ".join(longest)

    def described(self, noun: str) -> str:
        """Return the last body or group that has spoken and whose description has the noun; else `noun`."""
        wanted = fold(noun)
        found = [name for name in self._described if wanted in fold(name).split()]
        return found[-1] if found else noun

    def last(self, before: int) -> str:
        """Return the body named last before an offset; empty if none is."""
        near = [full for start, full in self._named if start < before]
        return near[-1] if near else ""


def spelled_out(before: str, short: str) -> str:
    """Return the end of `before` whose initials spell `short` ("… Marine Stewardship Council", "MSC"); else nothing.

    Small words may be left out of the abbreviation, capitalised ones may not.
    """
    letters = [c.casefold() for c in short if c.isupper()]
    printed = list(_WORD.finditer(before))[-_MOST_WORDS:]
    start = None
    for match in reversed(printed):
        if not letters:
            break
        word = match.group()
        if word[0].casefold() == letters[-1] and (word not in _LINKING or _all_small(printed, match, letters)):
            letters.pop()
            start = match.start()
        elif word[0].isupper() and not (start is None and fold(word) in _OFFICES):
            return ""
    if letters or start is None:
        return ""
    return " ".join(before[start:].split())


def _all_small(printed: Sequence[re.Match[str]], match: re.Match[str], letters: Sequence[str]) -> bool:
    """Return whether no capitalised word before a small one could give the letter: the "o" of "DoD", not of "OPM"."""
    before = [word.group()[0] for word in printed if word.start() < match.start() and word.group()[0].isupper()]
    return letters[-1] not in (letter.casefold() for letter in before)


def split_bodies(printed: str) -> list[str]:
    """Return the bodies that a phrase joins: "the EPA and the Department of Justice"; one where "and" is in a name."""
    first, joint, second = printed.partition(" and ")
    second = second.removeprefix("indeed ").removeprefix("also ")
    if not joint or not (_stands_alone(first.split()[-1]) or second.startswith(("the ", "its "))):
        return [printed]
    if second.startswith(("the ", "its ", "The ")) or _stands_alone(second.split()[-1]):
        return [first.rstrip(" ,"), second]
    return [printed]


def _stands_alone(word: str) -> bool:
    bare = word.strip(",.()")
    if not bare:
        return False
    return _ACRONYM.fullmatch(bare) is not None or bool(classify(bare) & (WordClass.BODY | WordClass.PLACE))
