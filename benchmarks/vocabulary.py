"""What queries are drawn from: document frequencies, and releases to take words and phrases from."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from benchmarks.document import GAP, read_documents

POOL = 2000
"""Releases kept to draw from."""
STOP_SHARE = 0.4
"""A stem in more than this share of releases is a stop word here."""


@dataclass(frozen=True, slots=True)
class Text:
    """The tokens of a release: folded, and stemmed."""

    words: list[str]
    stems: list[str]
    day: int | None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Document frequencies of stems in all `releases`, a pool of English texts, and its frequent n-grams of stems."""

    releases: int
    frequency: Counter[str]
    pool: list[Text]
    frequent: list[tuple[int, int, int]]
    """Text of the pool, first token, length: one place of each n-gram that many texts of the pool hold."""

    def share(self, stem: str) -> float:
        """Return the share of releases that hold a stem."""
        return self.frequency[stem] / self.releases

    def is_stop(self, stem: str) -> bool:
        """Return whether a stem is so common that it says little."""
        return self.share(stem) > STOP_SHARE


def usable(word: str) -> bool:
    """Return whether a word is plain: letters a to z, and more than a letter."""
    return len(word) > 1 and word.isascii() and word.isalpha() and word != GAP


def read_vocabulary(path: Path, seed: int) -> Vocabulary:
    """Return the vocabulary of a file of prepared documents; the pool is a fair sample, the same for the same seed."""
    rng = random.Random(seed)
    frequency: Counter[str] = Counter()
    pool: list[Text] = []
    seen = english = 0
    for document in read_documents(path):
        stems = document.stems.split(" ")
        frequency.update(set(stems))
        seen += 1
        if document.language != "en" or len(stems) < 20:
            continue
        english += 1
        place = len(pool) if len(pool) < POOL else rng.randrange(english)
        if place < POOL:
            text = Text(document.words.split(" "), stems, document.day)
            pool[place : place + 1] = [text]
    return Vocabulary(seen, frequency, pool, _frequent(pool))


def _frequent(pool: list[Text]) -> list[tuple[int, int, int]]:
    """Return where the n-grams of 2 to 5 stems stand that at least half a percent of the texts hold."""
    places: dict[tuple[str, ...], tuple[int, int, int]] = {}
    counts: Counter[tuple[str, ...]] = Counter()
    for number, text in enumerate(pool):
        grams: set[tuple[str, ...]] = set()
        for length in range(2, 6):
            for start in range(len(text.stems) - length + 1):
                gram = tuple(text.stems[start : start + length])
                if gram not in places and all(map(usable, text.words[start : start + length])):
                    places[gram] = (number, start, length)
                grams.add(gram)
        counts.update(grams)
    least = max(3, len(pool) // 200)
    return [place for gram, place in places.items() if counts[gram] >= least]
