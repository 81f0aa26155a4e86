"""The people of one release: who is meant by each source that detection has found."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from searchkit.attribution.bodies import Bodies
from searchkit.attribution.lexicon import table
from searchkit.attribution.mentions import Mention, MentionKind, find_mentions
from searchkit.attribution.report import Report
from searchkit.attribution.resolution import Party, Resolver, issuer_of, speaker_of
from searchkit.attribution.roster import Roster
from searchkit.attribution.wordclass import fold
from searchkit.model import Resolution, Speaker, Zone
from searchkit.spans import Span

_APPOSITION = re.compile(r",\s+(?:an?\s+|the\s+)?([^,.;:()“”\"\n]{3,140})")
_GAP = re.compile(r",?\s+")
_BEFORE_TEXT = Span(-1, -1)


class People:
    """The people whom one release names.

    `source` is the issuer as metadata says it, `metadata` what else the document said of itself (`author`, `role`).
    """

    def __init__(
        self,
        text: str,
        *,
        title: str = "",
        source: str = "",
        metadata: Mapping[str, str] | None = None,
        zones: Sequence[Zone] = (),
    ) -> None:
        self._text = text
        self._zones = zones
        self.mentions = find_mentions(text)
        """Where the text names persons, offices and bodies."""
        self._roster = Roster()
        self._issuer: Party | None = issuer_of(self._roster, source, metadata or {})
        headline = [Mention(_BEFORE_TEXT, m.kind, m.name, m.role, True) for m in find_mentions(title)]
        self._roster.read([*headline, *with_roles(text, self.mentions)])
        self._bodies = Bodies(text, self.mentions)

    def resolve(self, reports: Sequence[Report]) -> list[tuple[tuple[Speaker, ...], Resolution]]:
        """Return, for each report, its speakers (none where nobody could be found) and how they were found."""
        resolver = Resolver(self._text, self._roster, self._bodies, self._issuer or self._likely_issuer(), reports)
        found = resolver.run(reports)
        return [(tuple(speaker_of(party) for party in one.parties), one.how) for one in found]

    def _likely_issuer(self) -> Party | None:
        """Return the person whom the release is most likely by: named in its title, else named first."""
        persons = self._roster.persons
        named = [person for person in persons if person.places]
        return min(named, key=lambda person: (person.places[0], -len(person.places)), default=None)


def with_roles(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with the roles that stand in apposition: "the Minister, Mr. X", "Jane Doe, director of Y"."""
    out: list[Mention] = []
    for k, mention in enumerate(mentions):
        if mention.kind is MentionKind.PERSON:
            before = mentions[k - 1] if k else None
            if before is not None and before.kind is MentionKind.TITLE and _adjoin(text, before, mention):
                mention = Mention(
                    mention.span, mention.kind, mention.name, f"{before.role} {mention.role}".strip(), mention.shaky
                )
            elif text[mention.span.end : mention.span.end + 1] == ",":
                role = _apposed(text, mention, mentions[k + 1] if k + 1 < len(mentions) else None)
                if role:
                    role = role if not mention.role else f"{mention.role}, {role}"
                    mention = Mention(mention.span, mention.kind, mention.name, role, mention.shaky)
        out.append(mention)
    return out


def _adjoin(text: str, before: Mention, mention: Mention) -> bool:
    gap = text[before.span.end : mention.span.start]
    return len(gap) < 4 and "\n\n" not in gap and _GAP.fullmatch(gap) is not None


def _apposed(text: str, mention: Mention, after: Mention | None) -> str:
    """Return the role that follows a name behind a comma; nothing where what follows is no role."""
    match = _APPOSITION.match(text, mention.span.end)
    if match is None:
        return ""
    if after is not None and after.kind is MentionKind.PERSON and after.span.start < match.end():
        return ""
    phrase = " ".join(match.group(1).split())
    words = [fold(word) for word in phrase.split()[:6]]
    if not words or words[0] in {
        "who",
        "which",
        "and",
        "said",
        "has",
        "is",
        "was",
        "but",
        "that",
        "whose",
        "he",
        "she",
    }:
        return ""
    return phrase if any(word in table("titles") for word in words) else ""
