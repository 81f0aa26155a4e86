"""Whom a name or an office in a source means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from searchkit.attribution.bodies import Bodies
from searchkit.attribution.lexicon import words
from searchkit.attribution.mentions import Mention, MentionKind
from searchkit.attribution.parties import Body, Party
from searchkit.attribution.persons import Person
from searchkit.attribution.phrases import Phrase
from searchkit.attribution.roster import Roster
from searchkit.attribution.wordclass import WordClass, classify, inflected
from searchkit.model import SpeakerKind
from searchkit.names.lists import fold
from searchkit.names.personal import key_of, parse_name
from searchkit.names.roles import gender_of_role, is_plural, parse_role, singular
from searchkit.spans import Span

_ADJECTIVE = re.compile(r"\b(former|acting|then|deputy|vice)[ -]$")
_GIVEN_BEFORE = re.compile(r"(?<![\w’'-])([A-Z][a-z]+) $")
_BODY_BEFORE = re.compile(r" (?:of|from|for) (?:the )?[A-Z]")
_PHRASE_END = re.compile(r"(?: (?:of|from|for|the|and)| [A-Z][\w&.’'-]*)+")
_MOST_HOLDERS = 9
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight")
ARTICLES = frozenset({"the", "this", "that", "our", "its"})


class Callings:
    """The persons and bodies of one text, as names and offices call them."""

    def __init__(
        self, text: str, roster: Roster, bodies: Bodies, issuer: Party | None, sources: Sequence[Span] = ()
    ) -> None:
        self._speaking = frozenset(key_of(span.of(text).split()[-1]) for span in sources if span.of(text).split())
        self._text = text
        self._roster = roster
        self._bodies = bodies
        self._issuer = issuer

    def person(self, mention: Mention, phrase: Phrase) -> Party:
        """Return the person, or the body, whom a name in a source means."""
        name = parse_name(mention.name)
        role = parse_role(mention.role)
        if mention.kind is MentionKind.NAME and self._bodies.explains(mention.name):
            return Body(self._bodies.name_of(mention.name, mention.span.start), SpeakerKind.ORGANISATION)
        found = self._roster.find(name, role, mention.span.start + 1, gender_of_role(mention.role))
        if found is None and len(mention.name.split()) > 1 and mention.shaky:
            found = self._roster.find(parse_name(mention.name.split()[0]), role, mention.span.start + 1)
        if found is None and mention.role and mention.name.endswith("s"):
            found = self._owner(mention)
        if found is not None:
            return found
        if mention.kind is MentionKind.NAME and mention.role:
            office = replace(mention, kind=MentionKind.TITLE, name=mention.role)
            holder = self.titled(office, (), several=False)[0]
            surname = not mention.shaky and not inflected(mention.name) and phrase.text[:4].casefold() != "the "
            new = surname and " " not in mention.name and not classify(mention.name) & WordClass.ORDINARY
            return self._roster.add(name, mention.role, mention.name) if new else holder
        if mention.kind is MentionKind.NAME and (not name.keys or self._place_or_body(mention, phrase)):
            return Body(self._bodies.name_of(mention.name, mention.span.start), SpeakerKind.ORGANISATION)
        if mention.kind is MentionKind.NAME and len(name.keys) > 1 and _of_ordinary_words(mention.name):
            return Body(self._bodies.name_of(mention.name, mention.span.start), SpeakerKind.ORGANISATION)
        if mention.kind is MentionKind.NAME and _common_noun(mention.name):
            return Body(mention.name, SpeakerKind.UNNAMED)
        if mention.kind is MentionKind.NAME and len(name.keys) == 1 and classify(mention.name) & WordClass.UNLISTED:
            full = self._with_given(mention, phrase)
            if full:
                return self._roster.add(parse_name(full), mention.role, full)
            return Body(mention.name, SpeakerKind.ORGANISATION)
        return self._roster.add(name, mention.role, mention.name)

    def _with_given(self, mention: Mention, phrase: Phrase) -> str:
        """Return a surname of no list with the word before it: "Grant" and "Virginia" are given names too."""
        given = _GIVEN_BEFORE.search(self._text, phrase.span.start, mention.span.start)
        if given is None or given.start(1) != phrase.span.start or not classify(mention.name) & WordClass.UNKNOWN:
            return ""
        apposed = self._text[mention.span.end : mention.span.end + 1] == ","
        wanted = WordClass.GIVEN | (WordClass.SURNAME | WordClass.PLACE if apposed else 0)
        return f"{given.group(1)} {mention.name}" if classify(given.group(1)) & wanted else ""

    def _owner(self, mention: Mention) -> Person | None:
        """Return whom a name with a possessive that lost its mark means: "President Bushs"."""
        name = parse_name(mention.name[:-1])
        person = self._roster.find(name, parse_role(mention.role), mention.span.start + 1) if name.keys else None
        return person if person is not None and person.name.surname == name.surname else None

    def _place_or_body(self, mention: Mention, phrase: Phrase) -> bool:
        """Return whether a name of no list is rather a body's: it has an article, capitals, or stands for a place."""
        first = mention.name.split()[0]
        if phrase.text[:4].casefold() == "the " or (first.isupper() and 1 < len(first) < 6):
            return True
        found = classify(first)
        person_like = WordClass.GIVEN | WordClass.SURNAME | WordClass.UNLISTED
        return bool(found & (WordClass.PLACE | WordClass.DEMONYM)) or not found & person_like

    def titled(self, mention: Mention, joint: Sequence[Party], *, several: bool, count: int = 0) -> tuple[Party, ...]:
        """Return whom an office means; `joint` spoke together last, `several` tells of an article before the office.

        `count` is how many there are, where the source says so.
        """
        adjective = _ADJECTIVE.search(self._text, max(0, mention.span.start - 12), mention.span.start)
        printed = without_article(f"{adjective.group(1)} {mention.role}" if adjective else mention.role)
        found = printed.split()
        if is_plural(printed.split(" of ")[0]) and (
            " of " in printed or _BODY_BEFORE.match(self._text, mention.span.end)
        ):
            return (Body(_whole_phrase(self._text, mention), SpeakerKind.UNNAMED),)
        if several and count and (group := self.group(mention.span.start, joint, count)):
            return group
        if several and is_plural(printed) and len(self._holders_of(mention, printed)) > 1:
            return self._callback(mention, printed, joint)
        if is_plural(printed) and len(found) > 1 and any(word[0].isupper() for word in found[:-1]):
            return (Body(printed, SpeakerKind.UNNAMED),)
        if several and fold(found[-1]) in words("groups"):
            group = self._callback(mention, printed, joint)
            if group:
                return group
        role = parse_role(printed)
        if len(found) == 1 and printed == mention.role and printed[0].isupper():
            namesake = self._roster.find(parse_name(printed))  # "Ensign said", of Senator John Ensign
            if namesake is not None and namesake.name.surname == key_of(printed):
                return (namesake,)
        holders = self._roster.holders(role, mention.span.start)
        if not holders and (full := self._bodies.spelled(printed)) != printed:
            holders = self._roster.holders(parse_role(full), mention.span.start)
        issuer = self._issuer if isinstance(self._issuer, Person) and not is_plural(printed) else None
        if not holders and issuer is not None and issuer.may_be(role):
            holders = [issuer]
        if not holders and fold(printed) in words("singular-offices"):
            holders = [p for p in self._roster.addressed() if p.name.surname in self._speaking]
        if holders:
            holders[0].add_alias(mention.name)
            return (holders[0],)
        printed = printed.title() if printed.isupper() and len(printed) > len("AG") else printed
        return (Body(printed, SpeakerKind.UNNAMED, printed),)

    def _callback(self, mention: Mention, printed: str, joint: Sequence[Party]) -> tuple[Party, ...]:
        """Return whom "the ministers" means: the last joint speakers, those who hold the office, else the main two."""
        if len(joint) > 1:
            return tuple(joint)
        holders = self._holders_of(mention, printed)
        if not 1 < len(holders) < _MOST_HOLDERS:
            return self.group(mention.span.start, joint)
        return tuple(sorted(holders, key=lambda person: min(person.places, default=0)))

    def _holders_of(self, mention: Mention, printed: str) -> list[Person]:
        return self._roster.holders(parse_role(singular(printed)), mention.span.start)

    def group(self, offset: int, joint: Sequence[Party], count: int = 0) -> tuple[Party, ...]:
        """Return the persons whom "the leaders" at an offset calls back: the last joint speakers, else the main two.

        Of "the five leaders", `count` 5, the main five.
        """
        if len(joint) > 1 and count in (0, len(joint)):
            return tuple(joint)
        return tuple(self._roster.main(offset, count or 2))


def _whole_phrase(text: str, mention: Mention) -> str:
    """Return an office with the body behind it: "Representatives of the Gates Foundation"."""
    behind = _PHRASE_END.match(text, mention.span.end)
    return " ".join(text[mention.span.start : behind.end() if behind else mention.span.end].split())


def counted(printed: str) -> int:
    """Return how many "the five ministers" says there are; 0 where it does not say."""
    found = printed.split()[:3]
    return next((k for k, word in enumerate(_NUMBERS, 2) if word in found), 0)


def _of_ordinary_words(printed: str) -> bool:
    return any(classify(word) & WordClass.ORDINARY for word in printed.split()[1:])


def _common_noun(printed: str) -> bool:
    """Return whether a single word at the start of a sentence is a plural noun: "Critics", "Policymakers"."""
    if " " in printed or printed.isupper():
        return False
    return fold(printed) in words("spokespersons") or (
        printed.endswith("s") and bool(classify(printed) & WordClass.UNLISTED)
    )


def without_article(printed: str) -> str:
    """Return a phrase without an article before it."""
    first, _, rest = printed.partition(" ")
    return rest if first.casefold() in ARTICLES and rest else printed
