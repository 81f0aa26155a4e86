"""From a raw document to a release."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from searchkit.model import Release
from searchkit.releases.anatomy import paragraph_spans, zones_of
from searchkit.releases.dating import date_of
from searchkit.releases.identity import release_id
from searchkit.releases.issuer import issuer_of_path
from searchkit.releases.language import detect_language
from searchkit.releases.shaping import shape
from searchkit.releases.titles import head_offset, headline_line, sentence_title
from searchkit.spans import Span

OWN = frozenset({"title", "date", "url", "source", "language", "place"})


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
    title, text, headline = titled(" ".join(given.get("title", "").split()), shape(raw.text))
    dated = date_of(given, text, raw.place, raw.dates)
    source = given.get("source") or given.get("author") or issuer_of_path(raw.place)
    zones, place = zones_of(text, headline)
    metadata = {key: value for key, value in given.items() if key not in OWN}
    if dated.others:
        metadata["competing_dates"] = ", ".join(dated.others)
    if notes := [*raw.notes, *([dated.note] if dated.note else [])]:
        metadata["notes"] = "; ".join(notes)
    return Release(
        id=release_id(title, dated.date, source, text),
        title=title,
        text=text,
        date=dated.date,
        date_origin=dated.origin,
        date_precision=dated.precision,
        source=source,
        place=place or given.get("place", ""),
        path=raw.place,
        url=given.get("url", ""),
        language=detect_language(text, given.get("language", "")),
        zones=zones,
        paragraphs=paragraph_spans(text),
        places=(raw.place,),
        metadata=metadata,
    )


def titled(title: str, text: str) -> tuple[str, str, Span | None]:
    """Return the title, the shown text, and where the headline stands in it.

    A given title that does not stand at the head of the text is put before it; a title made of the first sentence is
    no headline of the text.
    """
    if title:
        found = head_offset(title, text)
        if found is None:
            return title, f"{title}\n\n{text}", Span(0, len(title))
        return title, text, Span(*found)
    line, start = headline_line(text)
    if line:
        return line, text, Span(start, start + len(line))
    return sentence_title(text), text, None
