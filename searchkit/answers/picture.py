"""A timeline as an SVG picture."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from searchkit.answers.timeline import Timeline

_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 16, 44, 36
_LABELS = 12
"""Labels below the bars, at most."""
_STYLE = (
    "text{font:12px sans-serif;fill:#444}.t{font-size:14px;fill:#111}"
    ".r{fill:#b9c7d6}.s{fill:#1f5f99}line{stroke:#ddd;stroke-width:1}"
)


def draw(timeline: Timeline, width: int, height: int) -> str:
    """Return the SVG text: a bar of releases for each step, before it a narrower one of statements."""
    bars = timeline.bars
    most = max((max(bar.releases, bar.statements) for bar in bars), default=0) or 1
    inner_width, inner_height = width - _LEFT - _RIGHT, height - _TOP - _BOTTOM
    pitch = inner_width / max(1, len(bars))
    base = _TOP + inner_height
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img"><title>{escape(timeline.query)}</title><style>{_STYLE}</style>',
        f'<text class="t" x="{_LEFT}" y="18">{escape(timeline.query)}</text>',
        f'<text x="{_LEFT}" y="34">{timeline.releases:,} releases (light), {timeline.statements:,} statements (dark) '
        f"by {timeline.step}</text>",
    ]
    for tick in sorted({most, most // 2, 0}):
        y = base - inner_height * tick / most
        parts.append(f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{width - _RIGHT}" y2="{y:.1f}"/>')
        parts.append(f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{tick:,}</text>')
    every = max(1, -(-len(bars) // _LABELS))
    for k, bar in enumerate(bars):
        x = _LEFT + k * pitch
        told = f"{bar.label}: {bar.releases:,} releases, {bar.statements:,} statements"
        parts.append(f"<g><title>{told}</title>")
        for kind, count, share in (("r", bar.releases, 0.8), ("s", bar.statements, 0.4)):
            tall = inner_height * count / most
            parts.append(
                f'<rect class="{kind}" x="{x + pitch * (1 - share) / 2:.2f}" y="{base - tall:.1f}" '
                f'width="{pitch * share:.2f}" height="{tall:.1f}"/>'
            )
        parts.append("</g>")
        if k % every == 0:
            parts.append(f'<text x="{x + pitch / 2:.1f}" y="{base + 18}" text-anchor="middle">{bar.label}</text>')
    return "\n".join([*parts, "</svg>", ""])
