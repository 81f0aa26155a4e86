"""Near-duplicates: groups of releases whose signatures agree.

What an index does: it keeps `signature(release)` beside each release, and at every commit asks `firsts` for the groups
of all that are live. Groups depend on the signatures alone, never on the order in which releases came, so that an
index that was updated and one that was rebuilt agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from searchkit.releases.signatures import PERMUTATIONS, matrix, signature

THRESHOLD = 0.8
"""Two releases are near-duplicates where this share of their signatures' numbers, or more, is equal."""
ROWS = 4
"""Numbers of one band. With 16 bands of four, a pair at the threshold is compared with a probability of 0.9998."""
PAIRS = 1 << 18
"""So many pairs are compared at a time."""
CROWD = 64
"""In a crowd of more that share a band, each is compared with so many that follow it in the order of signatures."""

__all__ = ["THRESHOLD", "firsts", "groups", "signature"]


def firsts(signatures: npt.NDArray[np.uint32], rank: npt.NDArray[np.generic] | None = None) -> npt.NDArray[np.int64]:
    """Return for each release the row of the first of its group: its own row where it stands alone.

    `signatures` has a row of 64 numbers a release (`signatures.matrix`). `rank` says which of a group is first: the one
    with the lowest rank, such as its date; by default, and among equals, the one with the lower row.
    """
    count = len(signatures)
    if not count:
        return np.zeros(0, np.int64)
    unique, inverse = _distinct(signatures)
    group = _components(len(unique), list(_alike(unique)))[inverse]
    order = np.lexsort((np.arange(count), rank)) if rank is not None else np.arange(count)
    first = np.full(int(group.max()) + 1, -1, np.int64)
    first[group[order[::-1]]] = order[::-1]
    return first[group]


def groups(signatures: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    """Return, for each id that resembles an earlier one, the id of the first of its group."""
    given = list(signatures)
    rows = firsts(matrix(b"".join(content for _, content in given)))
    return {name: given[first][0] for (name, _), first in zip(given, rows, strict=True) if given[first][0] != name}


def _distinct(signatures: npt.NDArray[np.uint32]) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64]]:
    """Return the different signatures in a fixed order, and the row among them of each that was given."""
    rows = np.ascontiguousarray(signatures, "<u4")
    keys = rows.view(f"V{PERMUTATIONS * 4}").ravel()
    _, index, inverse = np.unique(keys, return_index=True, return_inverse=True)
    return rows[index], inverse.ravel()


def _alike(rows: npt.NDArray[np.uint32]) -> Iterator[npt.NDArray[np.int64]]:
    """Yield the pairs of rows that agree by the threshold, among those that share a band."""
    for band in range(0, PERMUTATIONS, ROWS):
        keys = np.ascontiguousarray(rows[:, band : band + ROWS]).view(f"V{ROWS * 4}").ravel()
        order = np.argsort(keys, kind="stable")
        sorted_keys = keys[order]
        starts = np.flatnonzero(np.r_[True, sorted_keys[1:] != sorted_keys[:-1]])
        ends = np.repeat(np.r_[starts[1:], len(keys)], np.diff(np.r_[starts, len(keys)]))
        for step in range(1, CROWD + 1):
            left = np.flatnonzero(np.arange(len(keys)) + step < ends)
            if not len(left):
                break
            yield from _agreeing(rows, order[left], order[left + step])


def _agreeing(
    rows: npt.NDArray[np.uint32], left: npt.NDArray[np.int64], right: npt.NDArray[np.int64]
) -> Iterator[npt.NDArray[np.int64]]:
    for start in range(0, len(left), PAIRS):
        a, b = left[start : start + PAIRS], right[start : start + PAIRS]
        kept = (rows[a] == rows[b]).sum(axis=1) >= THRESHOLD * PERMUTATIONS
        yield np.stack((a[kept], b[kept]))


def _components(count: int, pairs: list[npt.NDArray[np.int64]]) -> npt.NDArray[np.int64]:
    """Return the number of the connected component of each row."""
    from scipy.sparse import coo_array  # noqa: PLC0415 – slow to import
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    left, right = np.concatenate([*pairs, np.zeros((2, 0), np.int64)], axis=1)
    graph = coo_array((np.ones(len(left), np.int8), (left, right)), shape=(count, count))
    _, component = connected_components(graph, directed=False)
    found: npt.NDArray[np.int64] = component.astype(np.int64)
    return found
