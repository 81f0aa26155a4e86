"""The tokens of one text."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import dataclass

import numpy as np
import Stemmer

from searchkit.analysis.folding import fold
from searchkit.analysis.scanning import Offsets, scan
from searchkit.analysis.stemming import ALGORITHMS

VERSION = 1
"""Grows with every change of what the analyzer does."""
FINGERPRINT = hashlib.blake2b(
    json.dumps([VERSION, ALGORITHMS, unicodedata.unidata_version, Stemmer.version()]).encode(), digest_size=8
).hexdigest()
"""Names the analyzer: an index made with another one has to be rebuilt."""


KEPT_WORDS = 1_000_000
"""Written words whose folded forms are kept; then the memory begins anew (some 100 MB)."""


class _Folded(dict[str, str]):
    """Folded forms by written word; a new word is folded when it is looked up."""

    def __missing__(self, word: str) -> str:
        if len(self) >= KEPT_WORDS:
            self.clear()
        folded = self[word] = fold(word)
        return folded


_folded = _Folded()


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The tokens of a text: folded `words`, and the half-open character offsets `starts` and `ends` (int32)."""

    words: list[str]
    starts: Offsets
    ends: Offsets

    def __len__(self) -> int:
        return len(self.words)


def tokenize(text: str, language: str = "en") -> Tokens:
    """Return the tokens of `text`; folded, not stemmed. Any string is taken, also one with lone surrogates.

    `language` is the language of the text (ISO 639-1); tokens are the same in all languages so far.
    """
    del language
    raw, starts, ends = scan(text)
    words = list(map(_folded.__getitem__, raw))
    if "" in words:
        kept = np.array([bool(word) for word in words])
        return Tokens([word for word in words if word], starts[kept], ends[kept])
    return Tokens(words, starts, ends)
