"""Many ranges of an array at once."""

from __future__ import annotations

import numpy as np

from searchkit.codec.arrayfile import Array


def ranges(starts: Array, ends: Array) -> Array:
    """Return all numbers of the half-open ranges, one range behind the other (int64)."""
    starts = starts.astype(np.int64)
    lengths = ends.astype(np.int64) - starts
    total = int(lengths.sum())
    if not total:
        return np.empty(0, np.int64)
    done = np.cumsum(lengths) - lengths
    return np.repeat(starts - done, lengths) + np.arange(total)
