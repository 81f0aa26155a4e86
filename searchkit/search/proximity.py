"""Words near each other, in any order: the windows that hold each part of a phrase at a position of its own.

A window from f to e seats all parts just where, for every subset of parts, it holds as many positions of any of them as
the subset has parts (Hall's theorem). So the shortest window that begins at f ends at the greatest, over the subsets S,
of the |S|-th position of S from f on. Only parts that share words need subsets of more than one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from searchkit.codec.arrayfile import Array
from searchkit.codec.stream import ASIDE
from searchkit.search.forms import Form
from searchkit.search.layers import Matches, distinct_of
from searchkit.search.occurrences import Intervals, Probe, estimate, occurrences
from searchkit.search.segment import Segment

FAR = np.int64(1 << 40)
"""Behind every position."""
MOST_TOGETHER = 10
"""Different parts that share words with each other, at most, for which all subsets are looked at."""
WINDOW_COST = 0.4
"""A look at one position of the stream costs about as much as so many positions of a part."""
ROWS = 1 << 13
"""Places of the rarest part looked at together: their rows stay in the processor's cache."""
LANES = 8
"""Flags in a number of 64 bits."""


def near(segment: Segment, forms: Sequence[Form], slop: int, field: str, scan: Intervals | None) -> Matches:
    """Return the windows in a field that hold all parts with at most `slop` other words between: the shortest from each
    position of a part on. See `occurrences` for `field` and `scan`.
    """
    size = len(forms) + slop
    counts = [estimate(segment, form, field) for form in forms]
    rarest = min(range(len(forms)), key=counts.__getitem__)
    if sum(counts) < counts[rarest] * size * WINDOW_COST:
        found = [occurrences(segment, form, field, scan).astype(np.int64) for form in forms]
    else:
        centres = occurrences(segment, forms[rarest], field, scan).astype(np.int64)
        found = _around(segment, forms, counts, centres, size)
    windows = _windows(segment, forms, found, size)
    return windows.take(_in_one_section(segment, windows, field))


def _around(segment: Segment, forms: Sequence[Form], counts: Sequence[int], centres: Array, size: int) -> list[Array]:
    """Return the positions of each part in reach of places of the rarest one around which all parts stand (of the
    rarest one just these places: a window holds one of them).
    """
    width = min(-(2 * size - 1) // LANES * -LANES, len(segment.stream))  # which is a multiple of it, too
    rows = segment.rows(width)
    rarest, *others = sorted(range(len(forms)), key=counts.__getitem__)
    probes = {k: Probe(segment, forms[k]) for k in others}
    found: list[list[Array]] = [[np.empty(0, np.int64)] for _ in forms]
    for first in range(0, len(centres), ROWS):
        own = centres[first : first + ROWS]
        starts = np.clip(own - (size - 1), 0, len(rows) - 1)
        exact = rows[starts].view(segment.stream.dtype).reshape(-1, width)
        held: dict[int, Array] = {}
        for k, probe in probes.items():
            held[k] = probe.in_rows(exact, starts)
            good = _any_in_row(held[k]).nonzero()[0]
            if len(good) < len(starts):
                own, starts, exact = own.take(good), starts.take(good), exact.take(good, axis=0)
                held = {j: hits.take(good, axis=0) for j, hits in held.items()}
        found[rarest].append(own)
        for k, hits in held.items():
            place = hits.ravel().nonzero()[0]
            row = place // width
            found[k].append(starts.take(row) + (place - row * width))
    return [distinct_of(np.concatenate(parts)) for parts in found]


def _any_in_row(hits: Array) -> Array:
    """Return which rows of flags, of a multiple of `LANES`, hold any: numpy reads so many of them as one number."""
    lanes = hits.view(np.uint64)
    some: Array = lanes[:, 0] != 0
    for k in range(1, lanes.shape[1]):
        some |= lanes[:, k] != 0
    return some


def _windows(segment: Segment, forms: Sequence[Form], positions: Sequence[Array], size: int) -> Matches:
    subsets = list(_subsets(segment, forms))
    if all(len(subset) == need == 1 for subset, need in subsets):
        firsts, ends = _disjoint(positions)
    else:
        firsts, ends = _shared(positions, subsets)
    return Matches(firsts, ends + 1).take(ends - firsts < size)


def _disjoint(positions: Sequence[Array]) -> tuple[Array, Array]:
    """Return every position, and where the shortest window from it ends; no two parts share a word."""
    every = np.concatenate(positions)
    order = np.argsort(every, kind="stable")
    firsts = every.take(order)
    part = np.repeat(np.arange(len(positions), dtype=np.uint16), list(map(len, positions))).take(order)
    ends = firsts
    for k, own in enumerate(positions):
        of_part = part == k
        next_ = np.cumsum(of_part) - of_part  # so many positions of the part lie before
        ends = np.maximum(ends, np.append(own, FAR).take(next_))
    return firsts, ends


def _shared(positions: Sequence[Array], subsets: Sequence[tuple[tuple[int, ...], int]]) -> tuple[Array, Array]:
    """The same where parts share words: by Hall's theorem."""
    firsts = ends = distinct_of(np.concatenate(positions))
    for subset, need in subsets:
        own = distinct_of(np.concatenate([positions[k] for k in subset]))
        place = np.searchsorted(own, firsts) + need - 1
        ends = np.maximum(ends, np.append(own, FAR)[np.minimum(place, len(own))])
    return firsts, ends


def _in_one_section(segment: Segment, windows: Matches, field: str) -> Array:
    """Return which windows lie in one stretch of the field."""
    section = segment.rank("section").of(windows.starts) - 1
    whole: Array = windows.ends <= segment.reader["section_end"].take(section)
    whole &= (segment.reader["section_kind"].take(section) == ASIDE) == (field == "aside")
    return whole


def _subsets(segment: Segment, forms: Sequence[Form]) -> Iterator[tuple[tuple[int, ...], int]]:
    """Yield subsets of parts that differ, with how many parts each stands for: single ones, those that share words."""
    words = [frozenset(form.exact_ids(segment).tolist()) for form in forms]
    distinct = [k for k, own in enumerate(words) if own not in words[:k]]
    count = {k: words.count(words[k]) for k in distinct}
    yield from (((k,), count[k]) for k in distinct)
    together = [k for k in distinct if any(j != k and words[j] & words[k] for j in distinct)][:MOST_TOGETHER]
    for size in range(2, len(together) + 1):
        for subset in combinations(together, size):
            yield subset, sum(count[k] for k in subset)
