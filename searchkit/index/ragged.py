"""Pieces of different length in one flat array: piece i ends at `ends[i]`."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from searchkit.codec.ranges import ranges

Array = npt.NDArray[Any]


def ends_of(lengths: Array) -> Array:
    """Return where each of consecutive pieces of these lengths ends."""
    return np.cumsum(lengths, dtype=np.int64)


def take_ragged(flat: Array, ends: Array, rows: Array) -> tuple[Array, Array]:
    """Return the pieces `rows` of `flat`, one behind the other, and their ends."""
    starts = np.concatenate([np.zeros(1, np.int64), ends[:-1]])[rows] if len(ends) else np.empty(0, np.int64)
    lengths = ends[rows] - starts
    return flat[ranges(starts, ends[rows])], ends_of(lengths)
