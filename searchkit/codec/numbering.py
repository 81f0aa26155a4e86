"""Words as they stand in texts, to numbers: many at a time, one entry a spelling.

A spelling of up to 16 ASCII characters, as nearly all are, is a key of 16 bytes. The keys of all tokens are fetched
from the text and looked up in a table at once, without a Python object a token; only those that it does not hold are
looked up in a dictionary, one by one, and put into the table where their place is free. What is kept of a spelling is
the number of its word, above the case in which it is written.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from zlib import crc32

import numpy as np

from searchkit.analysis import fold
from searchkit.codec.arrayfile import Array
from searchkit.codec.lettering import case_of
from searchkit.codec.strings import to_bytes

Stemmer = Callable[[Sequence[str], str], list[str]]
"""Gives the stems of folded words in a language."""

NOTHING = 0
"""The number of what folding leaves nothing of; it is the gap's."""
PAIR_BYTES, SPELLING_BYTES = 260, 110
"""About the memory of a word with its stem, and of one more spelling, besides their characters."""
CASE_BITS = 2
KEY = 16
SLOTS_BITS = 17
SLOT = 32
"""Bytes of a slot of the table: a power of two is fetched fastest."""
TABLE_BYTES = SLOT << SLOTS_BITS
FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], np.uint64)
_LENGTH = np.arange(KEY + 2)
_KEPT = np.where(np.arange(KEY) < _LENGTH[:, None], 0xFF, 0).astype(np.uint8)
_KEPT[KEY + 1] = 0
MASKS = _KEPT.view(np.uint64)
"""By length, which bytes of a key belong to the token; none where it is too long."""


class Lexicon:
    """The words met while a segment is written: pairs of a folded word and its stem, numbered from 1 as they come."""

    def __init__(self, stemmer: Stemmer) -> None:
        self._stemmer = stemmer
        self._pairs: dict[tuple[str, str], int] = {}
        self._languages: dict[str, _Spellings] = {}
        self._hashes = array("I", [0])
        self._sizes = array("I", [0])
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._pairs)

    def numbers(self, text: str, codes: Array, starts: Array, ends: Array, language: str) -> tuple[Array, Array]:
        """Return the number of each token of a text (uint32; `NOTHING` where folding leaves nothing of it) and its case
        (uint8; see `codec.lettering`).

        Code points and offsets are those that `analysis.places` gives.
        """
        table = self._languages.get(language)
        if table is None:
            table = self._languages[language] = _Spellings(self, language)
            self.bytes += TABLE_BYTES
        spelled = table.numbers(text, codes, starts, ends)
        return spelled >> np.uint32(CASE_BITS), spelled.astype(np.uint8) & np.uint8((1 << CASE_BITS) - 1)

    def learn(self, written: Sequence[str], language: str, known: dict[str, int]) -> None:
        """Put into `known` the numbers, above cases, of spellings (each given once) that the language has not had."""
        folded = list(map(fold, written))
        words = [word for word in dict.fromkeys(folded) if word and word not in known]
        for pair in zip(words, self._stemmer(words, language), strict=True):
            number = self._pairs.get(pair)
            if number is None:
                number = self._pairs[pair] = len(self._pairs) + 1
                self._hashes.append(crc32(to_bytes(pair[0])))
                self._sizes.append(len(pair[0]))
                self.bytes += PAIR_BYTES + 2 * len(pair[0])
            known[pair[0]] = number << CASE_BITS  # folding a folded word changes nothing
            self.bytes += SPELLING_BYTES + len(pair[0])
        for spelling, word in zip(written, folded, strict=True):
            if spelling not in known:
                known[spelling] = known[word] | case_of(spelling, word) if word else NOTHING
                self.bytes += SPELLING_BYTES + len(spelling)

    def hashes(self, numbers: Array) -> Array:
        """Return a number for each word that is the same in every segment (uint32), as `signatures` takes them."""
        hashes: Array = np.frombuffer(self._hashes, np.uint32)[numbers]
        return hashes

    def sizes(self, numbers: Array) -> Array:
        """Return the characters of words (uint32)."""
        sizes: Array = np.frombuffer(self._sizes, np.uint32)[numbers]
        return sizes

    def pairs(self) -> tuple[list[bytes], list[bytes]]:
        """Return the words and the stems, in the order of their numbers."""
        return [to_bytes(word) for word, _ in self._pairs], [to_bytes(stem) for _, stem in self._pairs]


class _Spellings(dict[str, int]):
    """Numbers above cases by spelling, in one language; new ones are numbered when they are looked up."""

    def __init__(self, lexicon: Lexicon, language: str) -> None:
        super().__init__()
        self._lexicon, self._language = lexicon, language
        self._slots = np.zeros((1 << SLOTS_BITS, SLOT // 8), np.uint64)
        """Both halves of a key and its number, side by side: a slot is fetched from memory at once."""

    def of(self, written: Sequence[str]) -> Iterator[int]:
        """Return the numbers, above the cases, of some spellings."""
        if new := [spelling for spelling in dict.fromkeys(written) if spelling not in self]:
            self._lexicon.learn(new, self._language, self)
        return map(self.__getitem__, written)

    def numbers(self, text: str, codes: Array, starts: Array, ends: Array) -> Array:
        """Return the number of each token of a text, above its case (uint32); see `Lexicon.numbers`."""
        first, second = _keys(codes, starts, ends)
        slots = ((first ^ (second * FACTORS[1])) * FACTORS[0]) >> np.uint64(64 - SLOTS_BITS)
        slots = slots.astype(np.int64)
        found = self._slots.take(slots, axis=0)
        numbers: Array = found[:, 2].astype(np.uint32)
        missing = np.flatnonzero((found[:, 0] != first) | (found[:, 1] != second) | (first == 0))
        if len(missing):
            words = list(map(text.__getitem__, map(slice, starts[missing].tolist(), ends[missing].tolist())))
            numbers[missing] = np.fromiter(self.of(words), np.uint32, len(missing))
            free = missing[(first[missing] != 0) & (found[missing, 0] == 0)]
            slot, chosen = np.unique(slots[free], return_index=True)
            chosen = free[chosen]
            self._slots[slot, :3] = np.stack((first[chosen], second[chosen], numbers[chosen]), axis=1)
        return numbers


def _keys(codes: Array, starts: Array, ends: Array) -> tuple[Array, Array]:
    """Return both halves of the keys of tokens (uint64); zeros for those that are too long or not in ASCII."""
    lengths = np.minimum(ends - starts, KEY + 1)
    if codes.itemsize > 1:
        wide = np.concatenate((np.zeros(1, np.int32), np.cumsum(codes > 127, dtype=np.int32)))
        lengths[wide[ends] != wide[starts]] = KEY + 1
        codes = codes.astype(np.uint8)
    content = codes.tobytes() + bytes(KEY)
    rows = np.ndarray((len(codes) + 1,), f"V{KEY}", content, strides=(1,))[starts]
    keys = rows.view(np.uint64).reshape(-1, 2)
    masks = MASKS.take(lengths, axis=0)
    return keys[:, 0] & masks[:, 0], keys[:, 1] & masks[:, 1]
