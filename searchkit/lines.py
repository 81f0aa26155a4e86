"""Text that others wrote, as it can be printed on one line."""

from __future__ import annotations

import re

_WHITE = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def one_line(text: str) -> str:
    """Return the text on one line: white space is one space, none at the ends, and nothing steers a terminal."""
    return flat(text).strip()


def flat(text: str) -> str:
    """The same, white space at the ends kept as a space."""
    return _WHITE.sub(" ", _CONTROL.sub(" ", text))
