"""A picture as PNG, drawn by Pillow."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING

from searchkit.answers.picture import HEADING, Picture

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont, ImageFont

SCALE = 2
"""Points of the picture for each of its units: sharp on today's screens."""
_COLORS = {"releases": "#b9c7d6", "statements": "#1f5f99"}
_ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}
_FONTS = ("DejaVuSans.ttf", "NotoSans-Regular.ttf", "Arial Unicode.ttf", "arial.ttf")
"""Looked for where the query holds letters that Pillow's own font lacks."""


def as_png(picture: Picture) -> bytes:
    """Return the picture as the bytes of a PNG file, twice as many points wide and high as its units."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 – slow to load, and few draw

    image = Image.new("RGB", (picture.width * SCALE, picture.height * SCALE), "white")
    pen = ImageDraw.Draw(image)
    for y in picture.ticks:
        pen.line(_scaled(picture.left, y, picture.right, y), fill="#dddddd", width=SCALE // 2)
    for column in picture.columns:
        if column.height:
            # Pillow's rectangles hold their last point too.
            x, y, right, bottom = _scaled(column.x, column.y, column.x + column.width, column.y + column.height)
            pen.rectangle((x, y, max(x, right - 1), max(y, bottom - 1)), fill=_COLORS[column.kind])
    for label in picture.labels:
        place = (label.x * SCALE, label.y * SCALE)
        color = "#111111" if label.size == HEADING else "#444444"
        font = _font(label.size * SCALE, _is_plain(label.text))
        pen.text(place, label.text, fill=color, font=font, anchor=_ANCHORS[label.anchor])
    made = io.BytesIO()
    image.save(made, "PNG", optimize=True)
    return made.getvalue()


def _scaled(*units: float) -> tuple[float, ...]:
    return tuple(round(unit * SCALE) for unit in units)


def _is_plain(text: str) -> bool:
    return all(ord(character) < 0x180 or character in "–—‘’“”…" for character in text)


@cache
def _font(size: int, plain: bool) -> FreeTypeFont | ImageFont:
    """Return Pillow's own font, or one of the system's that has more letters where one is there."""
    from PIL import ImageFont  # noqa: PLC0415 – as above

    for name in () if plain else _FONTS:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)
