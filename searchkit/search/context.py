"""Where words count while a query is evaluated in a segment."""

from __future__ import annotations

from dataclasses import dataclass

from searchkit.codec.arrayfile import Array
from searchkit.model import SEARCHED_ZONES, ZoneKind
from searchkit.search.contents import Contents
from searchkit.search.layers import Layer


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """Zones, and statements: see `searchkit.query.nodes`. `None` stands for no restriction.

    `inside` are the contents in which words count, `outside` those in which they do not; `admitted` are the statements
    that `said:( )` may look at (ordinals, ascending).
    """

    zones: frozenset[ZoneKind] = SEARCHED_ZONES
    inside: Contents | None = None
    outside: Layer | None = None
    admitted: Array | None = None

    @property
    def plain(self) -> bool:
        """Whether words count in the searched zones, whoever speaks."""
        return self is ANYWHERE or (self.inside is None and self.outside is None and self.zones == SEARCHED_ZONES)


ANYWHERE = Context()
"""Where words count at first: in the searched zones, whoever speaks."""
