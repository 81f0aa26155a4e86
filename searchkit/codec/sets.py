"""Sets of numbers as sorted arrays: what takes a few milliseconds for a hundred thousand is done at every commit.

`numpy.searchsorted` makes both of its arguments the same type first, so of a large array that is sought in, of another
type, a copy each time. Arrays of numbers are sought by `places_in`, single numbers with `bisect` in `Array.data`.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from searchkit.codec.arrayfile import Array


def distinct(ordered: Array) -> Array:
    """Return the numbers of a sorted array, each once."""
    if len(ordered) < 2:
        return ordered
    found: Array = ordered[np.concatenate((np.ones(1, bool), ordered[1:] != ordered[:-1]))]
    return found


def places_in(ordered: Array, values: Array, side: Literal["left", "right"] = "left") -> Array:
    """Return how many numbers of a sorted array are less than each of the values ("right": not greater).

    The values must fit into the type of the array.
    """
    return ordered.searchsorted(values.astype(ordered.dtype, copy=False), side)


def is_in(values: Array, ordered: Array) -> Array:
    """Return which of the values, in any order, stand in a sorted array (bool)."""
    if not len(ordered):
        return np.zeros(len(values), bool)
    place = places_in(ordered, values)  # a value that does not fit is not found where it would be
    place[place == len(ordered)] = 0
    found: Array = ordered.take(place) == values
    return found


def counted(sorted_groups: Array) -> tuple[Array, Array, Array]:
    """Return the distinct groups of a sorted array, how often each stands in it, and where each begins."""
    if not len(sorted_groups):
        return sorted_groups, np.empty(0, np.int64), np.empty(0, np.int64)
    first = np.flatnonzero(np.concatenate(([True], sorted_groups[1:] != sorted_groups[:-1])))
    return sorted_groups[first], np.diff(np.append(first, len(sorted_groups))), first
