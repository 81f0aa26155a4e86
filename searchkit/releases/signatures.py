"""MinHash signatures of releases (Broder 1997), by rensa, of which the lowest byte of each number is kept.

The share of equal bytes in two signatures estimates how much of the releases' five-word shingles, and of their titles'
words, they have in common (Jaccard); that bytes are equal by chance adds 1/256 of the rest (Li & König 2010).
"""

from __future__ import annotations

from zlib import crc32

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

from searchkit.model import SEARCHED_ZONES, Release

PERMUTATIONS = 64
SIGNATURE_BYTES = PERMUTATIONS
SEED = 1
SHINGLE = 5
FACTORS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F], "u8"
)
WEIGHT = 3
PARTED = bytes(byte if byte > 127 or chr(byte).isalnum() else 32 for byte in range(256))
"""What is neither letter nor digit in ASCII parts words."""
UNSPACED = 15
"""With more letters a word than this the script has no spaces, and every character counts as a word."""


def signature(release: Release) -> bytes:
    """Return the signature of the searched zones and the title: 64 bytes."""
    shingles = _shingles(" ".join(s.of(release.text) for s in release.zone_spans(*SEARCHED_ZONES)))
    numbers = np.concatenate((shingles, _title(release.title)))
    made = RMinHash.digest_matrix_from_flat_token_hashes(numbers, np.array([0, len(numbers)], "u8"), PERMUTATIONS, SEED)
    return np.array(made.to_rows()[0], "u4").astype("u1").tobytes()


def _title(title: str) -> npt.NDArray[np.uint64]:
    """Return `WEIGHT` numbers for each word of the title: short releases with other titles are others."""
    words = _words(title.casefold())
    made: npt.NDArray[np.uint64] = ((words + np.uint64(1)) * FACTORS[:WEIGHT, None]).ravel()
    return made


def _shingles(text: str) -> npt.NDArray[np.uint64]:
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
    return mixed


def _words(folded: str) -> npt.NDArray[np.uint64]:
    """Return a number for each word of a text in small letters."""
    return np.fromiter(map(crc32, folded.encode("utf-8", "replace").translate(PARTED).split()), "u8")


def matrix(signatures: bytes) -> npt.NDArray[np.uint8]:
    """Return signatures, one behind the other, as rows of 64 numbers; nothing is copied."""
    return np.frombuffer(signatures, "u1").reshape(-1, PERMUTATIONS)
