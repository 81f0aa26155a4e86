"""A sorted table of words and what they lead to, in flat arrays that can be mapped from a file."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from searchkit.speakers.splicing import places_among, spliced, starts_of

Array = npt.NDArray[Any]


class Terms:
    """Words → sorted numbers. A look-up reads about twenty words of the table, whatever its size."""

    def __init__(self, words: Array, word_offsets: Array, numbers: Array, number_offsets: Array) -> None:
        self._words = words
        self._word_offsets = word_offsets
        self._numbers = numbers
        self._number_offsets = number_offsets
        self._text, self._bounds = words.data, word_offsets.data  # single numbers come quicker from these

    @classmethod
    def empty(cls) -> Terms:
        """Return a table without words."""
        start = np.zeros(1, np.int64)
        return cls(np.empty(0, np.uint8), start, np.empty(0, np.int32), start)

    @classmethod
    def build(cls, entries: Mapping[str, set[int]]) -> Terms:
        """Return the table of `entries`."""
        return cls.empty().amended(np.empty(0, np.int32), entries)

    def amended(self, moved: Array, entries: Mapping[str, set[int]]) -> Terms:
        """Return the table with `moved[number]` for every number, without those below 0, and with `entries`.

        `moved` keeps the order of numbers. Words that lead nowhere any more are taken out.
        """
        numbers = moved[self._numbers]
        starts = _kept_before(numbers >= 0)[self._number_offsets]
        numbers = numbers[numbers >= 0]
        counts = np.diff(starts)
        at: list[int] = []
        added: list[tuple[bytes, int]] = []
        where: list[int] = []
        values: list[int] = []
        for word, own in sorted((word.encode(), sorted(own)) for word, own in entries.items()):
            place = self._place(word)
            low = int(starts[place])
            if place < len(self) and self._word(place) == word:
                where += (low + np.searchsorted(numbers[low : int(starts[place + 1])], own)).tolist()
                counts[place] += len(own)
            else:
                where += [low] * len(own)
                at.append(place)
                added.append((word, len(own)))
            values += own
        gone, before = counts == 0, np.array(at, np.int64)
        words, word_offsets = spliced(self._words, self._word_offsets, gone, before, [word for word, _ in added])
        counts = np.insert(counts[~gone], places_among(gone, before), [count for _, count in added])
        numbers = np.insert(numbers, np.array(where, np.int64), values).astype(np.int32)
        return Terms(words, word_offsets, numbers, starts_of(counts))

    def arrays(self) -> tuple[Array, Array, Array, Array]:
        """Return the four arrays from which the table can be made again."""
        return self._words, self._word_offsets, self._numbers, self._number_offsets

    def __len__(self) -> int:
        return len(self._word_offsets) - 1

    def __iter__(self) -> Iterator[str]:
        return (self._word(k).decode() for k in range(len(self)))

    def get(self, word: str) -> list[int]:
        """Return the numbers of a word; none if it is not in the table."""
        wanted = word.encode()
        place = self._place(wanted)
        if place == len(self) or self._word(place) != wanted:
            return []
        return self._between(place, place + 1)

    def words_beginning(self, prefix: str) -> Iterable[str]:
        """Return all words that begin with `prefix`."""
        wanted = prefix.encode()
        return (self._word(k).decode() for k in range(self._place(wanted), self._place(wanted + b"\xff")))

    def beginning(self, prefix: str) -> list[int]:
        """Return the numbers of all words that begin with `prefix`."""
        wanted = prefix.encode()
        return sorted(set(self._between(self._place(wanted), self._place(wanted + b"\xff"))))

    def _place(self, wanted: bytes) -> int:
        """Return how many words are less than `wanted`."""
        return bisect_left(range(len(self)), wanted, key=self._word)

    def _between(self, start: int, end: int) -> list[int]:
        """Return the numbers of the words from one place to another."""
        numbers: list[int] = self._numbers[int(self._number_offsets[start]) : int(self._number_offsets[end])].tolist()
        return numbers

    def _word(self, k: int) -> bytes:
        return self._text[self._bounds[k] : self._bounds[k + 1]].tobytes()


def _kept_before(kept: Array) -> Array:
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(kept, dtype=np.int64)))
