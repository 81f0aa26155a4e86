"""The best of many without sorting all."""

from __future__ import annotations

from searchkit.codec.arrayfile import Array

BLOCK = 64
SORTED = 200
"""So few are sorted, all of them: that takes less than to find a bound."""


def best(values: Array, count: int) -> Array:
    """Return the places of the `count` greatest values, greatest first; of equal ones the first place first.

    The `count`-th greatest of the greatest values of blocks is a bound below which nothing is looked at. A block is
    every so-manieth value, not a row of neighbours: numpy has the greatest of each column far quicker than of each row.
    """
    if count >= len(values) or len(values) <= SORTED:
        return (-values).argsort(kind="stable")[:count]
    blocks = len(values) // BLOCK
    greatest = values.copy() if blocks <= count * 2 else values[: blocks * BLOCK].reshape(BLOCK, blocks).max(axis=0)
    bound = len(greatest) - count
    greatest.partition(bound)
    places = (values >= greatest[bound]).nonzero()[0]
    order = (-values.take(places)).argsort(kind="stable")[:count]
    chosen: Array = places.take(order)
    return chosen
