"""Phrases: words in a row. The rarest word drives, the others are probed in the stream."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from searchkit.codec.arrayfile import Array
from searchkit.search.forms import Form
from searchkit.search.layers import Matches
from searchkit.search.occurrences import Intervals, Probe, estimate, limited, occurrences
from searchkit.search.segment import Segment


def phrase(segment: Segment, forms: Sequence[Form], field: str, scan: Intervals | None) -> Matches:
    """Return where the words of `forms` stand in a row, in a field: see `occurrences` for the last two."""
    starts, probed = _drive(segment, forms, field, scan)
    order = sorted(set(range(len(forms))) - set(probed), key=lambda k: estimate(segment, forms[k], field))
    for k in order:
        if not len(starts):
            break
        # No word stands at the end of the stream; a phrase that would reach beyond it is none.
        within = (
            starts if int(starts[-1]) + k < len(segment.stream) else np.minimum(starts, len(segment.stream) - 1 - k)
        )
        starts = starts[Probe(segment, forms[k]).at(within + k)]
    return Matches(starts, starts + len(forms))


def _drive(
    segment: Segment, forms: Sequence[Form], field: str, scan: Intervals | None
) -> tuple[Array, tuple[int, ...]]:
    """Return where the phrase may begin, and which of its words that has already made sure of."""
    common = segment.common if field == "text" else {}
    kept = segment.reader.positions[field]
    best: tuple[int, int, tuple[int, ...]] | None = None
    numbers = [common.get(form.whole[0]) if len(form.whole) == 1 and not form.parts else None for form in forms]
    for k, form in enumerate(forms):
        if not any(stem in common for stem in form.stems):
            count = sum(kept.count(stem) for stem in form.stems)
            best = min(best or (count, k, (k,)), (count, k, (k,)))
    pairs = segment.reader["pair_start"]
    for k, (a, b) in enumerate(pairwise(numbers)):
        if a is not None and b is not None:
            pair = a * len(common) + b
            count = int(pairs[pair + 1]) - int(pairs[pair])
            best = min(best or (count, k, (k, k + 1)), (count, k, (k, k + 1)))
    if best is None:
        k = min(range(len(forms)), key=lambda n: estimate(segment, forms[n], field))
        return _begun(occurrences(segment, forms[k], field, scan), k), (k,)
    _, k, sure = best
    if len(sure) == 1:
        return _begun(occurrences(segment, forms[k], field, scan), k), sure
    pair = numbers[k] * len(common) + numbers[k + 1]  # type: ignore[operator]
    found = segment.reader["pair_positions"][int(pairs[pair]) : int(pairs[pair + 1])]
    return _begun(limited(found, scan), k), sure


def _begun(positions: Array, offset: int) -> Array:
    """Return where a phrase begins whose word number `offset` stands at these positions."""
    positions = positions.astype(np.int64)
    if offset:
        positions = positions[np.searchsorted(positions, offset) :] - offset
    return positions
