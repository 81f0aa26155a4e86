"""Near-duplicates: MinHash signatures of releases, by datasketch (Broder 1997), and groups of those that agree.

A signature is `SIGNATURE_BYTES` long and can be stored beside a release; two texts whose five-word shingles overlap by
`THRESHOLD` (Jaccard) or more are likely grouped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from searchkit.model import SEARCHED_ZONES, Release

PERMUTATIONS = 64
SIGNATURE_BYTES = PERMUTATIONS * 4
SCHEME = "affine32"
SHINGLE = 5
THRESHOLD = 0.8
WORD = re.compile(r"\w+")


def signature(release: Release) -> bytes:
    """Return the MinHash of the searched zones' shingles: 64 little-endian 32-bit numbers."""
    from datasketch import MinHash  # noqa: PLC0415 – slow to import (scipy)

    words = WORD.findall(" ".join(s.of(release.text) for s in release.zone_spans(*SEARCHED_ZONES)).casefold())
    made = MinHash(num_perm=PERMUTATIONS, scheme=SCHEME)
    count = max(1, len(words) - SHINGLE + 1)
    made.update_batch([" ".join(words[i : i + SHINGLE]).encode("utf-8", "replace") for i in range(count)])
    return bytes(made.hashvalues.astype("<u4").tobytes())


def groups(signatures: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    """Return, for each id that resembles an earlier one, the id of the first of its group."""
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415 – slow to import (scipy)

    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    kept: dict[str, npt.NDArray[np.uint32]] = {}
    first: dict[str, str] = {}
    for name, content in signatures:
        values = np.frombuffer(content, "<u4")
        sketch = MinHash(num_perm=PERMUTATIONS, hashvalues=values, scheme=SCHEME)
        near = [str(other) for other in index.query(sketch)]
        alike = [other for other in near if float(np.mean(kept[other] == values)) >= THRESHOLD]
        if alike:
            first[name] = alike[0]
        elif name not in kept:
            kept[name] = values
            index.insert(name, sketch)
    return first
