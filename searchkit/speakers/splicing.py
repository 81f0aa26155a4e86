"""Taking items out of a packed list and putting others in, without unpacking it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


def spliced(data: Array, offsets: Array, gone: Array, at: Array, items: Sequence[bytes]) -> tuple[Array, Array]:
    """Return packed items (bytes, and where each begins and the last ends) with some taken out and others put in.

    `gone` (bool) tells of each item whether it is taken out; `at` (ascending) before which of the old items each of
    `items` is put.
    """
    bounds = offsets.tolist() if len(items) * 8 > len(offsets) else offsets
    view = data.data
    parts: list[bytes | memoryview] = []
    taken = np.flatnonzero(gone).tolist()
    done = place = 0
    for before, item in [*zip(at.tolist(), items, strict=True), (len(gone), b"")]:
        while place < len(taken) and taken[place] < before:
            parts.append(view[int(bounds[done]) : int(bounds[taken[place]])])
            done = taken[place] + 1
            place += 1
        if done < before:
            parts.append(view[int(bounds[done]) : int(bounds[before])])
            done = before
        parts.append(item)
    lengths = np.insert(np.diff(offsets)[~gone], places_among(gone, at), [len(item) for item in items])
    return np.frombuffer(b"".join(parts), np.uint8), starts_of(lengths)


def places_among(gone: Array, at: Array) -> Array:
    """Return how many items that are kept stand before each of the places `at`."""
    kept: Array = np.concatenate((np.zeros(1, np.int64), np.cumsum(~gone)))
    return kept[at]


def starts_of(lengths: Array) -> Array:
    """Return where consecutive pieces of these lengths begin, and where the last ends (int64)."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths, dtype=np.int64)))
