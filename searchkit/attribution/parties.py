"""Who can speak in a release: its persons and bodies, and how it was found that they do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from searchkit.attribution.lexicon import words
from searchkit.attribution.mentions import MentionKind
from searchkit.attribution.persons import Person
from searchkit.attribution.phrases import PhraseKind, parse_phrase
from searchkit.attribution.roster import Roster
from searchkit.model import Resolution, Speaker, SpeakerKind
from searchkit.names.lists import fold
from searchkit.names.personal import parse_name
from searchkit.names.roles import without_honorifics
from searchkit.spans import Span


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation, or somebody without a name, as speaker."""

    name: str
    kind: SpeakerKind
    role: str = ""


Party = Person | Body


@dataclass(frozen=True, slots=True)
class Found:
    """Who speaks, and how that was found."""

    parties: tuple[Party, ...]
    how: Resolution


NOBODY = Found((), Resolution.NONE)


def speaker_of(party: Party) -> Speaker:
    """Return the speaker that is handed out for a party."""
    if isinstance(party, Body):
        return Speaker(party.name, party.role, party.kind)
    role = max(party.roles, key=len, default=party.office)
    return Speaker(party.name.full, role, SpeakerKind.PERSON, tuple(party.aliases))


def issuer_of(roster: Roster, source: str, metadata: Mapping[str, str]) -> Party | None:
    """Return the issuer that metadata names: a person of the roster (added if need be) or a body; `None` if none."""
    for printed in (metadata.get("author", ""), metadata.get("member", ""), source):
        party = _issuer(roster, printed, metadata.get("role", ""))
        if party is not None:
            return party
    return None


def _issuer(roster: Roster, printed: str, role: str) -> Party | None:
    if not printed:
        return None
    phrase = parse_phrase(printed, _whole(printed))
    if phrase.kind is PhraseKind.NAMED and phrase.mentions[0].kind is not MentionKind.TITLE:
        name = parse_name(phrase.mentions[0].name)
        if fold(name.full) in words("not-persons"):
            return Body(printed, SpeakerKind.ORGANISATION)  # "DA NewsCenter"
        if phrase.mentions[0].kind is MentionKind.PERSON or len(name.keys) > 1:
            person = roster.add(name, without_honorifics(phrase.mentions[0].role), phrase.mentions[0].name)
            person.office = role
            return person
        return None
    return Body(printed, SpeakerKind.ORGANISATION)


def _whole(printed: str) -> Span:
    return Span(0, len(printed))
