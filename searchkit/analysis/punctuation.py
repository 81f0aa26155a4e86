"""Whether a text still has its punctuation."""

from __future__ import annotations

_SHORTEST = 400
_RARE = 400
"""Characters of prose in which at least one full stop or comma stands."""


def lost_punctuation(text: str) -> bool:
    """Return whether `text` is prose that lost its full stops and commas upstream, each having become a space.

    The runs of spaces are then all that tells where marks stood.
    """
    if len(text) < _SHORTEST:
        return False
    few, part = len(text) / _RARE, len(text) // 4
    if text.count(", ", 0, part) + text.count(". ", 0, part) >= few:  # so it is in nearly all prose
        return False
    if text.count(".") + text.count(",") >= few:  # marks in numbers and addresses are no stops
        stops = 0
        for mark in (", ", ". ", ".\n"):
            stops += text.count(mark)
            if stops >= few:
                return False
    return text.count("  ", 0, part) > few or text.count("  ") > few
