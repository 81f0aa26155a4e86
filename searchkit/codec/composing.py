"""Texts of releases from the words of the stream and from how they are set (`codec.lettering`).

Each gap and each word stands in a cell that is filled up with a byte which is no part of UTF-8; what fills is dropped
from all cells at once. What has no cell – rare and long words, literals – is marked by another such byte, and put in
its place.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

import numpy as np

from searchkit.codec.arrayfile import Array, ArrayFile
from searchkit.codec.lettering import CAPITAL, CASE_BITS, GAP_BYTES, GAPS, LITERAL, UPPER, Lettering
from searchkit.codec.ranges import ranges
from searchkit.codec.stream import ESCAPE
from searchkit.codec.strings import to_bytes

CELL_WORDS = ESCAPE - 1
"""So many of the commonest words of a segment have cells: those that are no escapes in the stream."""
WORD_BYTES = 16
FILLING, MARKER = b"\xff", b"\xfe"
_CELLS = np.dtype([("gap", f"V{GAP_BYTES}"), ("word", f"V{WORD_BYTES}")])
_WORD = np.dtype({"names": ["first"], "formats": ["u1"], "itemsize": WORD_BYTES})
_MARKS = np.arange(256)
_CASE_OF = _MARKS >> CASE_BITS
_GAP_OF = np.frombuffer(
    b"".join(gap.ljust(GAP_BYTES, FILLING) for gap in (*map(to_bytes, GAPS), MARKER)), f"V{GAP_BYTES}"
)[_MARKS & LITERAL]


def word_cells(words: tuple[Array, Array], by_rank: Array) -> Array:
    """Return the cells of the commonest words (`V16`), that of a gap before them.

    `words` are packed; `by_rank` has their places, commonest first.
    """
    blob, offsets = words
    places = by_rank[:CELL_WORDS]
    starts, ends = offsets[places].astype(np.int64), offsets[places + 1].astype(np.int64)
    size = ends - starts
    cells = np.full((len(places) + 1, WORD_BYTES), FILLING[0], np.uint8)
    cells[np.flatnonzero(size > WORD_BYTES) + 1, 0] = MARKER[0]
    short = np.flatnonzero(size <= WORD_BYTES)
    source = ranges(starts[short], ends[short])
    cells[np.repeat(short + 1, size[short]), source - np.repeat(starts[short], size[short])] = blob[source]
    return cells.view(f"V{WORD_BYTES}").ravel()


class Composer:
    """Composes texts of one segment; threads may share it."""

    def __init__(self, file: ArrayFile) -> None:
        self._stream, self._stored_cells = file["stream"], file["word_cells"]
        self._rare_at, self._rare_exact = file["rare_at"].data, file["rare_exact"].data
        self._exact_word, self._offsets, self._blob = (
            file[name].data for name in ("exact_word", "word_offsets", "word_blob")
        )

    @cached_property
    def _word_cells(self) -> tuple[Array, Array, int]:
        """Cells of words, case by case, those of words that are spelled empty; where those of a mark's case begin; the
        number of the last of each case, which is that of all words that have none.
        """
        folded = self._stored_cells.tobytes() + MARKER.ljust(WORD_BYTES, FILLING)
        capital = np.frombuffer(bytearray(folded), _WORD)
        capital["first"] = np.frombuffer(capital["first"].tobytes().upper(), np.uint8)
        cells = np.frombuffer(b"".join((folded, capital.data, folded.upper(), FILLING * len(folded))), f"V{WORD_BYTES}")
        return cells, _CASE_OF * len(capital), len(capital) - 1

    def text(self, start: int, end: int, letters: bytes, least: int | None = None) -> bytes:
        """Return the text, in UTF-8, of the words from `start` to `end` in the stream; `letters` is `packed`.

        With `least`, only its beginning is made, of so many characters at least where the text has them.

        Raises:
            ValueError: the letters are not those of these words.
        """
        ids = self._stream[start:end]
        ids = ids[ids != 0]
        marks = np.frombuffer(letters, np.uint8, len(ids) + 1)
        literals = letters[len(marks) + 1 :].split(MARKER) if len(letters) > len(marks) else []
        if least is not None:  # a word has one character, or more
            ids, marks = ids[:least], marks[: least + 1]
        word_cells, case_start, last = self._word_cells
        which = case_start.take(marks)
        which[:-1] += np.minimum(ids, last)
        which[-1] = -1
        cells = np.empty(len(marks), _CELLS)
        cells["gap"] = _GAP_OF.take(marks)
        cells["word"] = word_cells.take(which)
        text = cells.tobytes().translate(None, FILLING)
        if MARKER not in text:
            return text
        parts = text.split(MARKER)
        if least is not None or len(parts) > len(literals) + 1:
            marked = (cells["word"].view(_WORD)["first"] == MARKER[0]).nonzero()[0].tolist()
            written = [
                self._word(exact, case, start, end, k)
                for k, exact, case in zip(marked, ids[marked].tolist(), _CASE_OF[marks[marked]].tolist(), strict=True)
            ]
            gaps = ((marks & LITERAL) == LITERAL).nonzero()[0].tolist()
            literals = _merged(gaps, literals if least is None else literals[: len(gaps)], marked, written)
        if len(parts) != len(literals) + 1:
            raise ValueError("the letters are not those of the words")
        every = [b""] * (2 * len(literals) + 1)
        every[::2], every[1::2] = parts, literals
        return b"".join(every)

    def _word(self, exact: int, case: int, start: int, end: int, k: int) -> bytes:
        """Return a word as it is written: the `k`-th from `start` to `end` in the stream, which has `exact` there."""
        if exact == ESCAPE:
            position = start + int(self._stream[start:end].nonzero()[0][k])
            exact = self._rare_exact[bisect_left(self._rare_at, position)]
        place = self._exact_word[exact]
        word = bytes(self._blob[self._offsets[place] : self._offsets[place + 1]])
        if case == CAPITAL:
            return word[:1].upper() + word[1:]
        return word.upper() if case == UPPER else word


def _merged(gaps: list[int], literals: list[bytes], places: list[int], words: list[bytes]) -> list[bytes]:
    """Return literals and words in the order of the text: gap k stands before word k."""
    keyed = [*zip(gaps, literals, strict=True)]
    behind = [(place + 0.5, word) for place, word in zip(places, words, strict=True)]
    return [piece for _, piece in sorted([*keyed, *behind])]


def packed(lettering: Lettering) -> bytes:
    """Return the letters of a text as they are stored."""
    return MARKER.join((lettering.marks, *map(to_bytes, lettering.literals)))
