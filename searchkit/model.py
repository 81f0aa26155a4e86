"""The values that flow through searchkit: releases, their zones, statements and speakers.

All are frozen; all offsets are half-open character offsets into `Release.text`, the text that is shown to people.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from searchkit.plain import plain
from searchkit.spans import Span


class ZoneKind(StrEnum):
    """What a stretch of a release is."""

    NOTICE = "notice"
    """ "FOR IMMEDIATE RELEASE", embargo lines, a printed date of issue."""
    HEADLINE = "headline"
    SUBHEAD = "subhead"
    DATELINE = "dateline"
    """Place and date before the lead: "ISLAMABAD, 7 April 2021 –"."""
    LEAD = "lead"
    BODY = "body"
    CONTACT = "contact"
    BOILERPLATE = "boilerplate"
    """ "About X", "###", notes to editors."""
    FURNITURE = "furniture"
    """Page furniture: navigation, share buttons, cookie bars."""


SEARCHED_ZONES = frozenset({ZoneKind.HEADLINE, ZoneKind.SUBHEAD, ZoneKind.DATELINE, ZoneKind.LEAD, ZoneKind.BODY})
"""Zones that a query searches by default; the others are shown, and searched by `in:boilerplate`."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the release's text and what it is. The zones of a release tile its text, in order."""

    kind: ZoneKind
    span: Span


class DateOrigin(StrEnum):
    """Where a release's date was found."""

    METADATA = "metadata"
    TEXT = "text"
    DATELINE = "dateline"
    PATH = "path"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Release:
    """One press release, parsed.

    `text` is shown to people and never changed; where there is a title it stands in it, as the headline zone.
    `date` is a calendar date, its first day where `date_precision` is "month" or "year".
    `places` are all the files (and members, `file!member` or `file:line`) that hold this release; `path` is the first.
    """

    id: str
    title: str
    text: str
    date: dt.date | None = None
    date_origin: DateOrigin = DateOrigin.NONE
    date_precision: str = "day"
    source: str = ""
    """The issuer: whose press release it is."""
    place: str = ""
    """The place of the dateline."""
    path: str = ""
    url: str = ""
    language: str = "en"
    zones: tuple[Zone, ...] = ()
    paragraphs: tuple[Span, ...] = ()
    places: tuple[str, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    """What else the document said of itself: author, role and party of the issuer, competing dates…"""

    def as_dict(self) -> dict[str, Any]:
        """Return the release as JSON data."""
        made: dict[str, Any] = plain(self)
        return made

    def zone_spans(self, *kinds: ZoneKind) -> list[Span]:
        """Return the spans of the zones of these kinds, in order."""
        return [zone.span for zone in self.zones if zone.kind in kinds]


class SpeakerKind(StrEnum):
    """What sort of speaker it is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    UNNAMED = "unnamed"
    """A person without a name: "a spokesman", "two residents"."""
    UNKNOWN = "unknown"
    """Nobody could be found."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker within one release.

    `name` is the fullest name that the release prints, without titles; empty where nobody could be found.
    `role` is the fullest role printed with it ("Russian Foreign Minister"), `aliases` the forms as printed.
    """

    name: str
    role: str = ""
    kind: SpeakerKind = SpeakerKind.PERSON
    aliases: tuple[str, ...] = ()


UNKNOWN_SPEAKER = Speaker("", kind=SpeakerKind.UNKNOWN)


class StatementType(StrEnum):
    """How the words are reported."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Resolution(StrEnum):
    """How the speaker of a statement was found."""

    NAME = "name"
    TITLE = "title"
    PRONOUN = "pronoun"
    CONTINUATION = "continuation"
    METADATA = "metadata"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Statement:
    """Words or a position that the release reports of a source.

    `content` holds one or more spans in order (a quotation that its cue interrupts has two), without cue, source, a
    leading "that" and outer quote marks. `source` is the mention as printed where the statement stands, `cue` the
    words that mark the report ("said", "according to"); either may be absent. `confidence` is 0 to 1.
    """

    content: tuple[Span, ...]
    type: StatementType
    speakers: tuple[Speaker, ...] = ()
    source: Span | None = None
    cue: Span | None = None
    resolution: Resolution = Resolution.NONE
    confidence: float = 1.0

    @property
    def speaker(self) -> Speaker:
        """The (first) speaker; `UNKNOWN_SPEAKER`, whose name is empty, where nobody could be found."""
        return self.speakers[0] if self.speakers else UNKNOWN_SPEAKER

    def as_dict(self, text: str = "") -> dict[str, Any]:
        """Return the statement as JSON data, with its words where the release's text is given."""
        made: dict[str, Any] = plain(self)
        return {**made, "words": self.words(text)} if text else made

    def words(self, text: str) -> str:
        """Return the content in the release's own words, its parts joined by " … "."""
        return " … ".join(span.of(text) for span in self.content)
