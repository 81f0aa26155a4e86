"""A sorted table of words and what they lead to, in flat arrays that can be mapped from a file."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


class Terms:
    """Words → sorted numbers. A look-up reads about twenty words of the table, whatever its size."""

    def __init__(self, words: Array, word_offsets: Array, numbers: Array, number_offsets: Array) -> None:
        self._words = words
        self._word_offsets = word_offsets
        self._numbers = numbers
        self._number_offsets = number_offsets

    @classmethod
    def build(cls, entries: Mapping[str, set[int]]) -> Terms:
        """Return the table of `entries`."""
        ordered = sorted((word.encode(), sorted(numbers)) for word, numbers in entries.items())
        blob = b"".join(word for word, _ in ordered)
        return cls(
            np.frombuffer(blob, np.uint8) if blob else np.zeros(0, np.uint8),
            _offsets([len(word) for word, _ in ordered]),
            np.array([number for _, numbers in ordered for number in numbers], np.int32),
            _offsets([len(numbers) for _, numbers in ordered]),
        )

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
        return self._words[int(self._word_offsets[k]) : int(self._word_offsets[k + 1])].tobytes()


def _offsets(lengths: list[int]) -> Array:
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(np.array(lengths, np.int64))))
