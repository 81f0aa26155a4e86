"""The best of many without sorting all."""

from __future__ import annotations

import numpy as np

from searchkit.codec.arrayfile import Array

BLOCK = 64


def best(values: Array, count: int) -> Array:
    """Return the places of the `count` greatest values, greatest first; of equal ones the first place first.

    The `count`-th greatest of the greatest values of blocks is a bound below which nothing is looked at.
    """
    if count >= len(values):
        return np.argsort(-values, kind="stable")
    blocks = len(values) // BLOCK
    if blocks <= count * 2:
        bound = np.partition(values, len(values) - count)[len(values) - count]
    else:
        greatest = values[: blocks * BLOCK].reshape(blocks, BLOCK).max(axis=1)
        bound = np.partition(greatest, blocks - count)[blocks - count]
    places = np.flatnonzero(values >= bound)
    order = np.argsort(-values[places], kind="stable")[:count]
    chosen: Array = places[order]
    return chosen
