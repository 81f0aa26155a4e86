"""Where the tokens of a text stand, found for the whole text at once.

A token is a run of letters, marks and digits. An apostrophe, a soft hyphen or a zero-width joiner does not end it where
a letter follows. Scripts that put no spaces between words (Chinese, Japanese, Thai, Lao, Burmese, Khmer) give
overlapping pairs of characters.
"""

from __future__ import annotations

import unicodedata

import numpy as np
import numpy.typing as npt

from searchkit.analysis.folding import JOINERS

Offsets = npt.NDArray[np.int32]
Codes = npt.NDArray[np.uint32]
Classes = npt.NDArray[np.uint8]

OTHER, LETTER, DIGIT, JOINER, UNSPACED, UNSEEN = 0, 1, 2, 3, 4, 255
_UNSPACED = (
    (0x0E00, 0x0F00),  # Thai, Lao
    (0x1000, 0x10A0),  # Myanmar
    (0x1780, 0x1800),  # Khmer
    (0x3005, 0x3008),
    (0x3040, 0x3100),  # Hiragana, Katakana
    (0x31F0, 0x3200),
    (0x3400, 0x4DC0),  # CJK ideographs
    (0x4E00, 0xA000),
    (0xF900, 0xFB00),
    (0xFF66, 0xFFA0),
    (0x20000, 0x323B0),
)
_class_of: Classes = np.full(0x110000, UNSEEN, np.uint8)


def character_class(code: int) -> int:
    """Return the class of a code point."""
    character = chr(code)
    if character in JOINERS:
        return JOINER
    category = unicodedata.category(character)
    if category[0] in "LM" and any(low <= code < high for low, high in _UNSPACED):
        return UNSPACED
    return LETTER if category[0] in "LM" else DIGIT if category[0] == "N" else OTHER


def _classes(codes: Codes) -> Classes:
    found: Classes = _class_of[codes]
    unseen = found == UNSEEN
    if unseen.any():
        for code in np.unique(codes[unseen]).tolist():
            _class_of[code] = character_class(code)
        found = _class_of[codes]
    return found


def scan(text: str) -> tuple[list[str], Offsets, Offsets]:
    """Return the tokens of `text` as they are written, and the character offsets of their starts and ends."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    classes = _classes(codes)
    inside = np.zeros(len(codes) + 2, bool)
    word = inside[1:-1]
    np.less(classes - 1, 2, out=word)
    joiners = np.flatnonzero(classes == JOINER)
    if len(joiners):
        joined = joiners[inside[joiners] & (classes[np.minimum(joiners + 1, len(codes) - 1)] == LETTER)]
        word[joined] = True
    edges = np.flatnonzero(inside[1:] != inside[:-1]).astype(np.int32)
    starts, ends = edges[::2], edges[1::2]
    if (classes == UNSPACED).any():
        return _with_pairs(text, classes, starts, ends)
    spaced = np.where(word, codes, np.uint32(32))
    return spaced.tobytes().decode("utf-32-le").split(), starts, ends


def _with_pairs(text: str, classes: Classes, starts: Offsets, ends: Offsets) -> tuple[list[str], Offsets, Offsets]:
    """Add the pairs of characters of the runs of unspaced script."""
    unspaced = np.zeros(len(classes) + 2, bool)
    unspaced[1:-1] = classes == UNSPACED
    here, before, after = unspaced[1:-1], unspaced[:-2], unspaced[2:]
    pairs = np.flatnonzero(here & after)
    single = np.flatnonzero(here & ~before & ~after)
    all_starts = np.concatenate([starts, pairs, single])
    all_ends = np.concatenate([ends, pairs + 2, single + 1])
    order = np.argsort(all_starts, kind="stable")
    starts, ends = all_starts[order].astype(np.int32), all_ends[order].astype(np.int32)
    words = [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    return words, starts, ends
