"""Queries drawn from a corpus: the same for the same corpus and seed."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator

from benchmarks.prepared import EPOCH
from benchmarks.query import Query, Shape
from benchmarks.vocabulary import Text, Vocabulary, usable

EACH = 20
"""Queries of a kind."""
ATTEMPTS = 200_000
BANDS: dict[str, tuple[float, float]] = {
    "term, rare": (0.0, 0.001),
    "term, medium": (0.001, 0.02),
    "term, common": (0.05, 0.3),
    "term, very common": (0.4, 1.0),
}
"""Kinds of single terms: shares of the releases that hold them."""


class Drawer:
    """Draws queries from a vocabulary with a random generator."""

    def __init__(self, vocabulary: Vocabulary, seed: int) -> None:
        self._vocabulary = vocabulary
        self._rng, self._seed = random.Random(), seed
        self._kinds: dict[str, Callable[[], Query | None]] = {
            **{kind: self._term(kind, low, high) for kind, (low, high) in BANDS.items()},
            "and of 2": lambda: self._words("and of 2", 2, "all"),
            "and of 3": lambda: self._words("and of 3", 3, "all"),
            "or of 2": lambda: self._words("or of 2", 2, "any"),
            "or of 3": lambda: self._words("or of 3", 3, "any"),
            "phrase": lambda: self._phrase("phrase", stops=False),
            "phrase, stop words": lambda: self._phrase("phrase, stop words", stops=True),
            "phrase, frequent": self._frequent_phrase,
            "slop": self._near,
            "prefix": self._prefix,
            "date range": self._dated,
        }

    def draw(self, only: str | None = None, each: int = EACH) -> list[Query]:
        """Return `each` different queries of each kind whose name begins with `only` (all where it is None)."""
        return [query for kind in self._kinds if kind.startswith(only or "") for query in self._draw(kind, each)]

    def _draw(self, kind: str, each: int) -> Iterator[Query]:
        self._rng.seed(f"{self._seed} {kind}")
        seen: set[str] = set()
        for _ in range(ATTEMPTS):
            query = self._kinds[kind]()
            if query is None or query.text in seen:
                continue
            seen.add(query.text)
            yield query
            if len(seen) == each:
                return

    def _text(self) -> Text:
        return self._rng.choice(self._vocabulary.pool)

    def _word(self, text: Text, low: float = 0.0002, high: float = 0.4) -> tuple[str, str] | None:
        """Return a random word of the text and its stem, None where it is not of the band."""
        place = self._rng.randrange(len(text.words))
        word, stem = text.words[place], text.stems[place]
        return (word, stem) if usable(word) and low <= self._vocabulary.share(stem) <= high else None

    def _term(self, kind: str, low: float, high: float) -> Callable[[], Query | None]:
        def draw() -> Query | None:
            found = self._word(self._text(), low, high)
            return found and Query(kind, found[0], "all", (found[1],))

        return draw

    def _words(self, kind: str, count: int, shape: Shape) -> Query | None:
        """Return words that stand in one release."""
        text = self._text()
        found = {pair[1]: pair[0] for _ in range(count) if (pair := self._word(text))}
        if len(found) < count:
            return None
        return Query(kind, (" OR " if shape == "any" else " ").join(found.values()), shape, tuple(found))

    def _phrase(self, kind: str, *, stops: bool) -> Query | None:
        text, length = self._text(), self._rng.randint(2, 6)
        start = self._rng.randrange(max(1, len(text.words) - length))
        return self._phrase_at(kind, text, start, length, stops)

    def _phrase_at(self, kind: str, text: Text, start: int, length: int, stops: bool | None) -> Query | None:
        words, stems = text.words[start : start + length], text.stems[start : start + length]
        if len(words) < length or not all(map(usable, words)):
            return None
        if stops is not None and stops != any(map(self._vocabulary.is_stop, stems)):
            return None
        return Query(kind, f'"{" ".join(words)}"', "phrase", tuple(stems))

    def _frequent_phrase(self) -> Query | None:
        number, start, length = self._rng.choice(self._vocabulary.frequent)
        return self._phrase_at("phrase, frequent", self._vocabulary.pool[number], start, length, None)

    def _near(self) -> Query | None:
        """Return two or three words of a short stretch of text, in an order by chance."""
        text, count = self._text(), self._rng.randint(2, 3)
        start = self._rng.randrange(max(1, len(text.words) - 8))
        places = self._rng.sample(range(start, min(start + 6, len(text.words))), count)
        words, stems = [text.words[p] for p in places], [text.stems[p] for p in places]
        if not all(map(usable, words)) or len(set(stems)) < count or all(map(self._vocabulary.is_stop, stems)):
            return None
        slop = max(1, max(places) - min(places) + 1 - count)
        return Query("slop", f'"{" ".join(words)}"~{slop}', "near", tuple(stems), slop)

    def _prefix(self) -> Query | None:
        found = self._word(self._text())
        if found is None or len(found[0]) < 6:
            return None
        prefix = found[0][: self._rng.randint(3, 6)]
        return Query("prefix", prefix + "*", "prefix", (prefix,))

    def _dated(self) -> Query | None:
        """Return a word and a range of one to twelve months around the day of a release that holds it."""
        text = self._text()
        found = self._word(text)
        if found is None or text.day is None:
            return None
        day = dt.date.fromordinal(text.day + EPOCH)
        months = day.year * 12 + day.month - 1
        first = months - self._rng.randint(0, 5)
        last = months + self._rng.randint(0, 6)
        days = (_month_start(first), _month_start(last + 1) - 1)
        written = f"{found[0]} date:{_month(first)}..{_month(last)}"
        return Query("date range", written, "all", (found[1],), days=days)


def _month(months: int) -> str:
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


def _month_start(months: int) -> int:
    return dt.date(months // 12, months % 12 + 1, 1).toordinal() - EPOCH
