"""How the words of a query are stemmed by the languages of a segment's releases, and in which of them that counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from searchkit.analysis.stemming import primary, ways
from searchkit.codec import SegmentReader
from searchkit.codec.arrayfile import Array
from searchkit.codec.lexicon import GAP
from searchkit.codec.ranges import ranges
from searchkit.codec.stream import ESCAPE
from searchkit.search.docsets import DocSet

READ = 1 << 21
"""Positions of releases in other languages than the chief one that are read to learn which stems stand there."""


@dataclass(frozen=True, slots=True, eq=False)
class LanguageDocs:
    """The releases `docs`, or all others where they are `excluded`; `intervals` (starts, ends) is where they stand."""

    docs: DocSet
    excluded: bool
    intervals: tuple[Array, Array]


class Languages:
    """The languages of a segment. Threads may share it: what it keeps is only ever added to."""

    def __init__(self, reader: SegmentReader) -> None:
        self._reader = reader
        self._docs: dict[tuple[str, ...], LanguageDocs] = {}

    @cached_property
    def _by_doc(self) -> tuple[list[str], Array]:
        column = self._reader.keyword("lang")
        codes = [primary(value) for value in column.values]
        unique = sorted(set(codes))
        number = np.array([unique.index(code) for code in codes], np.uint8)
        return unique, number[column.ordinals]

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The languages that stem ("" for none), that of most releases first."""
        codes, by_doc = self._by_doc
        counts = np.bincount(by_doc, minlength=len(codes))
        return tuple(codes[k] for k in np.argsort(-counts, kind="stable").tolist())

    def stemmed(self, words: Sequence[str]) -> list[tuple[tuple[int, ...], tuple[str, ...]]]:
        """Return the numbers of the stems of words, for each way to stem them that finds something: with the languages
        in whose releases it counts, none where that is all.
        """
        single = [ways(word, self.codes) for word in words]
        if max(map(len, single)) == 1:
            numbers = self._numbers([own[0][0] for own in single])
            return [] if numbers is None else [(numbers, ())]
        found = []
        for stems, languages in _together(single, self.codes):
            numbers = self._numbers(stems)
            counting = None if numbers is None else self._counting(numbers, languages)
            if numbers is not None and counting is not None:
                found.append((numbers, counting))
        return found

    def _numbers(self, stems: Sequence[str]) -> tuple[int, ...] | None:
        """Return the numbers of stems, None where the segment has not got one of them."""
        number = self._reader.vocabulary.stem_id
        numbers = tuple([number(stem) for stem in stems])
        return None if None in numbers else numbers  # type: ignore[return-value]

    def _counting(self, stems: tuple[int, ...], languages: tuple[str, ...]) -> tuple[str, ...] | None:
        """Return the languages in whose releases stems must be looked for: none for all, None where it is in vain."""
        elsewhere = self._elsewhere
        if elsewhere is None or all(map(elsewhere.__getitem__, stems)):
            return languages
        return () if self.codes[0] in languages else None

    @cached_property
    def _elsewhere(self) -> memoryview | None:
        """Whether each stem stands in a release of another language than the chief one; None where that is too much to
        read. Of most stems of one language the releases of the others know nothing.
        """
        others = self.docs(self.codes[:1])
        starts, ends = others.intervals
        if not others.excluded or int((ends - starts).sum(dtype=np.int64)) > READ:
            return None
        vocabulary = self._reader.vocabulary
        words = np.zeros(len(vocabulary.exact_stem), bool)
        ids = self._reader["stream"][ranges(starts, ends)]
        words[ids[ids != ESCAPE]] = True
        rare = ranges(*(np.searchsorted(self._reader["rare_at"], bounds) for bounds in (starts, ends)))
        words[self._reader["rare_exact"][rare]] = True
        words[GAP] = False
        found = np.zeros(len(vocabulary.stems), bool)
        found[vocabulary.exact_stem[words]] = True
        return found.data

    def docs(self, languages: tuple[str, ...]) -> LanguageDocs:
        """Return the releases in these languages."""
        found = self._docs.get(languages)
        if found is None:
            codes, by_doc = self._by_doc
            inside = np.isin(by_doc, [k for k, code in enumerate(codes) if code in languages])
            excluded = bool(2 * np.count_nonzero(inside) >= len(inside))
            few = np.flatnonzero(~inside if excluded else inside)
            starts = self._reader["doc_start"][few]
            ends = np.append(self._reader["doc_start"], np.uint32(len(self._reader["stream"])))[few + 1]
            found = LanguageDocs(DocSet(len(inside), docs=few), excluded, (starts, ends))
            self._docs[languages] = found
        return found


def _together(
    words: Sequence[tuple[tuple[str, tuple[str, ...]], ...]], codes: tuple[str, ...]
) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return the ways to stem some words at once, from those of each."""
    stem_by_code = [{code: stem for stem, own in each for code in own or codes} for each in words]
    grouped: dict[tuple[str, ...], list[str]] = {}
    for code in codes:
        grouped.setdefault(tuple([stems[code] for stems in stem_by_code]), []).append(code)
    return [(stems, tuple(own) if len(grouped) > 1 else ()) for stems, own in grouped.items()]
