"""MinHash signatures of releases (Broder 1997), by datasketch.

A signature is `SIGNATURE_BYTES` long and can be stored beside a release. The share of equal numbers in two of them
estimates how much of the releases' five-word shingles, and of their titles' words, they have in common (Jaccard).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
import numpy.typing as npt

from searchkit.model import SEARCHED_ZONES, Release

if TYPE_CHECKING:
    from datasketch import MinHash

PERMUTATIONS = 64
SIGNATURE_BYTES = PERMUTATIONS * 4
SCHEME = "affine32"
SHINGLE = 5
FACTORS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F], "u8"
)
WEIGHT = 3
PARTED = bytes(byte if byte > 127 or chr(byte).isalnum() else 32 for byte in range(256))
"""What is neither letter nor digit in ASCII parts words."""
UNSPACED = 15
"""With more letters a word than this the script has no spaces, and every character counts as a word."""


@cache
def _template() -> MinHash:
    from datasketch import MinHash  # noqa: PLC0415 – slow to import (scipy)

    return MinHash(num_perm=PERMUTATIONS, scheme=SCHEME, hashfunc=int)


def signature(release: Release) -> bytes:
    """Return the MinHash of the searched zones' shingles: 64 little-endian 32-bit numbers."""
    made = _template().copy()
    shingles = _shingles(" ".join(s.of(release.text) for s in release.zone_spans(*SEARCHED_ZONES)))
    made.update_batch([*shingles.tolist(), *_title(release.title).tolist()])
    return bytes(made.hashvalues.astype("<u4").tobytes())


def _title(title: str) -> npt.NDArray[np.uint32]:
    """Return `WEIGHT` numbers for each word of the title: short releases with other titles are others."""
    words = _words(title.casefold())
    mixed = ((words + np.uint64(1)) * FACTORS[:WEIGHT, None]) >> np.uint64(32)
    made: npt.NDArray[np.uint32] = mixed.astype("u4").ravel()
    return made


def _shingles(text: str) -> npt.NDArray[np.uint32]:
    """Return a number for each run of five words; at least one."""
    folded = text.casefold()
    words = _words(folded)
    if len(words) * UNSPACED < len(folded):
        words = np.frombuffer(folded.encode("utf-32-le", "replace"), "<u4").astype("u8")
    count = max(1, len(words) - SHINGLE + 1)
    mixed = np.zeros(count, "u8")
    for place, factor in enumerate(FACTORS):
        part = words[place : place + count]
        mixed[: len(part)] += (part + np.uint64(1)) * factor
    shingles: npt.NDArray[np.uint32] = (mixed >> np.uint64(32)).astype("u4")
    return shingles


def _words(folded: str) -> npt.NDArray[np.uint64]:
    """Return a number for each word of a text in small letters."""
    return np.fromiter(map(crc32, folded.encode("utf-8", "replace").translate(PARTED).split()), "u8")


def matrix(signatures: bytes) -> npt.NDArray[np.uint32]:
    """Return signatures, one behind the other, as rows of numbers; nothing is copied."""
    return np.frombuffer(signatures, "<u4").reshape(-1, PERMUTATIONS)
