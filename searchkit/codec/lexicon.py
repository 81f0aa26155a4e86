"""The two dictionaries of a segment: exact words, and the stems that postings are kept by.

An exact *id* stands for a pair (word, stem), since the stem of a word depends on the language of the release; id 0 is
the gap. Ids are ranks by frequency, so that the stream is small numbers; the table of words is sorted by word, then
stem. The number of a stem is its place in the sorted table of stems.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from searchkit.codec.arrayfile import Array, ArrayFile
from searchkit.codec.composing import word_cells
from searchkit.codec.strings import HashedStrings, StringTable, hashed, pack_strings

GAP = 0
NO_STEM = 0xFFFFFFFF
"""The stem of the gap."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Words ranked by frequency. `ids[i]` is the exact id of the i-th word as given (uint32)."""

    ids: Array
    arrays: dict[str, Array]

    @property
    def stems(self) -> int:
        """The number of stems."""
        return len(self.arrays["stem_offsets"]) - 1


def rank(words: list[bytes], stems: list[bytes], counts: Array) -> Ranking:
    """Rank pairs (word, stem) that occur `counts` times (all above 0), and return the arrays of both dictionaries."""
    keys = [b"\0".join(pair) for pair in zip(words, stems, strict=True)]  # a word holds no such byte
    order = sorted(range(len(words)), key=keys.__getitem__)
    unique = sorted(set(stems))
    number = {stem: i for i, stem in enumerate(unique)}
    stem_of = np.fromiter((number[stems[i]] for i in order), np.uint32, len(order))
    by_word = np.array(order, np.int64)
    made = ranking(pack_strings([words[i] for i in order]), pack_strings(unique), stem_of, counts[by_word])
    ids = np.empty(len(order), np.uint32)
    ids[by_word] = made.ids
    return Ranking(ids, made.arrays)


def ranking(words: tuple[Array, Array], stems: tuple[Array, Array], stem_of: Array, counts: Array) -> Ranking:
    """Rank words that are sorted already: `words` and `stems` are packed, `stem_of` and `counts` by place of the word.

    All stems must be used. The `ids` of the result are by the place of the word.
    """
    size = len(counts)
    by_rank = np.argsort(-counts.astype(np.int64), kind="stable")
    ids = np.empty(size, np.uint32)
    ids[by_rank] = np.arange(1, size + 1, dtype=np.uint32)
    exact_stem = np.full(size + 1, NO_STEM, np.uint32)
    exact_stem[ids] = stem_of
    exact_count = np.zeros(size + 1, np.uint32)
    exact_count[ids] = counts
    word_place = np.zeros(size + 1, np.uint32)
    word_place[ids] = np.arange(size, dtype=np.uint32)
    (word_blob, word_offsets), (stem_blob, stem_offsets) = words, stems
    bucket_start, bucket_stems = hashed(stem_blob, stem_offsets)
    words_start = np.zeros(len(stem_offsets), np.uint32)
    np.cumsum(np.bincount(exact_stem[1:], minlength=len(stem_offsets) - 1), out=words_start[1:])
    arrays = {
        "word_blob": word_blob,
        "word_offsets": word_offsets,
        "word_exact": ids,
        "exact_word": word_place,
        "exact_stem": exact_stem,
        "exact_count": exact_count,
        "word_cells": word_cells(words, by_rank),
        "stem_blob": stem_blob,
        "stem_offsets": stem_offsets,
        "stem_bucket_start": bucket_start,
        "stem_bucket": bucket_stems,
        "stem_words": np.argsort(exact_stem[1:], kind="stable").astype(np.uint32) + np.uint32(1),
        "stem_words_start": words_start,
    }
    return Ranking(ids, arrays)


class Vocabulary:
    """Both dictionaries of a segment, mapped."""

    def __init__(self, file: ArrayFile) -> None:
        self.words = StringTable(file["word_blob"], file["word_offsets"])
        buckets = (file["stem_bucket_start"], file["stem_bucket"])
        self.stems = HashedStrings(file["stem_blob"], file["stem_offsets"], buckets)
        self.word_exact = file["word_exact"]
        self.exact_word = file["exact_word"]
        self.exact_stem = file["exact_stem"]
        self.exact_count = file["exact_count"]
        self._stem_words = file["stem_words"]
        self._words_start_array = file["stem_words_start"]
        self._stem_words_start = self._words_start_array.data

    def stem_id(self, stem: str) -> int | None:
        """Return the number of a stem, None where the segment has not got it."""
        return self.stems.number(stem)

    def exact_ids(self, word: str) -> Array:
        """Return the exact ids of a folded word: none, one, or one for each of its stems (uint32)."""
        found = self.words.find(word)
        return self.word_exact[found.start : found.stop]

    def exact_ids_with_prefix(self, prefix: str) -> Array:
        """Return the exact ids of all words that begin with `prefix`, in the order of the words (uint32)."""
        found = self.words.prefix(prefix)
        return self.word_exact[found.start : found.stop]

    def word(self, exact: int) -> str:
        """Return the word of an exact id."""
        return self.words[int(self.exact_word[exact])]

    def words_of_stem(self, stem: int) -> Array:
        """Return the exact ids of a stem's words, commonest first (uint32)."""
        return self._stem_words[self._stem_words_start[stem] : self._stem_words_start[stem + 1]]

    def words_count(self, stems: Array) -> Array:
        """Return how many words each stem has."""
        counts: Array = self._words_start_array[stems + 1] - self._words_start_array[stems]
        return counts
