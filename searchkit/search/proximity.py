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
from searchkit.codec.sets import distinct
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
ROWS = 1 << 15
"""Places of the rarest part looked at together."""


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
    """Return the positions of each part in reach of places of the rarest one around which all parts stand."""
    width = min(2 * size - 1, len(segment.stream))
    rows = segment.rows(width)
    probes = {k: Probe(segment, forms[k]) for k in sorted(range(len(forms)), key=counts.__getitem__)}
    found: list[list[Array]] = [[np.empty(0, np.int64)] for _ in forms]
    for first in range(0, len(centres), ROWS):
        starts = np.clip(centres[first : first + ROWS] - (size - 1), 0, len(rows) - 1)
        exact = rows[starts].view(segment.stream.dtype).reshape(-1, width)
        for probe in list(probes.values())[1:]:
            good = distinct(probe.in_rows(exact, starts)[0])
            exact, starts = exact[good], starts[good]
        for k, probe in probes.items():
            row, column = probe.in_rows(exact, starts)
            found[k].append(starts[row] + column)
    return [distinct_of(np.concatenate(parts)) for parts in found]


def _windows(segment: Segment, forms: Sequence[Form], positions: Sequence[Array], size: int) -> Matches:
    subsets = list(_subsets(segment, forms))
    if all(len(subset) == need == 1 for subset, need in subsets):
        firsts, ends = _disjoint(positions)
    else:
        firsts, ends = _shared(positions, subsets)
    short = ends - firsts < size
    firsts, ends = firsts[short], ends[short]
    return Matches(firsts, ends + 1)


def _disjoint(positions: Sequence[Array]) -> tuple[Array, Array]:
    """Return every position, and where the shortest window from it ends; no two parts share a word."""
    every = np.concatenate(positions)
    order = np.argsort(every, kind="stable")
    firsts, part = every[order], np.repeat(np.arange(len(positions)), list(map(len, positions)))[order]
    ends = firsts
    for k in range(len(positions)):
        own = np.where(part == k, firsts, FAR)
        ends = np.maximum(ends, np.minimum.accumulate(own[::-1])[::-1])
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
    rank = segment.rank("section")
    first, last = rank.of(windows.starts) - 1, rank.of(windows.ends - 1) - 1
    aside = segment.reader["section_kind"][np.maximum(first, 0)] == ASIDE
    whole: Array = (first == last) & (aside == (field == "aside"))
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
