"""Ascending lists of positions, one a stem: short ones as they are, long ones in half the room.

The stream falls into stretches of 65,536 positions. Of a long list only the low 16 bits of each position are kept, and
for each stretch where its positions begin in the list.

    NAME, NAME_start                         the short lists (uint32), one behind the other
    NAME_long                                the stems of the long lists, ascending
    NAME_low, NAME_low_start                 the low halves (uint16) of the long lists
    NAME_bounds                              for each long list, where the positions of each stretch begin (uint32)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from searchkit.codec.arrayfile import Array, ArrayFile, ArrayFileWriter

if TYPE_CHECKING:
    from searchkit.codec.grouping import Runs

STRETCH_BITS = 16


def stretches(positions: int) -> int:
    """Return how many stretches a stream of so many positions has."""
    return (positions >> STRETCH_BITS) + 1


def write_lists(file: ArrayFileWriter, name: str, runs: Runs, positions: int, long_list: int) -> None:
    """Write the lists of `runs`, whose groups are stems, over a stream of so many positions.

    Lists of `long_list` positions or more for each stretch are long.
    """
    count = stretches(positions)
    long = np.flatnonzero(runs.counts >= long_list * count)
    lists = runs.split(long)
    file.add(f"{name}_start", runs.starts())
    file.add_parts(name, np.uint32, runs.column(0))
    bounds: list[Array] = [np.empty(0, np.uint32)]
    edges = np.minimum(np.arange(count + 1, dtype=np.int64) << STRETCH_BITS, 0xFFFFFFFF).astype(np.uint32)

    def low() -> Iterator[Array]:
        for stem in long.tolist():
            (values,) = lists.group(stem)
            bounds.append(np.searchsorted(values, edges).astype(np.uint32))
            yield values.astype(np.uint16)

    file.add_parts(f"{name}_low", np.uint16, low())
    file.add(f"{name}_long", long.astype(np.uint32))
    file.add(f"{name}_low_start", lists.starts()[np.append(long, len(runs.counts))])
    file.add(f"{name}_bounds", np.concatenate(bounds))


class PositionLists:
    """The lists of a file, mapped."""

    def __init__(self, file: ArrayFile, name: str, positions: int) -> None:
        self._start = file[f"{name}_start"].data
        self._short = file[name]
        self._rows = {stem: row for row, stem in enumerate(file[f"{name}_long"].tolist())}
        self._low = file[f"{name}_low"]
        self._low_start = file[f"{name}_low_start"].data
        self._bounds = file[f"{name}_bounds"].reshape(-1, stretches(positions) + 1)
        self._bases = (np.arange(stretches(positions), dtype=np.int64) << STRETCH_BITS).astype(np.uint32)

    def count(self, stem: int) -> int:
        """Return how many positions are kept of the stem."""
        row = self._rows.get(stem)
        if row is None:
            return self._start[stem + 1] - self._start[stem]
        return self._low_start[row + 1] - self._low_start[row]

    def of(self, stem: int) -> Array:
        """Return the positions of a stem (uint32, ascending)."""
        row = self._rows.get(stem)
        if row is None:
            return self._short[self._start[stem] : self._start[stem + 1]]
        positions = np.repeat(self._bases, np.diff(self._bounds[row]))
        positions += self._low[self._low_start[row] : self._low_start[row + 1]]
        return positions
