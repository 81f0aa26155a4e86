"""Sets of numbers as sorted arrays: what takes a few milliseconds for a hundred thousand is done at every commit."""

from __future__ import annotations

import numpy as np

from searchkit.codec.arrayfile import Array


def distinct(ordered: Array) -> Array:
    """Return the numbers of a sorted array, each once."""
    if len(ordered) < 2:
        return ordered
    found: Array = ordered[np.concatenate((np.ones(1, bool), ordered[1:] != ordered[:-1]))]
    return found


def is_in(values: Array, ordered: Array) -> Array:
    """Return which of the values, in any order, stand in a sorted array (bool)."""
    if not len(ordered):
        return np.zeros(len(values), bool)
    place = np.searchsorted(ordered, values)
    place[place == len(ordered)] = 0
    found: Array = ordered[place] == values
    return found
