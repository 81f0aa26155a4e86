"""Who said what: the statements of a release, with their speakers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from searchkit.attribution.confidence import confidence_of
from searchkit.attribution.detection import find_reports
from searchkit.attribution.firstperson import issuing_person
from searchkit.attribution.layout import lay_out
from searchkit.attribution.people import People
from searchkit.attribution.regions import open_regions
from searchkit.attribution.report import Report
from searchkit.model import SEARCHED_ZONES, Release, Resolution, Speaker, Statement, Zone
from searchkit.spans import Span

__all__ = ["attribute", "attribute_release"]


def attribute_release(release: Release) -> list[Statement]:
    """Return the statements of `release`, sorted by their first content span."""
    regions = _searched(release.zones) if release.zones else open_regions(release.text)
    return _attributed(release.text, regions, release.title, release.source, release.metadata, release.zones)


def attribute(text: str, title: str = "", date: dt.date | None = None, source: str = "") -> list[Statement]:  # noqa: ARG001
    """Return the statements of a bare text, sorted by their first content span; spans point into `text` as given.

    `title` is that of the release, where it does not stand in the text; `source` is who issued it. `date` is taken for
    the sake of callers that have one: nothing depends on it yet.
    """
    return _attributed(text, open_regions(text), title, source, {}, ())


def _searched(zones: Sequence[Zone]) -> list[Span]:
    return [zone.span for zone in zones if zone.kind in SEARCHED_ZONES]


def _attributed(
    text: str, regions: Sequence[Span], title: str, source: str, metadata: Mapping[str, str], zones: Sequence[Zone]
) -> list[Statement]:
    layout = lay_out(text, regions)
    reports = find_reports(layout, issuing_person(source, metadata))
    if not reports:
        return []
    people = People(text, title=title, source=source, metadata=metadata, zones=zones, stripped=layout.stripped)
    resolved = people.resolve(reports)
    return [_statement(report, *found) for report, found in zip(reports, resolved, strict=True)]


def _statement(report: Report, speakers: tuple[Speaker, ...], how: Resolution) -> Statement:
    confidence = confidence_of(report.kind, paper=report.paper, how=how)
    return Statement(report.content, report.type, speakers, report.source, report.cue, how, confidence)
