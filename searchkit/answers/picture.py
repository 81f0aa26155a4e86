"""A timeline as a picture: what stands where. `vector` writes it as SVG, `raster` as PNG."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from searchkit.lines import one_line

if TYPE_CHECKING:
    from searchkit.answers.timeline import Timeline

WIDTH, HEIGHT = 960, 320
HEADING, TEXT = 14, 12
"""Sizes of letters."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 16, 44, 36
_LABELS = 12
"""Labels below the columns, at most."""
_LETTER = 7.5
"""About the width of a letter of the heading."""

Anchor = Literal["start", "middle", "end"]
Kind = Literal["releases", "statements"]


@dataclass(frozen=True, slots=True)
class Label:
    """Text on the line `y`, which begins, ends or has its middle at `x`."""

    x: float
    y: float
    text: str
    size: int = TEXT
    anchor: Anchor = "start"


@dataclass(frozen=True, slots=True)
class Column:
    """A bar of a count: its upper left corner, its size, and the step that it belongs to (an ordinal)."""

    x: float
    y: float
    width: float
    height: float
    kind: Kind
    step: int


@dataclass(frozen=True, slots=True)
class Picture:
    """All that is drawn, in units of one pixel from the upper left corner; what comes later lies above."""

    title: str
    width: int
    height: int
    ticks: tuple[float, ...]
    """The heights of the lines across, which go from `left` to `right`."""
    left: float
    right: float
    columns: tuple[Column, ...]
    told: tuple[str, ...]
    """What each step says, in words."""
    labels: tuple[Label, ...]


def lay_out(timeline: Timeline, width: int = WIDTH, height: int = HEIGHT) -> Picture:
    """Return the picture of a timeline: a column of releases for each step, before it a narrower one of statements."""
    bars = timeline.bars
    most = max((max(bar.releases, bar.statements) for bar in bars), default=0) or 1
    inner_width, inner_height = width - _LEFT - _RIGHT, height - _TOP - _BOTTOM
    pitch, base = inner_width / max(1, len(bars)), height - _BOTTOM
    title = one_line(timeline.query) or "all releases"
    counts = f"{timeline.releases:,} releases (light), {timeline.statements:,} statements (dark) by {timeline.step}"
    labels = [Label(_LEFT, 18, _shortened(title, inner_width), HEADING), Label(_LEFT, 34, counts)]
    ticks = {tick: base - inner_height * tick / most for tick in sorted({most, most // 2, 0})}
    labels += [Label(_LEFT - 6, y + 4, f"{tick:,}", anchor="end") for tick, y in ticks.items()]
    every = max(1, -(-len(bars) // _LABELS))
    columns = []
    for k, bar in enumerate(bars):
        x = _LEFT + k * pitch
        counted: tuple[tuple[Kind, int, float], ...] = (
            ("releases", bar.releases, 0.8),
            ("statements", bar.statements, 0.4),
        )
        for kind, count, share in counted:
            tall = inner_height * count / most
            columns.append(Column(x + pitch * (1 - share) / 2, base - tall, pitch * share, tall, kind, k))
        if k % every == 0:
            labels.append(Label(x + pitch / 2, base + 18, bar.label, anchor="middle"))
    told = tuple(f"{bar.label}: {bar.releases:,} releases, {bar.statements:,} statements" for bar in bars)
    return Picture(
        title, width, height, tuple(ticks.values()), _LEFT, width - _RIGHT, tuple(columns), told, tuple(labels)
    )


def _shortened(text: str, width: float) -> str:
    most = max(8, int(width / _LETTER))
    return text if len(text) <= most else f"{text[: most - 1]}…"
