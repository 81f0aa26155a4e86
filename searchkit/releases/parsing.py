"""From a raw document to a release."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from searchkit.model import Release, ZoneKind
from searchkit.releases.anatomy import paragraph_spans, zones_of
from searchkit.releases.dating import date_of
from searchkit.releases.head import find_title, read_head
from searchkit.releases.identity import release_id
from searchkit.releases.issuer import issuer_of
from searchkit.releases.language import detect_language
from searchkit.releases.lines import lines_of
from searchkit.releases.pages import FEED, marked, unmarked
from searchkit.releases.pages import KEY as PAGE_STARTS
from searchkit.releases.shaping import shape
from searchkit.releases.sites import Headline
from searchkit.spans import Span

OWN = frozenset({"title", "date", "printed", "url", "source", "language", "place"})
BAD_DATE = "bad_date"
"""The field of a release for what its metadata give as its date, where there is no such day."""
CUT = ("…", "...")
"""A title that ends so was cut short."""


class Raw(Protocol):
    """What a reader gives (`readers.RawDocument`)."""

    @property
    def text(self) -> str:
        """As in `readers.RawDocument`."""
        ...

    @property
    def metadata(self) -> Mapping[str, str]:
        """As in `readers.RawDocument`."""
        ...

    @property
    def place(self) -> str:
        """As in `readers.RawDocument`."""
        ...

    @property
    def notes(self) -> tuple[str, ...]:
        """As in `readers.RawDocument`."""
        ...

    @property
    def dates(self) -> str:
        """As in `readers.RawDocument`."""
        ...


def parse(raw: Raw) -> Release:
    """Return the release that a raw document holds.

    Notes of the reader and of this parser are in `metadata["notes"]`, dates that were not chosen in
    `metadata["competing_dates"]`.
    """
    given = raw.metadata
    title = " ".join(given.get("title", "").split())
    starts: tuple[int, ...] = ()
    text = shape(raw.text)
    if FEED in raw.text:
        text, starts = unmarked(shape(marked(raw.text)))
    lines = lines_of(text)
    headline = find_title(title, lines) if title else None
    if title and headline is None:
        starts = tuple(start + len(title) + 2 for start in starts)
        text = f"{title}\n\n{text}" if text else title
        lines = lines_of(text)
        headline = Headline(0, 0, 0, len(title))
    elif headline is not None and title.endswith(CUT):
        title = " ".join(text[headline.start : headline.end].split())
    head = read_head(lines, title, headline)
    zones = zones_of(text, lines, head)
    own = zones[-1].span.start if zones and zones[-1].kind is ZoneKind.FURNITURE else len(text)
    said = given.get("language", "")
    language = detect_language(text, said)
    dated = date_of(
        given, text, raw.place, raw.dates, Span(head.dated, own), said if said[:2].lower() == language else language
    )
    source = issuer_of(given, raw.place, text, zones, lines, site=head.site)
    metadata = {key: value for key, value in given.items() if key not in OWN}
    if dated.others:
        metadata["competing_dates"] = ", ".join(dated.others)
    if starts:
        metadata[PAGE_STARTS] = " ".join(map(str, (0, *starts)))
    if dated.note:
        metadata[BAD_DATE] = given["date"]
    if notes := [*raw.notes, *([dated.note] if dated.note else [])]:
        metadata["notes"] = "; ".join(notes)
    return Release(
        id=release_id(head.title, dated.date, source, text),
        title=" ".join(head.title.split()),
        text=text,
        date=dated.date,
        date_origin=dated.origin,
        date_precision=dated.precision,
        source=source,
        place=" ".join((head.place or given.get("place", "")).split()),
        path=raw.place,
        url=given.get("url", ""),
        language=language,
        zones=zones,
        paragraphs=paragraph_spans(text, lines),
        places=(raw.place,),
        metadata=metadata,
    )
