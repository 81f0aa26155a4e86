"""Near-duplicates: pairs and groups of releases whose signatures agree.

What an index does: it keeps `signature(release)` beside each release, and at every commit asks `alike` for the pairs
that are new. Groups depend on the signatures alone, never on the order in which releases came, so that an index that
was updated and one that was rebuilt agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from searchkit.releases.signatures import PERMUTATIONS, SIGNATURE_BYTES, matrix, signature

THRESHOLD = 0.8
"""Two releases are near-duplicates where this share of their signatures' numbers, or more, is equal."""
ROWS = 4
"""Numbers of one band. A pair at the threshold differs in 12 numbers of 64, so that at least four of its 16 bands are
equal: every such pair is found."""
PAIRS = 1 << 18
"""So many pairs are compared at a time."""
CROWD = 128
"""In a crowd of more that share a band, each is compared with so many that follow it in the order of signatures."""

Numbers = npt.NDArray[np.int64]

__all__ = ["THRESHOLD", "alike", "components", "firsts", "groups", "signature"]


def alike(signatures: npt.NDArray[np.integer], fresh: npt.NDArray[np.bool_] | None = None) -> Numbers:
    """Return the pairs of rows that agree by the threshold, each once: two rows of numbers, the lower one above.

    `signatures` has a row of 64 numbers a release (`signatures.matrix`). Of rows that are equal each is paired with the
    next one, and only one with others. With `fresh` (bool by row) only rows that share a band with a fresh one are
    looked at: all pairs with a fresh row are found, and some others. With few fresh rows that is quick.
    """
    rows = np.ascontiguousarray(signatures, np.uint8)
    if fresh is not None:
        near = _sharing(rows, fresh)
        return near[alike(rows[near])]
    order = np.argsort(rows.view(f"V{SIGNATURE_BYTES}").ravel(), kind="stable")
    equal = (rows[order[1:]] == rows[order[:-1]]).all(axis=1)
    single = order[np.concatenate((np.ones(min(1, len(rows)), bool), ~equal))]
    pairs = np.concatenate(
        [np.stack((order[:-1][equal], order[1:][equal])), *(single[pair] for pair in _agreeing(rows[single]))], axis=1
    )
    pairs.sort(axis=0)
    keys = np.unique(pairs[0] * len(rows) + pairs[1])
    return np.stack(np.divmod(keys, max(1, len(rows))))


def firsts(signatures: npt.NDArray[np.integer], rank: npt.NDArray[np.generic] | None = None) -> Numbers:
    """Return for each release the row of the first of its group: its own row where it stands alone.

    `rank` says which of a group is first: the one with the lowest rank, such as its date; by default, and among equals,
    the one with the lower row.
    """
    count = len(signatures)
    group = components(count, alike(signatures))
    order = np.lexsort((np.arange(count), rank)) if rank is not None else np.arange(count)
    first = np.full(count, -1, np.int64)
    first[group[order[::-1]]] = order[::-1]
    return first[group]


def groups(signatures: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    """Return, for each id that resembles an earlier one, the id of the first of its group."""
    given = list(signatures)
    rows = firsts(matrix(b"".join(content for _, content in given)))
    return {name: given[first][0] for (name, _), first in zip(given, rows, strict=True) if given[first][0] != name}


def components(count: int, pairs: Numbers) -> Numbers:
    """Return for each of `count` things the lowest one that pairs, one behind the other, lead to."""
    lowest = np.arange(count)
    while True:
        before = lowest.copy()
        low = lowest[pairs].min(axis=0)
        for side in pairs:
            np.minimum.at(lowest, lowest[side], low)
        lowest = lowest[lowest]
        if np.array_equal(lowest, before):
            return lowest


def _bands(rows: npt.NDArray[np.uint8]) -> Iterator[npt.NDArray[np.uint32]]:
    """Yield the bands of rows, each as one number a row."""
    bands = rows.view("<u4")
    return (np.ascontiguousarray(bands[:, number]) for number in range(PERMUTATIONS // ROWS))


def _sharing(rows: npt.NDArray[np.uint8], fresh: npt.NDArray[np.bool_]) -> Numbers:
    """Return the rows that share a band with a fresh one, those among them, ascending."""
    share = fresh.copy()
    for keys in _bands(rows) if fresh.any() else ():
        wanted = np.unique(keys[fresh])
        places = np.searchsorted(wanted, keys)
        places[places == len(wanted)] = 0
        share |= wanted[places] == keys
    return np.flatnonzero(share)


def _agreeing(rows: npt.NDArray[np.uint8]) -> Iterator[Numbers]:
    """Yield pairs of rows, all different and in order, that agree by the threshold, among those that share a band."""
    for keys in _bands(rows):
        order = np.argsort(keys, kind="stable")
        ordered = keys[order]
        left = np.arange(len(keys))
        for step in range(1, CROWD + 1):
            left = left[left + step < len(keys)]
            left = left[ordered[left] == ordered[left + step]]
            for start in range(0, len(left), PAIRS):
                part = left[start : start + PAIRS]
                pair = np.stack((order[part], order[part + step]))
                same = np.count_nonzero(rows[pair[0]] == rows[pair[1]], axis=1)
                yield pair[:, same >= THRESHOLD * PERMUTATIONS]
            if not len(left):
                break
