"""A report on its way: found, still without type, confidence and speaker."""

from __future__ import annotations

from dataclasses import dataclass

from searchkit.attribution.cues import Hit
from searchkit.attribution.sources import Sort
from searchkit.spans import Span


@dataclass(frozen=True, slots=True)
class Finding:
    """A report on its way: still without type and confidence.

    `begin` is where the clause that makes it starts (its subject, or its cue): there the content of a report before it
    in the same sentence must end. `that` tells of a "that" before the content.
    """

    content: tuple[Span, ...]
    source: Span | None
    cue: Span
    kind: str
    sort: Sort
    hit: Hit
    begin: int
    that: bool = False
    spoken: bool = False
    """The content is the speaker's own words, whether quotation marks show it or not."""
