"""From the stream to postings: documents, frequencies and positions of every stem, in bounded memory.

One pass takes the tokens of as many stems as the bound allows, as keys of 64 bits (stem in the high half, position in the low
one); sorting the keys is the whole inversion.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from searchkit.codec.arrays import Array, ArrayWriter
from searchkit.codec.streams import BLOCK_BITS

PASS_TOKENS = 16_000_000
"""Tokens that one pass holds (8 bytes each, twice)."""
LARGE = 255
"""A frequency from here on stands in a list of its own."""

Chunk = tuple[Array, Array]
"""Stem numbers (uint32) and their stream positions (uint32), in order of the stream."""
Source = Callable[[], Iterator[Chunk]]


@dataclass(frozen=True, slots=True, eq=False)
class Sorted:
    """The tokens of the stems `low` to `high` (not included), sorted by stem, then by position."""

    low: int
    high: int
    stems: Array
    positions: Array


def passes(counts: Array, source: Source) -> Iterator[Sorted]:
    """Yield the tokens of `source` in the order of stems; `counts` are the numbers of tokens by stem."""
    bounds = _bounds(counts)
    for low, high in zip(bounds[:-1], bounds[1:], strict=True):
        keys = np.empty(int(counts[low:high].sum()), np.uint64)
        filled = 0
        for stems, positions in source():
            if len(bounds) > 2:
                inside = (stems >= low) & (stems < high)
                stems, positions = stems[inside], positions[inside]  # noqa: PLW2901
            part = keys[filled : filled + len(stems)]
            np.left_shift(stems, np.uint64(32), out=part, dtype=np.uint64, casting="unsafe")
            part |= positions
            filled += len(stems)
        keys.sort()
        yield Sorted(low, high, (keys >> np.uint64(32)).astype(np.uint32), keys.astype(np.uint32))


def _bounds(counts: Array) -> list[int]:
    before = np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])
    bounds = [0]
    while bounds[-1] < len(counts):
        full = int(np.searchsorted(before, before[bounds[-1]] + PASS_TOKENS, "right")) - 1
        bounds.append(min(len(counts), max(full, bounds[-1] + 1)))
    return bounds


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """What the postings of one field keep: `common` stems (bool by stem) have no positions, None keeps none at all."""

    field: str
    common: Array | None


def write_postings(out: ArrayWriter, shape: Shape, counts: Array, source: Source, block_doc: Array) -> None:
    """Write `field.df_end`, `.docs`, `.freqs`, `.large_at`, `.large`, `.cf` and `.position_end`, `.positions`."""
    docs: list[Array] = []
    freqs: list[Array] = []
    dfs: list[Array] = []
    narrow = np.uint16 if not len(block_doc) or int(block_doc[-1]) < 1 << 16 else np.uint32

    def positions() -> Iterator[Array]:
        for part in passes(counts, source):
            doc = block_doc[part.positions >> BLOCK_BITS]
            new = np.append(True, (part.stems[1:] != part.stems[:-1]) | (doc[1:] != doc[:-1]))[: len(doc)]
            at = np.flatnonzero(new)
            docs.append(doc[at].astype(narrow))
            freqs.append(np.diff(np.append(at, len(doc))).astype(np.uint32))
            dfs.append(np.bincount(part.stems[at] - part.low, minlength=part.high - part.low))
            if shape.common is not None:
                yield part.positions[~shape.common[part.stems]]

    if shape.common is None:
        for _ in positions():
            pass
    else:
        out.add_chunks(f"{shape.field}.positions", np.uint32, positions())
        kept = np.where(shape.common, 0, counts)
        out.add(f"{shape.field}.position_end", np.cumsum(kept, dtype=np.uint64))
    _write_documents(out, shape.field, narrow, docs, freqs, dfs)
    out.add(f"{shape.field}.cf", counts.astype(np.uint32))


def _write_documents(
    out: ArrayWriter, field: str, kind: type[np.generic], docs: list[Array], freqs: list[Array], dfs: list[Array]
) -> None:
    freq = np.concatenate([np.empty(0, np.uint32), *freqs])
    large = np.flatnonzero(freq >= LARGE)
    out.add_chunks(f"{field}.docs", kind, docs)
    out.add(f"{field}.freqs", np.minimum(freq, LARGE).astype(np.uint8))
    out.add(f"{field}.large_at", large.astype(np.uint64))
    out.add(f"{field}.large", freq[large])
    df = np.concatenate([np.empty(0, np.int64), *dfs])
    out.add(f"{field}.df_end", np.cumsum(df, dtype=np.uint64))
