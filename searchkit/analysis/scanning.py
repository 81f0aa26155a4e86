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
Codes = npt.NDArray[np.uint32] | npt.NDArray[np.uint8]
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
_ASCII_WORD = bytes(chr(code).isalnum() for code in range(128)).ljust(256, b"\0")
"""1 for what is part of a token wherever it stands, by ASCII code."""
_TICKS = tuple(ord(character) for character in JOINERS if character.isascii())
_NO_OFFSETS = np.empty(0, np.int64)


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
        for code in set(codes[unseen].tolist()):  # np.unique would load numpy.ma, when a search has to start
            _class_of[code] = character_class(code)
        found = _class_of[codes]
    return found


def scan(text: str) -> tuple[list[str], Offsets, Offsets]:
    """Return the tokens of `text` as they are written, and the character offsets of their starts and ends."""
    codes, word, starts, ends = _marked(text)
    if word is None:
        return list(map(text.__getitem__, map(slice, starts.tolist(), ends.tolist()))), starts, ends
    encoding = "ascii" if codes.itemsize == 1 else "utf-32-le"
    spaced = np.where(word, codes, codes.dtype.type(32))
    return spaced.tobytes().decode(encoding).split(), starts, ends


def places(text: str) -> tuple[Codes, Offsets, Offsets]:
    """Return the code points of `text` (of one byte each where it is ASCII), and the same offsets as `scan`."""
    codes, _, starts, ends = _marked(text)
    return codes, starts, ends


def _marked(text: str) -> tuple[Codes, npt.NDArray[np.bool_] | None, Offsets, Offsets]:
    """Return code points, which of them are part of a token (None where tokens overlap), starts and ends."""
    codes: Codes
    if text.isascii():
        raw = text.encode("ascii")
        codes = np.frombuffer(raw, np.uint8)
        inside = np.frombuffer(b"".join((b"\0", raw.translate(_ASCII_WORD), b"\0")), np.bool_)
        joiners = _ticks(raw, codes)
        unspaced = False
    else:
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        classes = _classes(codes)
        inside = np.zeros(len(codes) + 2, np.bool_)
        np.less(classes - 1, 2, out=inside[1:-1])
        joiners = np.flatnonzero(classes == JOINER)
        unspaced = bool((classes == UNSPACED).any())
    if len(joiners):
        # Letters only: a digit behind an apostrophe begins a token.
        following = _classes(codes[np.minimum(joiners + 1, len(codes) - 1)])
        joined = joiners[inside[joiners] & (following == LETTER)]
        if len(joined):
            inside = inside.copy()
            inside[joined + 1] = True
    edges = (inside[1:] != inside[:-1]).nonzero()[0].astype(np.int32)
    if unspaced:
        return codes, None, *_with_pairs(classes, edges[::2], edges[1::2])
    return codes, inside[1:-1], edges[::2], edges[1::2]


def _ticks(raw: bytes, codes: Codes) -> npt.NDArray[np.int64]:
    """Return where joiners stand in ASCII text, whose bytes and code points are given."""
    apart = [codes == tick for tick in _TICKS if tick in raw]
    if not apart:
        return _NO_OFFSETS
    found: npt.NDArray[np.int64] = (apart[0] if len(apart) == 1 else apart[0] | apart[1]).nonzero()[0]
    return found


def _with_pairs(classes: Classes, starts: Offsets, ends: Offsets) -> tuple[Offsets, Offsets]:
    """Add the pairs of characters of the runs of unspaced script."""
    unspaced = np.zeros(len(classes) + 2, bool)
    unspaced[1:-1] = classes == UNSPACED
    here, before, after = unspaced[1:-1], unspaced[:-2], unspaced[2:]
    pairs = np.flatnonzero(here & after)
    single = np.flatnonzero(here & ~before & ~after)
    all_starts = np.concatenate([starts, pairs, single])
    all_ends = np.concatenate([ends, pairs + 2, single + 1])
    order = np.argsort(all_starts, kind="stable")
    return all_starts[order].astype(np.int32), all_ends[order].astype(np.int32)
