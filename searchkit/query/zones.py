"""The zones that a query can name."""

from __future__ import annotations

from searchkit.model import SEARCHED_ZONES, ZoneKind

ZONES: dict[str, frozenset[ZoneKind]] = {
    "title": frozenset({ZoneKind.HEADLINE, ZoneKind.SUBHEAD}),
    "dateline": frozenset({ZoneKind.DATELINE}),
    "lead": frozenset({ZoneKind.LEAD}),
    "body": frozenset({ZoneKind.BODY}),
    "boilerplate": frozenset({ZoneKind.BOILERPLATE}),
    "contact": frozenset({ZoneKind.CONTACT}),
    "notice": frozenset({ZoneKind.NOTICE}),
    "furniture": frozenset({ZoneKind.FURNITURE}),
    "text": SEARCHED_ZONES,
    "all": frozenset(ZoneKind),
}
"""The kinds of zone behind each name; `text` is what is searched where no zone is named."""
