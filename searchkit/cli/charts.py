"""Counts as lines for people: bars, columns and months side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from searchkit.answers.heads import counted
from searchkit.cli.listing import aligned
from searchkit.cli.writing import width, wrapped
from searchkit.lines import one_line

if TYPE_CHECKING:
    from searchkit import Comparison, Distinctive, Facets, Groups, Timeline

BAR = 40
NUMBERS = frozenset({0, 1})
_EIGHTHS = " ▏▎▍▌▋▊▉█"


def facet_lines(facets: Facets) -> Iterator[str]:
    """Yield the values of each field with their counts and bars."""
    left_out = f" ({counted(facets.copies, 'copy', 'copies')} left out)" if facets.copies else ""
    yield counted(facets.total, "release") + left_out
    for field, found in facets.fields.items():
        yield ""
        yield click.style(field, bold=True)
        most = max((count for _, count in found), default=1)
        rows = ((f"{count:,}", bar(count, most, 20), one_line(value) or "–") for value, count in found)
        yield from (f"  {line}" for line in aligned(rows, frozenset({0}))) if found else ("  none",)


def timeline_lines(timeline: Timeline) -> Iterator[str]:
    """Yield a bar for each month or year."""
    yield f"{counted(timeline.releases, 'release')}, {counted(timeline.statements, 'statement')}"
    most = max((max(b.releases, b.statements) for b in timeline.bars), default=1)
    for one in timeline.bars:
        counts = f"{one.releases:>6,} {click.style(f'{one.statements:>6,}', fg='cyan')}"
        yield f"{one.label:<8}{counts}  {bar(one.releases, most, BAR)}".rstrip()
        if one.statements:
            yield f"{'':<8}{'':>13}  {click.style(bar(one.statements, most, BAR), fg='cyan')}"
    if timeline.undated:
        yield f"undated {timeline.undated:>6,}"


def month_lines(timeline: Timeline) -> Iterator[str]:
    """Yield a line for each year with statements: those of its months, January first, and their sum."""
    years: dict[str, list[int]] = {}
    for one in timeline.bars:
        year, _, month = one.label.partition("-")
        years.setdefault(year, [0] * 12)[int(month) - 1] = one.statements
    rows = [
        (year, *(f"{n:,}" if n else "·" for n in months), f"{sum(months):,}")
        for year, months in years.items()
        if any(months)
    ]
    if rows:
        yield from aligned([("", *"JFMAMJJASOND", "all"), *rows], frozenset(range(14)))
    if timeline.undated:
        yield f"undated {timeline.undated:,}"


def group_lines(groups: Groups) -> Iterator[str]:
    """Yield who says it, how often, first and last."""
    said, speakers = counted(groups.statements, "statement"), counted(groups.speakers, "speaker")
    yield f"{said} by {speakers} in {counted(groups.releases, 'release')}"
    if not groups.groups:
        return
    yield ""
    rows = [("statements", "releases", "first", "last", "speaker")]
    for one in groups.groups:
        name = one_line(one.name) or "(nobody could be found)"
        role = f", {one_line(one.person.role)}" if one.person and one.person.role else ""
        ends = (str(one.first or "–"), str(one.last or "–"))
        rows.append((f"{one.statements:,}", f"{one.releases:,}", *ends, name + role))
    yield from aligned(rows, NUMBERS)


def word_lines(found: Distinctive) -> Iterator[str]:
    """Yield the telling words and phrases with their counts."""
    yield counted(found.statements, "statement")
    for kind, terms in (("words", found.words), ("phrases", found.phrases)):
        if terms:
            yield ""
            rows = [("here", "everywhere", "score", kind)]
            rows += [(f"{t.statements:,}", f"{t.everywhere:,}", f"{t.score:,.1f}", t.text) for t in terms]
            yield from aligned(rows, NUMBERS | {2})


def comparison_lines(comparison: Comparison, cite: bool) -> Iterator[str]:
    """Yield the months, and below each who said what in it."""
    for side in comparison.sides:
        first = f", first {side.first}" if side.first else ""
        name = click.style(side.name, bold=True)
        yield f"{name}: {counted(side.statements, 'statement')} in {counted(side.releases, 'release')}{first}"
    columns = width()
    for month, row in comparison.rows():
        yield ""
        yield click.style(month or "undated", bold=True)
        for side, all_said in zip(comparison.sides, row, strict=True):
            for said in all_said:
                day = f" {said.date.day:02d}" if said.date else ""
                head = f"{click.style(one_line(said.speaker) or side.name, fg='cyan')}{day}: "
                yield from wrapped(head + said.snippet.render_ansi(), columns, "  ")
                if cite:
                    yield click.style(f"    cite: {said.citation}", dim=True)


def bar(count: int, most: int, size: int) -> str:
    """Return a bar of at most `size` characters."""
    eighths = round(count / max(1, most) * size * 8)
    if count and not eighths:
        eighths = 1
    return "█" * (eighths // 8) + (_EIGHTHS[eighths % 8] if eighths % 8 else "")
