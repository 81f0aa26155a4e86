"""The language of a text, cheaply: by script, then by common words."""

from __future__ import annotations

import re

from searchkit.releases.stopwords import STOPWORDS

SCRIPTS = (
    ("si", "\u0d80", "\u0dff"), ("ta", "\u0b80", "\u0bff"), ("ar", "\u0600", "\u06ff"), ("ru", "\u0400", "\u04ff"),
    ("ja", "\u3040", "\u30ff"), ("zh", "\u4e00", "\u9fff"), ("ko", "\uac00", "\ud7af"), ("el", "\u0370", "\u03ff"),
    ("he", "\u0590", "\u05ff"), ("hi", "\u0900", "\u097f"), ("th", "\u0e00", "\u0e7f"),
)  # fmt: skip
SAMPLE = 800
WORD = re.compile(r"[^\W\d_]+")
NOT_LATIN = re.compile("[^\x00-\u036f]+")
ENGLISH = STOPWORDS["en"]


def detect_language(text: str, said: str = "") -> str:
    """Return the ISO 639-1 code of the text's language.

    `said` is what the document says of itself: it decides where the words do not. English where nothing does.
    """
    sample = text[:SAMPLE]
    if not sample.isascii() and (found := _by_script(sample)):
        return said[:2].lower() if said and found in ("ru", "ar") else found
    lower = sample.lower()
    words = lower.split()
    english = len(list(filter(ENGLISH.__contains__, words)))
    if english * 5 > len(words) and english >= 4:
        return "en"
    words = WORD.findall(lower)
    counts = {language: len(list(filter(common.__contains__, words))) for language, common in STOPWORDS.items()}
    best = max(counts, key=counts.__getitem__)
    rest = max(count for language, count in counts.items() if language != best)
    if counts[best] >= 4 and counts[best] > rest * 1.3:
        return best
    return said[:2].lower() if said[:2].isalpha() and len(said) >= 2 else best if counts[best] > rest else "en"


def _by_script(sample: str) -> str:
    letters = [char for char in "".join(NOT_LATIN.findall(sample)) if char.isalpha()]
    if not letters or len(letters) * 2 < sum(map(str.isalpha, sample)):
        return ""
    counts = {name: sum(low <= char <= high for char in letters) for name, low, high in SCRIPTS}
    if counts["ja"] * 10 > len(letters):
        return "ja"
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else ""
