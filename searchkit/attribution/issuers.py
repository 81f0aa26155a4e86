"""Whose release a text is: the person or body whom metadata, headings or a signature name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from searchkit.attribution.lexicon import words
from searchkit.attribution.mentions import Mention, MentionKind, find_mentions
from searchkit.attribution.parties import Body, Party
from searchkit.attribution.persons import Person
from searchkit.attribution.report import Report
from searchkit.attribution.roster import Roster
from searchkit.attribution.wordclass import WordClass, classify
from searchkit.model import SpeakerKind
from searchkit.names.lists import fold
from searchkit.names.personal import parse_name
from searchkit.names.roles import Role, parse_role

_BESIDE_ME = re.compile(r"(?:['’]s?)? (?:and (?:I|me)\b|(?:told|informed|assured|asked) me\b)")
"""What follows the name of somebody who is not the "I" of a release."""
_HEAD = 600
"""Characters at the beginning in which the issuer of a release is looked for."""
_SAYS_I = re.compile(r"\bI (?:am|rise|believe|urge|ask|thank|oppose|support|yield)\b")
_TAIL = 300
"""Characters at the end in which a signature is looked for."""


class Issuers:
    """Finds the issuer of one text, whose persons are read already."""

    def __init__(self, text: str, mentions: Sequence[Mention], roster: Roster) -> None:
        self._text = text
        self._mentions = mentions
        self._roster = roster

    def surnamed(self, source: str) -> Person | None:
        """Return the person of the text whom metadata name by surname only."""
        name = parse_name(source)
        person = self._roster.find(name) if len(name.keys) == 1 else None
        found = classify(source) if person is None and len(name.keys) == 1 else WordClass.NONE
        others = any(len(one.name.keys) > 1 for one in self._roster.persons)
        alone = found & WordClass.UNKNOWN and not others and _SAYS_I.search(self._text)
        if found & WordClass.SURNAME or alone:
            return self._roster.add(name)  # a release in the first person may name its author nowhere
        return person if person is not None and person.name.surname == name.surname and person.roles else None

    def holder(self, issuer: Body) -> Person | None:
        """Return the one person of the text who holds the office that metadata name: "Zenda District Attorney"."""
        named = find_mentions(issuer.name)
        if len(named) != 1 or named[0].kind is not MentionKind.TITLE or named[0].span.end < len(issuer.name):
            return None
        role = parse_role(issuer.name)
        for meant in (role, Role(role.offices, frozenset())):
            holders = self._roster.holders(meant)
            holders = [p for p in holders if classify(p.name.full.split()[0]) & (WordClass.GIVEN | WordClass.INITIAL)]
            if holders:
                return holders[0] if len(holders) == 1 else None
        return None

    def likely(self, reports: Sequence[Report]) -> Party | None:
        """Return whom the release is most likely by: the first office-holder whom its title or beginning names.

        One who is named again goes before one who is not; failing both, an office without a name ("Statement by the
        Prime Minister").
        """
        first = {id(person): min(person.places) for person in self._roster.persons if person.places}
        named = [p for p in self._roster.persons if id(p) in first and first[id(p)] < _HEAD]
        named = [p for p in named if not any(_BESIDE_ME.match(self._text, end) for end in self._roster.ends(p))]
        named.sort(key=lambda person: first[id(person)])
        titled = [p for p in named if first[id(p)] < 0]
        sources = {fold(word) for one in reports if one.source for word in one.source.of(self._text).split()[-8:]}
        holders = [p for p in named if p.roles and (p.name.full.split() or [""])[-1].casefold() in sources]
        repeated = [p for p in holders if len(p.places) > 1]
        chosen = [*(p for p in titled if p.roles), *repeated]
        if chosen:
            return chosen[0]
        signatory = self._signatory()
        if signatory is not None:
            return signatory
        office = next((m for m in self._mentions if m.kind is MentionKind.TITLE and m.span.start < _HEAD), None)
        if office is not None and fold(office.name) in words("singular-offices"):
            return Body(office.name.title() if office.name.isupper() else office.name, SpeakerKind.UNNAMED, office.name)
        own = min((one.content[0].start for one in reports if one.kind == "firstperson"), default=-1)
        holders = holders or [p for p in named if p.roles and first[id(p)] < own]
        return holders[0] if holders else None

    def _signatory(self) -> Person | None:
        """Return whose name and office stand on lines of their own at the end: "Jane Roe⏎President⏎Ruritania"."""
        tail = len(self._text) - _TAIL
        behind = [m for m in self._mentions if m.span.start > tail]
        for name, office in pairwise(behind):
            lines = self._text[name.span.start - 1 : name.span.start] + self._text[name.span.end : office.span.start]
            if name.kind is MentionKind.PERSON and office.kind is MentionKind.TITLE and lines.split(" ") == ["\n\n"]:
                return self._roster.find(parse_name(name.name))
        return None
