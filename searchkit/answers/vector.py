"""A picture as SVG."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from searchkit.answers.picture import HEADING, Label, Picture

_STYLE = (
    "text{font:12px sans-serif;fill:#444}.t{font-size:14px;fill:#111}"
    ".releases{fill:#b9c7d6}.statements{fill:#1f5f99}line{stroke:#ddd;stroke-width:1}"
)


def as_svg(picture: Picture) -> str:
    """Return the picture as SVG text; a pointer over a step tells its counts."""
    size = f'width="{picture.width}" height="{picture.height}" viewBox="0 0 {picture.width} {picture.height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">'
        f"<title>{escape(picture.title)}</title><style>{_STYLE}</style>",
        *(f'<line x1="{picture.left}" y1="{y:.1f}" x2="{picture.right}" y2="{y:.1f}"/>' for y in picture.ticks),
        *_steps(picture),
        *map(_text, picture.labels),
    ]
    return "\n".join([*parts, "</svg>", ""])


def _steps(picture: Picture) -> Iterator[str]:
    for step, columns in groupby(picture.columns, key=lambda column: column.step):
        yield f"<g><title>{escape(picture.told[step])}</title>"
        for column in columns:
            yield (
                f'<rect class="{column.kind}" x="{column.x:.2f}" y="{column.y:.1f}" '
                f'width="{column.width:.2f}" height="{column.height:.1f}"/>'
            )
        yield "</g>"


def _text(label: Label) -> str:
    kind = ' class="t"' if label.size == HEADING else ""
    anchor = "" if label.anchor == "start" else f' text-anchor="{label.anchor}"'
    return f'<text{kind} x="{label.x:.1f}" y="{label.y:.1f}"{anchor}>{escape(label.text)}</text>'
