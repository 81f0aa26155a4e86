"""Where the sentences of many texts start. What is decided by a few characters beside a stop is decided for all stops
of all texts at once; the other stops are left to `sentences`, whose answers these are.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from searchkit.analysis.sentences import BULLETS, LETTERS, WRAPPED, borders_at, endings, sentence_starts, with_first

Numbers = npt.NDArray[np.int64]
Codes = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]

EDGE = b"\n" * 4
"""Stands before and behind the texts, so that every stop has neighbours."""


def _table(characters: str) -> bytes:
    return bytes(chr(code) in characters for code in range(128)).ljust(256, b"\0")


ASCII = "".join(map(chr, range(128)))
STOPS = _table(".!?\n")
SPACES = np.frombuffer(_table("".join(filter(str.isspace, ASCII))), np.bool_)
WORDS = np.frombuffer(_table("".join(filter(str.isalnum, ASCII))), np.bool_)
SMALL = np.frombuffer(_table("".join(filter(str.islower, ASCII))), np.bool_)
LARGE = np.frombuffer(_table("".join(filter(str.isupper, ASCII))), np.bool_)
CLOSERS = np.frombuffer(_table(".!?)]\"'*"), np.bool_)
BULLET = np.frombuffer(_table(BULLETS), np.bool_)
LINE_END, BLANK = ord("\n"), ord(" ")


def starts_of_all(texts: Sequence[str]) -> list[list[int]]:
    """Return for each text where its sentences start, as `sentence_starts` does."""
    plain = [number for number, text in enumerate(texts) if text.isascii()]
    made: list[list[int]] = [[] if text.isascii() else sentence_starts(text) for text in texts]
    for number, starts in zip(plain, _of_ascii([texts[number] for number in plain]), strict=True):
        made[number] = starts
    return made


def _of_ascii(texts: Sequence[str]) -> list[list[int]]:
    content = b"".join((EDGE, "\n".join(texts).encode("ascii"), EDGE))
    codes = np.frombuffer(content, np.uint8)
    stops = np.flatnonzero(np.frombuffer(content.translate(STOPS), np.bool_))
    stops = stops[(stops >= len(EDGE)) & (stops < len(codes) - len(EDGE))]
    bases = len(EDGE) + np.cumsum([0, *(len(text) + 1 for text in texts)])
    last = np.searchsorted(bases, stops, "right")
    inner = stops < bases[last] - 1  # the others part the texts
    stops, ends = stops[inner], bases[last[inner]] - 1
    borders, left = _decided(codes, stops, ends, bases)
    known, asked = (np.searchsorted(found, bases).tolist() for found in (borders, left))
    borders_list, left_list = borders.tolist(), left.tolist()
    made = []
    for text, base, own, open_ in zip(texts, bases.tolist(), pairwise(known), pairwise(asked), strict=False):
        found = [border - base for border in borders_list[slice(*own)]]
        found += borders_at(text, [stop - base for stop in left_list[slice(*open_)]])
        made.append(with_first(text, sorted(found)))
    return made


def _decided(codes: Codes, stops: Numbers, ends: Numbers, bases: Numbers) -> tuple[Numbers, Numbers]:
    """Return the borders that are plain to see, and the stops of which that cannot be said, both ascending.

    `ends` are the ends of the texts that the stops stand in, `bases` where all texts begin.
    """
    at, behind, further = (codes[stops + step] for step in range(3))
    line = at == LINE_END
    # a capital behind one blank or two, small letters before that are the end of no abbreviation
    small = np.logical_and.reduce([SMALL.take(codes[stops - step]) for step in range(1, LETTERS + 1)])
    wide = (further == BLANK) & LARGE.take(codes[stops + 3])
    plain = small & (behind == BLANK) & (LARGE.take(further) | wide) & ~line
    plain[plain] = ~_abbreviated(codes, stops[plain])
    # a blank line behind it, or a line that is too short, or too long, to have been wrapped
    broken = stops + ~line  # where the line ends
    blank = codes[broken + 1] == LINE_END
    next_line = broken + 1 + blank
    first = codes[next_line]
    ended = WORDS.take(codes[stops - 1]) & (codes[broken] == LINE_END) & ~SPACES.take(first) & (next_line < ends)
    starts = np.sort(np.concatenate((bases, stops[line] + 1)))
    width = stops - starts[np.searchsorted(starts, stops, "right") - 1]
    whole = ended & (blank | (width < WRAPPED.start) | (width >= WRAPPED.stop) | BULLET.take(first))
    left = ~plain & ~whole & ~(ended & line) & (line | SPACES.take(behind) | CLOSERS.take(behind))
    passed = np.concatenate((broken[whole & ~line], broken[whole & blank] + 1))  # line ends behind such stops
    left[np.searchsorted(stops, passed)] = False
    return np.sort(np.concatenate((stops[plain] + 2 + wide[plain], next_line[whole]))), stops[left]


def _abbreviated(codes: Codes, stops: Numbers) -> Flags:
    """Return of which stops the letters before are the end of an abbreviation."""
    keys = np.zeros(len(stops), np.uint32)
    for step in range(LETTERS, 0, -1):
        keys = keys << np.uint32(8) | codes[stops - step]
    known = _keys()
    found: Flags = known[np.minimum(np.searchsorted(known, keys), len(known) - 1)] == keys
    return found


@cache
def _keys() -> npt.NDArray[np.uint32]:
    whole = [ending.encode() for ending in endings() if ending.isascii() and len(ending) == LETTERS]
    return np.array(sorted(int.from_bytes(ending) for ending in whole), np.uint32)
