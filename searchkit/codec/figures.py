"""The figures of releases: the numbers that a release states, read from the token stream.

A form letter ("Elyria secures $671,358", "Parma secures $968,451") differs from the next in little but its figures, and
a copy of a release has them all. Days, years, times of day and telephone numbers in the body are no figures: they come
and go with the furniture of pages. In a headline every number counts.
"""

from __future__ import annotations

import re
from enum import IntEnum, auto
from itertools import pairwise

import numpy as np

from searchkit.codec.arrayfile import Array
from searchkit.codec.reader import SegmentReader
from searchkit.codec.stream import ASIDE, HEAD


class Kind(IntEnum):
    """What a word can be for the rules below."""

    OTHER = 0
    NUMBER = auto()
    SHORT = auto()
    """A day, an hour, a minute: "7", "24th"."""
    THREE = auto()
    FOUR = auto()
    YEAR = auto()
    MONTH = auto()
    HALF_DAY = auto()
    """ "am", "pm"."""
    A_OR_P = auto()
    M = auto()


_SHAPES = (
    (re.compile(rb"\d{1,2}(st|nd|rd|th)?"), Kind.SHORT),
    (re.compile(rb"\d{3}"), Kind.THREE),
    (re.compile(rb"(19|20)\d\d"), Kind.YEAR),
    (re.compile(rb"\d{4}"), Kind.FOUR),
)
_MONTHS = "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september"
_WORDS = {
    Kind.MONTH: (*_MONTHS.split(), "october", "november", "december"),
    Kind.HALF_DAY: ("am", "pm"),
    Kind.A_OR_P: ("a", "p"),
    Kind.M: ("m",),
}
LAST = (Kind.FOUR, Kind.YEAR)
"""The last part of a telephone number."""
REACH = 2
"""A token's neighbours on either side that tell what it is."""


def figures(reader: SegmentReader, docs: Array, kinds: Array | None = None) -> list[frozenset[bytes]]:
    """Return the figures of some releases (documents of one segment), in their order.

    Whoever asks several times gives the `kinds` of the segment's words: see `kinds_of`.
    """
    if not len(docs):
        return []
    edges = np.append(reader["doc_start"], np.uint32(reader.info.positions)).astype(np.int64)
    parts = [
        reader.exact(start, end) for start, end in zip(edges[docs].tolist(), edges[docs + 1].tolist(), strict=True)
    ]
    exact = np.concatenate(parts)
    lengths = np.fromiter(map(len, parts), np.int64, len(parts))
    row = np.repeat(np.arange(len(docs)), lengths)
    position = np.arange(len(exact)) + np.repeat(edges[docs] - np.cumsum(lengths) + lengths, lengths)
    kind = (kinds_of(reader) if kinds is None else kinds)[exact]
    number = np.flatnonzero((kind >= Kind.NUMBER) & (kind <= Kind.YEAR))
    section = reader.section_kinds(position[number])
    counts = (section == HEAD) | ((section != ASIDE) & ~_passing(kind, number))
    number = number[counts]
    words, place = np.unique(exact[number], return_inverse=True)
    written = [reader.vocabulary.words.data(k) for k in reader.vocabulary.exact_word[words].tolist()]
    stated = [written[k] for k in place.tolist()]
    # "142,500" is two tokens and one figure.
    bounds = np.append(np.flatnonzero(np.diff(number, prepend=-2) != 1), len(stated))
    found: list[set[bytes]] = [set() for _ in docs]
    for first, last in pairwise(bounds.tolist()):
        found[row[number[first]]].add(b" ".join(stated[first:last]))
    return list(map(frozenset, found))


def agree(one: frozenset[bytes], other: frozenset[bytes]) -> bool:
    """Return whether two releases can be copies: neither states a figure, or one has all figures of the other."""
    return one <= other or other <= one


def kinds_of(reader: SegmentReader) -> Array:
    """Return the kind of each exact word of a segment (uint8)."""
    vocabulary = reader.vocabulary
    kinds = np.zeros(len(vocabulary.exact_word), np.uint8)
    first, last = vocabulary.words.at_least(b"0"), vocabulary.words.at_least(b":")
    kinds[vocabulary.word_exact[first:last]] = [_shape(word) for word in vocabulary.words.data_between(first, last)]
    for kind, words in _WORDS.items():
        for word in words:
            kinds[vocabulary.exact_ids(word)] = kind
    return kinds


def _shape(word: bytes) -> Kind:
    return next((kind for shape, kind in _SHAPES if shape.fullmatch(word)), Kind.NUMBER)


def _passing(kind: Array, number: Array) -> Array:
    """Return which of the tokens `number` (places in `kind`) are part of a day, a time or a telephone number."""
    padded = np.pad(kind, REACH)

    def near(offset: int, *kinds: Kind) -> Array:
        return np.isin(padded[number + (REACH + offset)], kinds)

    short = near(0, Kind.SHORT)
    hour = near(1, Kind.HALF_DAY) | (near(1, Kind.A_OR_P) & near(2, Kind.M))
    hour |= near(1, Kind.SHORT) & near(2, Kind.HALF_DAY, Kind.A_OR_P)
    day = near(-1, Kind.MONTH) | near(1, Kind.MONTH)
    day |= (near(1, Kind.SHORT) & near(2, Kind.YEAR)) | (near(-1, Kind.SHORT) & near(1, Kind.YEAR))
    day |= (near(-1, Kind.YEAR) & near(1, Kind.SHORT)) | (near(-2, Kind.YEAR) & near(-1, Kind.SHORT))
    telephone = near(0, Kind.THREE) & (near(1, *LAST) | (near(1, Kind.THREE) & near(2, *LAST)))
    telephone |= near(0, Kind.FOUR) & near(-1, Kind.THREE)
    passing: Array = near(0, Kind.YEAR) | (short & (day | hour)) | telephone
    return passing
