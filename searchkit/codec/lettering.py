"""How the words of a release are set in its text, so that the text is kept without them: the stream has them already.

A text is gap, word, gap, word, …, gap. What is kept of a word, folded as the stream has it, is the *case* it is written
in, and of a gap, which of the commonest ones it is: one byte for both, a *mark*. Other gaps are literals. What is
written behind the folded word (the possessive 's) belongs to the gap behind it, and so does the whole of a word that is
spelled in none of the cases.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from searchkit.codec.arrayfile import Array
from searchkit.codec.strings import to_bytes, to_text

AS_FOLDED, CAPITAL, UPPER, SPELLED = 0, 1, 2, 3
"""The cases: as in the stream; with a capital (a to z only, here and below); in capitals; given by the next gap."""
CASE_BITS = 6
"""A mark is the case of the word behind the gap, above so many bits for the gap."""
LITERAL = (1 << CASE_BITS) - 1
"""The gap is a literal."""
GAP_BYTES = 8
GAPS = (
    " ", ", ", ". ", "\n", "  ", "-", ".", ".\n\n", "\n\n", ":", " (", "'s ", ".\n", "", ") ", "   ", ": ", "’s ",
    ",", " $", "/", " - ", "    ", '," ', "      ", '. "', "), ", "; ", "     ", ' "', '.\n"', " – ", " “", '."\n',
    ".\n\n“", "% ", "? ", '" ', "' ", '.\n\n"', "., ", ",\n", ":\n", ",” ", ":\n\n", "” ", "       ", "). ", "’ ",
    "- ", '."\n\n', ";", "://", '." ', ". “", "_", ', "', ".”\n\n", " & ", " «", "» ", "--", " @",
)  # fmt: skip
"""The commonest gaps, at most `GAP_BYTES` bytes each in UTF-8; what is stored depends on their order."""
_CHARACTERS = "".join(sorted({character for gap in GAPS for character in gap}))
_SHORT = 0x3000
"""No character of a common gap has this code point or a greater one."""
_NUMBER_OF = np.full(_SHORT, 255, np.uint8)
_NUMBER_OF[list(map(ord, _CHARACTERS))] = np.arange(1, len(_CHARACTERS) + 1)
_MASKS = np.where(np.arange(8) < np.arange(9)[:, None], 0xFF, 0).astype(np.uint8).view(np.uint64).ravel()


class Lettering(NamedTuple):
    """How the words of one text are set: a mark for each word and one for the last gap; the gaps that are literals."""

    marks: bytes
    literals: list[str]


def case_of(written: str, word: str) -> int:
    """Return in which case a folded word is written, `SPELLED` where a text does not have it in any."""
    start = written[: len(word)]
    if start == word:
        return AS_FOLDED
    if "a" <= word[:1] <= "z" and start == word[0].upper() + word[1:]:
        return CAPITAL
    return UPPER if start == to_text(to_bytes(word).upper()) else SPELLED


def lettered(text: str, codes: Array, texts: Array, words: Words) -> list[Lettering | None]:
    """Return how the words are set in texts that are joined by one character each, None for a text whose words overlap.

    `codes` are the code points; `texts` is where the texts begin, and where one more would.
    """
    behind = words.starts + words.sizes * (words.cases != SPELLED)
    first, after = words.bounds[:-1], words.bounds[1:]
    there = first < after
    begin = np.empty(len(behind), np.int64)  # of the gap before each word
    begin[1:] = behind[:-1]
    begin[first[there]] = texts[:-1][there]
    last = texts[:-1].copy()  # where the last gap of each text begins
    last[there] = behind[after[there] - 1]
    begin, end = np.concatenate((begin, last)), np.concatenate((words.starts, texts[1:] - 1))
    gap = _gap_numbers(codes, begin, end)
    cases = np.concatenate((words.cases, np.full(len(last), SPELLED, np.uint8)))
    marks = (cases << CASE_BITS | gap).tobytes()
    literals: list[list[str]] = [[] for _ in last]
    literal = np.flatnonzero(gap == LITERAL)
    owner = _owner(literal, words.bounds)
    for one, opens, closes in zip(owner.tolist(), begin[literal].tolist(), end[literal].tolist(), strict=True):
        literals[one].append(text[opens:closes])
    overlapping = set(_owner(np.flatnonzero(end < begin), words.bounds).tolist())
    bounds = words.bounds.tolist()
    return [
        None if one in overlapping else Lettering(marks[slice(*own)] + marks[len(behind) + one :][:1], literals[one])
        for one, own in enumerate(pairwise(bounds))
    ]


def _owner(gaps: Array, bounds: Array) -> Array:
    """Return the texts of some gaps: first come those before the words, then the last one of each text."""
    count = bounds[-1]
    return np.where(gaps < count, np.searchsorted(bounds, gaps, "right") - 1, gaps - count)


class Words(NamedTuple):
    """Words of joined texts: where they start, the characters of their folded forms, their cases; where those of each
    text begin among them, and where those of one more would.
    """

    starts: Array
    sizes: Array
    cases: Array
    bounds: Array


def _gap_numbers(codes: Array, begin: Array, end: Array) -> Array:
    """Return which of the common gaps stand at some places, `LITERAL` for others (uint8)."""
    numbers: Array = np.full(len(begin), LITERAL, np.uint8)
    size = end - begin
    padded = np.append(codes, np.zeros(1, codes.dtype))
    space = (size == 1) & (padded.take(begin) == ord(" "))
    numbers[space] = 0
    other = np.flatnonzero(~space & (size >= 0) & (size <= GAP_BYTES))
    keys = _keys(codes, begin[other], size[other])
    found = np.minimum(np.searchsorted(_SORTED_KEYS, keys), len(GAPS) - 1)
    numbers[other] = np.where(_SORTED_KEYS[found] == keys, _SORTED[found], LITERAL)
    return numbers


def _keys(codes: Array, begin: Array, size: Array) -> Array:
    """Return a number for each gap of at most eight characters, the same for none but those that no common gap is."""
    width = codes.itemsize
    content = codes.tobytes() + bytes(GAP_BYTES * width)
    rows = np.ndarray((len(codes) + 1,), f"V{GAP_BYTES * width}", content, strides=(width,))
    near = rows[begin].view(codes.dtype)
    numbers = _NUMBER_OF[near if width == 1 else np.minimum(near, _SHORT - 1)]
    keys: Array = numbers.view(np.uint64) & _MASKS[size]
    return keys


def _common() -> tuple[Array, Array]:
    codes = np.frombuffer("".join(GAPS).encode("utf-32-le"), np.uint32)
    size = np.fromiter(map(len, GAPS), np.int64, len(GAPS))
    keys = _keys(codes, np.cumsum(size) - size, size)
    order = np.argsort(keys)
    return keys[order], order.astype(np.uint8)


_SORTED_KEYS, _SORTED = _common()
