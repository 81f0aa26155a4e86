"""Folding: the forms of a word that a reader takes for the same are made one."""

from __future__ import annotations

import unicodedata

APOSTROPHES = "'’ʼ‘ʻ`´＇"
"""What stands for an apostrophe between letters, right or wrong."""
JOINERS = APOSTROPHES + "\u00ad\u200c\u200d"
"""Characters in a word that are no part of its folded form; the last: soft hyphen, zero-width non-joiner and joiner."""
_DROPPED = dict.fromkeys(map(ord, JOINERS))
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200c\u200d"))
_ALIKE = str.maketrans({"ı": "i", "ł": "l", "đ": "d", "ð": "d", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"})
_THAI_AM, _LAO_AM = ("\u0e4d\u0e32", "\u0e33"), ("\u0ecd\u0eb2", "\u0eb3")
"""Vowels that decomposing parts and composing does not join again: folding a folded word must change nothing."""


def fold(word: str) -> str:
    """Return `word` in lower case, without accents, apostrophes and a possessive 's; empty where nothing is left.

    A word is one token as it stands in a text; spaces and punctuation are dropped from it.
    """
    if word.isascii() and word.isalnum():
        return word.lower()
    word = word.translate(_INVISIBLE)
    if len(word) > 2 and word[-1] in "sS" and word[-2] in APOSTROPHES:
        word = word[:-2]
    bare = unicodedata.normalize("NFKD", word.translate(_DROPPED).casefold()).casefold().translate(_ALIKE)
    kept = [c for c in unicodedata.normalize("NFKD", bare) if is_kept(c)]
    composed = unicodedata.normalize("NFC", "".join(kept))
    return composed if composed.isascii() else composed.replace(*_THAI_AM).replace(*_LAO_AM)


def is_kept(character: str) -> bool:
    """Return whether the character, decomposed, is part of folded words.

    Accents (non-spacing marks) of alphabets go; vowel signs of Indic scripts and Thai (from U+0900 on) are letters to
    their readers and stay.
    """
    category = unicodedata.category(character)
    if category[0] == "M":
        return 0x0900 <= ord(character) < 0x1AB0 or 0x3099 <= ord(character) <= 0x309A
    return category[0] in "LN"
