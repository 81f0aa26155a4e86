"""All matches of a query in one release, in the order of the text: what passages are made of, by ranges of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, repeat

from searchkit.query.nodes import Phrase
from searchkit.snippets.matching import Occurrences, Positions
from searchkit.snippets.stream import Stream
from searchkit.spans import Span, spans_of


class Matches:
    """The matches, numbered from 0 by their first position (`firsts`); ranges of numbers stand for those of passages.

    `starts` and `ends` are the first character of each and the one behind its last.
    """

    def __init__(self, stream: Stream, groups: Sequence[Occurrences]) -> None:
        self._stream = stream
        self._places: Sequence[Positions]
        self._terms: list[int] = []
        """The term or phrase of each match, by identity; empty where all are of one."""
        self.every = frozenset([id(node) for _, node in groups])
        """All terms and phrases that match, by identity."""
        if len(groups) == 1:
            self._places = groups[0].places
        else:
            pairs = [pair for places, node in groups for pair in zip(places, repeat(id(node)))]
            pairs.sort(key=_first)
            self._places = [places for places, _ in pairs]
            self._terms = [term for _, term in pairs]
        phrases = [node for _, node in groups if isinstance(node, Phrase)]
        self.firsts = [places[0] for places in self._places]
        lasts = [places[-1] for places in self._places] if phrases else self.firsts
        starts, ends = stream.starts, stream.ends
        self.starts = [starts[first] for first in self.firsts]
        self.ends = [ends[last] for last in lasts]
        self._broken = any(node.slop for node in phrases)
        """Whether words that do not match may stand within a match."""

    def terms(self, low: int, high: int) -> frozenset[int]:
        """Return which terms and phrases, by identity, match in a range."""
        return frozenset(self._terms[low:high]) if self._terms else self.every

    def count(self, low: int, high: int) -> int:
        """Return how many highlights a range has."""
        if not self._broken:
            return high - low
        return sum(1 + sum(b != a + 1 for a, b in pairwise(places)) for places in self._places[low:high])

    def highlights(self, low: int, high: int) -> list[Span]:
        """Return the characters of the matches of a range: words beside each other are one span."""
        if self._broken:
            return [span for places in self._places[low:high] for span in self._pieces(places)]
        return list(spans_of(zip(self.starts[low:high], self.ends[low:high], strict=True)))

    def _pieces(self, places: Positions) -> list[Span]:
        made = []
        first = last = places[0]
        for position in places[1:]:
            if position != last + 1:
                made.append(self._stream.span(first, last))
                first = position
            last = position
        return [*made, self._stream.span(first, last)]


def _first(pair: tuple[Positions, int]) -> int:
    return pair[0][0]
