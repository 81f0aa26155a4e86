"""Near-duplicates: pairs and groups of releases whose signatures agree.

What an index does: it keeps `signature(release)` beside each release, and at every commit asks `alike` for the pairs
that are new. Groups depend on the signatures alone, never on the order in which releases came, so that an index that
was updated and one that was rebuilt agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

import numpy as np
import numpy.typing as npt

from searchkit.releases.signatures import PERMUTATIONS, matrix, signature

THRESHOLD = 0.8
"""Two releases are near-duplicates where this share of their signatures' numbers, or more, is equal."""
ROWS = 4
"""Numbers of one band. A pair at the threshold differs in 12 numbers of 64, so that at least four of its 16 bands are
equal: every such pair is found."""
BANDS = PERMUTATIONS // ROWS
PAIRS = 1 << 17
"""So many pairs are compared at a time."""
CROWD = 128
"""In a crowd of more that share a band, each is compared with so many that follow it in the order of signatures."""

MIXING = np.uint64(0x9E3779B97F4A7C15)

Numbers = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint32]

__all__ = ["THRESHOLD", "Matrix", "Signatures", "alike", "components", "firsts", "groups", "signature"]


class Signatures(Protocol):
    """The signatures of many releases, by row, wherever they lie: they need not be held."""

    def __len__(self) -> int:
        """Return the number of rows."""

    def band(self, number: int) -> Keys:
        """Return a band of all rows (0 to 15) as one number a row."""

    def take(self, rows: Numbers) -> npt.NDArray[np.uint8]:
        """Return the signatures of some rows, a row of 64 bytes each."""


class Matrix:
    """Signatures that are held: a row of 64 numbers a release (`signatures.matrix`)."""

    def __init__(self, rows: npt.NDArray[np.integer]) -> None:
        self._rows = np.ascontiguousarray(rows, np.uint8)

    def __len__(self) -> int:
        return len(self._rows)

    def band(self, number: int) -> Keys:
        """As in `Signatures`."""
        return np.ascontiguousarray(self._rows.view("<u4")[:, number])

    def take(self, rows: Numbers) -> npt.NDArray[np.uint8]:
        """As in `Signatures`."""
        return self._rows[rows]


class _Some:
    """Some rows of signatures."""

    def __init__(self, signatures: Signatures, rows: Numbers) -> None:
        self._signatures, self._rows = signatures, rows

    def __len__(self) -> int:
        return len(self._rows)

    def band(self, number: int) -> Keys:
        """As in `Signatures`."""
        return self._signatures.band(number)[self._rows]

    def take(self, rows: Numbers) -> npt.NDArray[np.uint8]:
        """As in `Signatures`."""
        return self._signatures.take(self._rows[rows])


def alike(signatures: Signatures, fresh: npt.NDArray[np.bool_] | None = None) -> Numbers:
    """Return the pairs of rows that agree by the threshold, each once: two rows of numbers, the lower one above.

    Of rows that are equal each is paired with the next one, and only one with others. With `fresh` (bool by row) only
    rows that share a band with a fresh one are looked at: all pairs with a fresh row are found, and some others. With
    few fresh rows that is quick. Some 50 bytes a row are taken, besides the pairs.
    """
    if fresh is not None:
        near = _sharing(signatures, fresh)
        return near[alike(_Some(signatures, near))]
    order = _ordered(signatures)
    equal = _equal(signatures, order)
    single = order[np.concatenate((np.ones(min(1, len(order)), bool), ~equal))]
    pairs = _Pairs(len(order))
    pairs.add(order[:-1][equal], order[1:][equal])
    del order, equal
    for one, other in _agreeing(signatures, single):
        pairs.add(one, other)
    return pairs.found()


class _Pairs:
    """Pairs of rows gathered, each kept once."""

    def __init__(self, rows: int) -> None:
        self._rows = max(1, rows)
        self._keys = np.empty(0, np.int64)
        self._waiting: list[Numbers] = []
        self._size = 0

    def add(self, one: Numbers, other: Numbers) -> None:
        """Add pairs, either row of which may be the lower one."""
        self._waiting.append(np.minimum(one, other) * self._rows + np.maximum(one, other))
        self._size += len(one)
        if self._size > max(PAIRS, len(self._keys)):
            self._gather()

    def _gather(self) -> None:
        self._keys = np.unique(np.concatenate((self._keys, *self._waiting)))
        self._waiting, self._size = [], 0

    def found(self) -> Numbers:
        """Return all pairs in order."""
        self._gather()
        return np.stack(np.divmod(self._keys, self._rows))


def firsts(signatures: npt.NDArray[np.integer], rank: npt.NDArray[np.generic] | None = None) -> Numbers:
    """Return for each release the row of the first of its group: its own row where it stands alone.

    `rank` says which of a group is first: the one with the lowest rank, such as its date; by default, and among equals,
    the one with the lower row.
    """
    count = len(signatures)
    group = components(count, alike(Matrix(signatures)))
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


def _ordered(signatures: Signatures) -> Numbers:
    """Return the rows in the order of their first eight bytes; equal rows, told by a hash, stand together."""
    hashes = np.zeros(len(signatures), np.uint64)
    first = np.zeros(len(signatures), np.uint64)
    for number in range(BANDS):
        keys = signatures.band(number)
        if number < 2:
            first = first << np.uint64(32) | keys.byteswap()
        hashes ^= keys
        hashes *= MIXING
        hashes ^= hashes >> np.uint64(29)
    return np.lexsort((hashes, first))


def _equal(signatures: Signatures, order: Numbers) -> npt.NDArray[np.bool_]:
    """Return which of the ordered rows, all but the last one, equal the next one."""
    equal = np.zeros(max(0, len(order) - 1), bool)
    for start in range(0, len(equal), PAIRS):
        rows = signatures.take(order[start : start + PAIRS + 1])
        equal[start : start + PAIRS] = (rows[1:] == rows[:-1]).all(axis=1)
    return equal


def _sharing(signatures: Signatures, fresh: npt.NDArray[np.bool_]) -> Numbers:
    """Return the rows that share a band with a fresh one, those among them, ascending."""
    share = fresh.copy()
    for number in range(BANDS) if fresh.any() else ():
        keys = signatures.band(number)
        share |= _is_among(keys, np.unique(keys[fresh]))
    return np.flatnonzero(share)


def _is_among(keys: Keys, wanted: Keys) -> npt.NDArray[np.bool_]:
    """Return which of the keys stand in a sorted array that is not empty."""
    places = np.searchsorted(wanted, keys)
    places[places == len(wanted)] = 0
    found: npt.NDArray[np.bool_] = wanted[places] == keys
    return found


def _agreeing(signatures: Signatures, single: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield pairs of rows, all different and in order, that agree by the threshold, among those that share a band."""
    for number in range(BANDS):
        keys = signatures.band(number)[single]
        order = np.argsort(keys, kind="stable")
        keys, rows = keys[order], single[order]
        left = np.arange(len(keys))
        for step in range(1, CROWD + 1):
            left = left[left + step < len(keys)]
            left = left[keys[left] == keys[left + step]]
            for start in range(0, len(left), PAIRS):
                part = left[start : start + PAIRS]
                one, other = rows[part], rows[part + step]
                same = np.count_nonzero(signatures.take(one) == signatures.take(other), axis=1)
                alike = same >= THRESHOLD * PERMUTATIONS
                yield one[alike], other[alike]
            if not len(left):
                break
