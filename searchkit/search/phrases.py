"""Phrases: words in a row. The rarest word drives, the others are probed in the stream."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from searchkit.codec.arrayfile import Array
from searchkit.search.forms import Form
from searchkit.search.layers import Matches
from searchkit.search.occurrences import UNCOUNTED, Intervals, Probe, estimate, limited, occurrences
from searchkit.search.segment import Segment


def phrase(segment: Segment, forms: Sequence[Form], field: str, scan: Intervals | None) -> Matches:
    """Return where the words of `forms` stand in a row, in a field: see `occurrences` for the last two."""
    counts = [estimate(segment, form, field) for form in forms]
    starts, sure = _drive(segment, forms, counts, field, scan)
    last = len(segment.stream) - len(forms)
    if len(starts) and int(starts[-1]) > last:
        starts = starts.compress(starts <= last)
    for k in sorted(range(len(forms)), key=counts.__getitem__):
        if k not in sure and len(starts):
            starts = starts.compress(Probe(segment, forms[k]).at(starts + k if k else starts))
    return Matches(starts, starts + len(forms))


def _drive(
    segment: Segment, forms: Sequence[Form], counts: Sequence[int], field: str, scan: Intervals | None
) -> tuple[Array, tuple[int, ...]]:
    """Return where the phrase may begin (int64), and which of its words that has already made sure of."""
    k = min(range(len(forms)), key=counts.__getitem__)
    pair = rarest_pair(segment, forms) if field == "text" and max(counts) >= UNCOUNTED else None
    if pair is not None and pair[0] < counts[k]:
        _, k, number = pair
        return _begun(limited(segment.reader.pairs.of(number), scan), k), (k, k + 1)
    return _begun(occurrences(segment, forms[k], field, scan), k), (k,)


def rarest_pair(segment: Segment, forms: Sequence[Form]) -> tuple[int, int, int] | None:
    """Return of the rarest two neighbours that are both common words how often they stand in a row, the place of the
    first in the phrase, and the pair's number.
    """
    common = segment.common
    numbers = [common.get(form.whole[0]) if len(form.whole) == 1 and not form.parts else None for form in forms]
    found = []
    for k, (a, b) in enumerate(pairwise(numbers)):
        if a is not None and b is not None:
            pair = a * len(common) + b
            found.append((segment.reader.pairs.count(pair), k, pair))
    return min(found, default=None)


def _begun(positions: Array, offset: int) -> Array:
    """Return where a phrase begins whose word number `offset` stands at these positions (int64)."""
    positions = positions.astype(np.int64)
    if offset:
        positions -= offset
        if len(positions) and int(positions[0]) < 0:
            positions = positions[positions >= 0]
    return positions
