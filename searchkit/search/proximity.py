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
from searchkit.codec.placing import ASIDE
from searchkit.search.forms import Form
from searchkit.search.layers import Matches
from searchkit.search.occurrences import Probe, estimate, occurrences
from searchkit.search.segment import Segment

MOST_TOGETHER = 10
"""Different parts that share words with each other, at most, for which all subsets are looked at."""
ROWS = 1 << 15
"""Places of the rarest part looked at together."""


def near(segment: Segment, forms: Sequence[Form], slop: int, field: str, scan: tuple[Array, Array] | None) -> Matches:
    """Return the windows in a field that hold all parts with at most `slop` other words between: the shortest from each
    position of a part on. See `occurrences` for `field` and `scan`.
    """
    size = len(forms) + slop
    rarest = min(range(len(forms)), key=lambda k: _cost(segment, forms[k], field))
    centres = occurrences(segment, forms[rarest], field, scan).astype(np.int64)
    probes = [Probe(segment, form) for form in forms]
    reach = np.arange(1 - size, size)
    found: list[list[Array]] = [[np.empty(0, np.int64)] for _ in forms]
    for first in range(0, len(centres), ROWS):
        window = np.clip(centres[first : first + ROWS, None] + reach, 0, len(segment.stream) - 1)
        held = [probe.at(window) for probe in probes]
        rows = np.logical_and.reduce([h.any(axis=1) for h in held])
        for positions, h in zip(found, held, strict=True):
            positions.append(window[rows][h[rows]])
    windows = _windows(segment, forms, [np.unique(np.concatenate(parts)) for parts in found], size)
    return windows.take(_in_one_section(segment, windows, field))


def _cost(segment: Segment, form: Form, field: str) -> tuple[bool, int]:
    return field == "text" and any(stem in segment.common for stem in form.stems), estimate(segment, form)


def _windows(segment: Segment, forms: Sequence[Form], positions: Sequence[Array], size: int) -> Matches:
    firsts = np.unique(np.concatenate(positions))
    if not len(firsts):
        return Matches(firsts, firsts)
    ends = firsts
    far = len(segment.stream) + size
    for subset, need in _subsets(segment, forms):
        own = positions[subset[0]] if len(subset) == 1 else np.unique(np.concatenate([positions[k] for k in subset]))
        place = np.searchsorted(own, firsts) + need - 1
        ends = np.maximum(ends, np.append(own, far)[np.minimum(place, len(own))])
    short = ends - firsts < size
    firsts, ends = firsts[short], ends[short]
    return Matches(firsts, ends + 1)


def _in_one_section(segment: Segment, windows: Matches, field: str) -> Array:
    """Return which windows lie in one stretch of the field."""
    starts = segment.reader["section_start"]
    first = np.searchsorted(starts, windows.starts, "right") - 1
    last = np.searchsorted(starts, windows.ends, "left") - 1
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
