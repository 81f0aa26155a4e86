"""The positions of one release: its tokens and the intervals of zones, units and statements over them."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property

from searchkit.analysis import places
from searchkit.analysis.sentences import sentence_spans
from searchkit.model import SEARCHED_ZONES, Release, Statement, ZoneKind
from searchkit.query.nodes import Unit
from searchkit.snippets.forms import NO_WORD, Forms
from searchkit.spans import Span

Interval = tuple[int, int]
"""Half-open range of positions."""


def section_of(kind: ZoneKind) -> int:
    """Return the kind of section: no phrase reaches from the headline into the text, or into what is not searched."""
    return 0 if kind is ZoneKind.HEADLINE else 1 if kind in SEARCHED_ZONES else 2


class Stream:
    """One release as the index sees it; position k is its k-th token.

    Of the words only those are looked at that begin as a word of the query may begin.
    """

    def __init__(self, release: Release, statements: Sequence[Statement], forms: Forms) -> None:
        self.release = release
        self.statements = statements
        text = release.text
        codes, starts, ends = places(text)
        firsts, lasts = array("i", starts.tobytes()), array("i", ends.tobytes())
        self.starts, self.ends = firsts, lasts
        found = [(k, ids) for k in forms.candidates(codes, starts) if (ids := forms[text[firsts[k] : lasts[k]]])]
        if forms.has_empty and any(ids is NO_WORD for _, ids in found):
            found = self._without_empty(found)
        self.positions: list[list[int]]
        if len(forms.terms) == 1:
            self.positions = [[position for position, _ in found]]
        else:
            self.positions = [[] for _ in forms.terms]
            for position, ids in found:
                for number in ids:
                    self.positions[number].append(position)
        self.zones = self._zones()
        self.zone_starts = [first for first, _, _ in self.zones]
        """First positions of the zones."""

    def _without_empty(self, found: list[tuple[int, tuple[int, ...]]]) -> list[tuple[int, tuple[int, ...]]]:
        empty = {k for k, ids in found if ids is NO_WORD}
        kept = [k for k in range(len(self.starts)) if k not in empty]
        new = {old: k for k, old in enumerate(kept)}
        self.starts, self.ends = (array("i", [offsets[k] for k in kept]) for offsets in (self.starts, self.ends))
        return [(new[k], ids) for k, ids in found if k in new]

    def __len__(self) -> int:
        return len(self.starts)

    def span(self, first: int, last: int) -> Span:
        """Return the characters of positions `first` to `last`, both included."""
        return Span(self.starts[first], self.ends[last])

    def _zones(self) -> list[tuple[int, int, ZoneKind]]:
        """Return the zones as ranges of positions; text before the first counts as body."""
        marks = [(start, zone.kind) for zone in self.release.zones for start, end in (zone.span,) if start < end]
        if not marks or marks[0][0] > 0:
            marks.insert(0, (0, ZoneKind.BODY))
        firsts = [bisect_left(self.starts, start) for start, _ in marks] + [len(self)]
        return [(firsts[k], firsts[k + 1], kind) for k, (_, kind) in enumerate(marks) if firsts[k] < firsts[k + 1]]

    def zone_at(self, position: int) -> ZoneKind:
        """Return the zone that holds a position; body where there are no words."""
        return self.zones[bisect_right(self.zone_starts, position) - 1][2] if self.zones else ZoneKind.BODY

    @cached_property
    def sections(self) -> list[int]:
        """First positions of the stretches that no phrase leaves: headline, searched text, what is not searched."""
        found: list[int] = []
        before = None
        for first, _, kind in self.zones:
            section = section_of(kind)
            if section != before:
                found.append(first)
            before = section
        return found

    def in_one_section(self, first: int, last: int) -> bool:
        """Return whether a phrase may reach from one position to the other."""
        sections = self.sections
        return len(sections) < 2 or bisect_right(sections, first) == bisect_right(sections, last)

    def zone_intervals(self, kinds: frozenset[ZoneKind]) -> list[Interval]:
        """Return the ranges of positions in zones of these kinds, those that touch joined."""
        made: list[Interval] = []
        for first, end, kind in self.zones:
            if kind not in kinds:
                continue
            if made and made[-1][1] == first:
                made[-1] = (made[-1][0], end)
            else:
                made.append((first, end))
        return made

    def statement_intervals(self, ordinal: int) -> list[Interval]:
        """Return the ranges of positions of a statement's content, without empty ones."""
        made = []
        for span in self.statements[ordinal].content:
            low, high = bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)
            if low < high:
                made.append((low, high))
        return made

    @cached_property
    def sentences(self) -> list[int]:
        """First positions of sentences."""
        return self._unit_firsts(span.start for span in sentence_spans(self.release.text))

    @cached_property
    def paragraphs(self) -> list[int]:
        """First positions of paragraphs."""
        return self._unit_firsts(span.start for span in self.release.paragraphs)

    def _unit_firsts(self, offsets: Iterable[int]) -> list[int]:
        firsts = {bisect_left(self.starts, offset) for offset in offsets}
        return sorted({0, *firsts, *self.sections} - {len(self)})

    def unit_at(self, unit: Unit, position: int) -> Interval:
        """Return the sentence or paragraph that holds the position."""
        firsts = self.sentences if unit is Unit.SENTENCE else self.paragraphs
        k = bisect_right(firsts, position)
        return (firsts[k - 1], firsts[k] if k < len(firsts) else len(self))
