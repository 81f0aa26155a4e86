"""Words as they stand in texts, to numbers: many at a time, one entry a spelling.

A spelling of up to 16 ASCII characters, as nearly all are, is a key of 16 bytes. The keys of all tokens are fetched
from the text and looked up in a table at once, without a Python object a token; only those that it does not hold are
looked up in a dictionary, one by one, and put into the table where their place is free.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from zlib import crc32

import numpy as np

from searchkit.analysis import fold
from searchkit.codec.arrayfile import Array
from searchkit.codec.strings import to_bytes

Stemmer = Callable[[str, str], str]

NOTHING = 0
"""The number of what folding leaves nothing of; it is the gap's."""
PAIR_BYTES, SPELLING_BYTES = 260, 110
"""About the memory of a word with its stem, and of one more spelling, besides their characters."""
KEY = 16
SLOTS_BITS = 17
TABLE_BYTES = (KEY + 4) << SLOTS_BITS
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
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._pairs)

    def numbers(self, text: str, codes: Array, starts: Array, ends: Array, language: str) -> Array:
        """Return the number of each token of a text, `NOTHING` where folding leaves nothing of it (uint32).

        Code points and offsets are those that `analysis.places` gives.
        """
        table = self._languages.get(language)
        if table is None:
            table = self._languages[language] = _Spellings(self, language)
            self.bytes += TABLE_BYTES
        return table.numbers(text, codes, starts, ends)

    def number(self, written: str, language: str) -> int:
        """Return the number of a spelling that the language has not had yet."""
        word = fold(written)
        self.bytes += SPELLING_BYTES + len(written)
        if not word:
            return NOTHING
        if word != written:
            return self._languages[language][word]  # folding a folded word changes nothing
        pair = (word, self._stemmer(word, language))
        number = self._pairs.get(pair)
        if number is None:
            number = self._pairs[pair] = len(self._pairs) + 1
            self._hashes.append(crc32(to_bytes(word)))
            self.bytes += PAIR_BYTES + 2 * len(word)
        return number

    def hashes(self, numbers: Array) -> Array:
        """Return a number for each word that is the same in every segment (uint32), as `signatures` takes them."""
        hashes: Array = np.frombuffer(self._hashes, np.uint32)[numbers]
        return hashes

    def pairs(self) -> tuple[list[bytes], list[bytes]]:
        """Return the words and the stems, in the order of their numbers."""
        return [to_bytes(word) for word, _ in self._pairs], [to_bytes(stem) for _, stem in self._pairs]


class _Spellings(dict[str, int]):
    """Numbers by spelling, in one language; a new one is numbered when it is looked up."""

    def __init__(self, lexicon: Lexicon, language: str) -> None:
        super().__init__()
        self._lexicon, self._language = lexicon, language
        self._slot_keys = np.zeros((2, 1 << SLOTS_BITS), np.uint64)
        self._slot_numbers = np.zeros(1 << SLOTS_BITS, np.uint32)

    def __missing__(self, written: str) -> int:
        number = self[written] = self._lexicon.number(written, self._language)
        return number

    def numbers(self, text: str, codes: Array, starts: Array, ends: Array) -> Array:
        """See `Lexicon.numbers`."""
        first, second = _keys(codes, starts, ends)
        slots = ((first ^ (second * FACTORS[1])) * FACTORS[0]) >> np.uint64(64 - SLOTS_BITS)
        slots = slots.astype(np.int64)
        keys = self._slot_keys
        numbers: Array = self._slot_numbers[slots]
        held = (keys[0][slots] == first) & (keys[1][slots] == second) & (first != 0)
        missing = np.flatnonzero(~held)
        if len(missing):
            words = map(text.__getitem__, map(slice, starts[missing].tolist(), ends[missing].tolist()))
            numbers[missing] = np.fromiter(map(self.__getitem__, words), np.uint32, len(missing))
            free = missing[(first[missing] != 0) & (keys[0][slots[missing]] == 0)]
            slot, chosen = np.unique(slots[free], return_index=True)
            chosen = free[chosen]
            keys[0][slot], keys[1][slot], self._slot_numbers[slot] = first[chosen], second[chosen], numbers[chosen]
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
    masks = MASKS[lengths]
    return keys[:, 0] & masks[:, 0], keys[:, 1] & masks[:, 1]
