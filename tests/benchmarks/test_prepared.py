"""Peers index the searched words of a release, with a gap wherever a phrase may not cross."""

from __future__ import annotations

import datetime as dt

from benchmarks.document import GAP
from benchmarks.prepared import document_of
from searchkit.model import Release, Zone, ZoneKind
from searchkit.spans import Span

TEXT = "Taxes fall\n\nThe taxes of towns fall.\n\nShare\n\nTowns rejoiced.\n\n###\n\nAbout Ashford"


def release(precision: str = "day") -> Release:
    marks = {
        ZoneKind.HEADLINE: 0,
        ZoneKind.LEAD: TEXT.index("The"),
        ZoneKind.FURNITURE: TEXT.index("Share"),
        ZoneKind.BODY: TEXT.index("Towns"),
        ZoneKind.BOILERPLATE: TEXT.index("###"),
    }
    starts = [*marks.values(), len(TEXT)]
    zones = tuple(Zone(kind, Span(starts[n], starts[n + 1])) for n, kind in enumerate(marks))
    return Release("0" * 16, "Taxes fall", TEXT, dt.date(1970, 1, 3), date_precision=precision, zones=zones)


def test_only_searched_words_are_given_and_gaps_stand_between_zones() -> None:
    made = document_of(release())
    assert made.words == f"taxes fall {GAP} the taxes of towns fall {GAP} towns rejoiced"
    assert made.stems == f"tax fall {GAP} the tax of town fall {GAP} town rejoic"


def test_a_day_is_given_only_where_the_date_is_one() -> None:
    assert document_of(release()).day == 2
    assert document_of(release("month")).day is None
