"""Words as they are written, to numbers: one look-up a token, one entry a spelling."""

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

    def numbers(self, written: list[str], language: str) -> Array:
        """Return the number of each word, given as it is written; `NOTHING` where folding leaves nothing (uint32)."""
        table = self._languages.get(language)
        if table is None:
            table = self._languages[language] = _Spellings(self, language)
        return np.fromiter(map(table.__getitem__, written), np.uint32, len(written))

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

    def __missing__(self, written: str) -> int:
        number = self[written] = self._lexicon.number(written, self._language)
        return number
