"""The people of one release: who is meant by each source that detection has found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from searchkit.attribution.bodies import Bodies
from searchkit.attribution.issuers import Issuers
from searchkit.attribution.mentions import Mention, find_mentions
from searchkit.attribution.naming import called_again, unowned, with_roles, without_contacts, without_lost_possessives
from searchkit.attribution.parties import Body, Party, issuer_of, speaker_of
from searchkit.attribution.report import Report
from searchkit.attribution.resolution import Resolver
from searchkit.attribution.roster import Roster
from searchkit.model import Resolution, Speaker, Zone
from searchkit.spans import Span

_BEFORE_TEXT = Span(-1, -1)


class People:
    """The people whom one release names.

    `source` is the issuer as metadata says it, `metadata` what else the document said of itself (`author`, `role`).
    `stripped` tells that the text lost its punctuation upstream, apostrophes too.
    """

    def __init__(
        self,
        text: str,
        *,
        title: str = "",
        source: str = "",
        metadata: Mapping[str, str] | None = None,
        zones: Sequence[Zone] = (),
        stripped: bool = False,
    ) -> None:
        self._text = text
        self._zones = zones
        self.mentions = find_mentions(text)
        if stripped:
            self.mentions = without_lost_possessives(self.mentions)
        self.mentions = called_again(text, self.mentions)
        """Where the text names persons, offices and bodies."""
        self._roster = Roster()
        self._issuer: Party | None = issuer_of(self._roster, source, metadata or {})
        headline = [Mention(_BEFORE_TEXT, m.kind, unowned(m.name, text), m.role, True) for m in find_mentions(title)]
        self._roster.read([*headline, *without_contacts(text, with_roles(text, self.mentions))])
        self._bodies = Bodies(text, self.mentions)
        self._issuers = Issuers(text, self.mentions, self._roster)
        self._issuer = self._issuer or self._issuers.surnamed(source)
        if isinstance(self._issuer, Body):
            self._issuer = self._issuers.holder(self._issuer) or self._issuer

    def resolve(self, reports: Sequence[Report]) -> list[tuple[tuple[Speaker, ...], Resolution]]:
        """Return, for each report, its speakers (none where nobody could be found) and how they were found."""
        resolver = Resolver(
            self._text, self._roster, self._bodies, self._issuer or self._issuers.likely(reports), reports
        )
        found = resolver.run(reports)
        return [(tuple(speaker_of(party) for party in one.parties), one.how) for one in found]
