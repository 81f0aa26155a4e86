"""MinHash signatures of releases (Broder 1997), by rensa, of which the lowest byte of each number is kept.

The share of equal bytes in two signatures estimates how much of the releases' five-word shingles, and of their titles'
words, they have in common (Jaccard); that bytes are equal by chance adds 1/256 of the rest (Li & König 2010).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zlib import crc32

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

from searchkit.analysis import tokenize
from searchkit.model import SEARCHED_ZONES, Release

PERMUTATIONS = 64
SIGNATURE_BYTES = PERMUTATIONS
SEED = 1
SHINGLE = 5
FACTORS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F], "u8"
)
WEIGHT = 3
POSSESSIVE = crc32(b"s")
"""Left out: where punctuation was lost, "Cardin's" has become "Cardin s"."""

Numbers = npt.NDArray[np.unsignedinteger]
Counts = npt.NDArray[np.int64]


def hashed(words: Iterable[str]) -> Numbers:
    """Return the number by which `signatures` knows a folded word (uint32)."""
    listed = list(words)
    encoded = "\n".join(listed).encode("utf-8", "surrogatepass").split(b"\n")  # there is no line end in a word
    return np.fromiter(map(crc32, encoded if listed else ()), np.uint32, len(listed))


def signature(release: Release) -> bytes:
    """Return the signature of the searched zones and the title: 64 bytes."""
    text = "\n".join(span.of(release.text) for span in release.zone_spans(*SEARCHED_ZONES))
    words = hashed(tokenize(text, release.language).words)
    return signatures(words, np.array([len(words)]), [release.title]).tobytes()


def signatures(words: Numbers, counts: Counts, titles: Sequence[str]) -> npt.NDArray[np.uint8]:
    """Return the signatures of several releases, a row of 64 numbers each.

    `words` are those of the searched zones of all, as `hashed` has them; `counts[i]` of them are the i-th release's.
    """
    kept = words != POSSESSIVE
    ends, before = np.cumsum(counts), np.concatenate((np.zeros(1, np.int64), np.cumsum(kept)))
    words, counts = words[kept], before[ends] - before[ends - counts]
    made: npt.NDArray[np.uint8] = np.minimum(_digests(*_shingles(words, counts)), _digests(*_titles(titles))).astype(
        np.uint8
    )
    return made


def matrix(signatures: bytes) -> npt.NDArray[np.uint8]:
    """Return signatures, one behind the other, as rows of 64 numbers; nothing is copied."""
    return np.frombuffer(signatures, "u1").reshape(-1, PERMUTATIONS)


def _digests(numbers: Numbers, counts: Counts) -> npt.NDArray[np.uint32]:
    """Return for each release the least of each permutation of its numbers."""
    offsets = np.concatenate(([0], np.cumsum(counts))).astype("u8")
    return np.array(RMinHash.digest_matrix_from_flat_token_hashes(numbers, offsets, PERMUTATIONS, SEED).to_rows(), "u4")


def _titles(titles: Sequence[str]) -> tuple[Numbers, Counts]:
    """Return `WEIGHT` numbers for each word of a title: short releases with other titles are others."""
    tokens = tokenize("\n".join(titles))
    ends = np.cumsum(np.fromiter((len(title) + 1 for title in titles), np.int64, len(titles)))
    counts = np.diff(np.searchsorted(tokens.starts, ends), prepend=0)
    words = hashed(tokens.words).astype("u8") + np.uint64(1)
    return (words[:, None] * FACTORS[:WEIGHT]).ravel(), counts * WEIGHT


def _shingles(words: Numbers, counts: Counts) -> tuple[Numbers, Counts]:
    """Return a number for each run of five words of a release; for a shorter release one for all of it."""
    sizes = np.maximum(counts, SHINGLE)
    ends = np.cumsum(sizes)
    laid = np.zeros(int(ends[-1]) + SHINGLE - 1, "u8")
    numbers = words.astype("u8") + np.uint64(1)
    if counts.min() >= SHINGLE:
        laid[: len(words)] = numbers
    else:
        shift = ends - sizes - np.cumsum(counts) + counts
        laid[np.arange(len(words)) + np.repeat(shift, counts)] = numbers
    mixed = laid[: int(ends[-1])] * FACTORS[0]
    for place, factor in enumerate(FACTORS[1:], 1):
        mixed += laid[place : place + len(mixed)] * factor
    kept = np.ones(len(mixed), bool)
    kept[(ends[:, None] - np.arange(1, SHINGLE)).ravel()] = False
    return mixed[kept], sizes - (SHINGLE - 1)
