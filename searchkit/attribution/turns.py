"""Turns of a transcript: "PRIME MINISTER: …", "JOURNALIST: …", "Q: …"."""

from __future__ import annotations

import re
from collections import Counter

from searchkit.attribution.cues import SAID, Hit
from searchkit.attribution.extents import trimmed
from searchkit.attribution.findings import Finding
from searchkit.attribution.layout import Layout
from searchkit.attribution.lexicon import words
from searchkit.attribution.sources import Sort
from searchkit.spans import Span

_LABEL = re.compile(r"(?P<who>(?:[A-Z][A-Z.’'-]*\.? ){0,5}[A-Z][A-Z.’'-]*)\s?:\s+(?=\S)")
_NO_LABELS = words("labels")
_FEWEST = 4
"""Turns that make a transcript; fewer labels are those of a form ("WHO:", "WHAT:")."""


def find_turns(layout: Layout, flat: str) -> list[Finding]:
    """Return the turns of a transcript, in order; none where the text is no transcript."""
    labels = [match for paragraph in layout.paragraphs if (match := _LABEL.match(flat, *paragraph)) is not None]
    labels = [match for match in labels if match.group("who").strip().casefold() not in _NO_LABELS]
    counts = Counter(match.group("who") for match in labels)
    if len(labels) < _FEWEST or max(counts.values()) < 2 or len(counts) < 2:
        return []
    ends = [match.start() for match in labels[1:]] + [layout.paragraphs[-1].end]
    out: list[Finding] = []
    for match, end in zip(labels, ends, strict=True):
        content = trimmed(flat, match.end(), end)
        if content.end - content.start > 1:
            who = Span(*match.span("who"))
            mark = Span(who.end, who.end + 1)
            out.append(
                Finding((content,), who, mark, "turn", Sort.SPEAKER, Hit(*mark, SAID), match.start(), spoken=True)
            )
    return out
