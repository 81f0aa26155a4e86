"""Words by what they do in a sentence: for walks over noun phrases without a parser."""

from __future__ import annotations

import re

from searchkit.attribution.lexicon import words

PREVERBS = words("cues-preverbs")
SPEAKING = words("cues-sources")
DOCUMENTS = words("cues-documents")
MUTE = words("cues-mute")

PRONOUNS = frozenset(["he", "she", "they", "i", "we", "it", "who", "you"])
RELATIVES = frozenset({"who", "which", "that"})
DETERMINERS = words("grammar-determiners")
BLOCKING = words("grammar-blocking")
PREPOSITIONS = words("grammar-prepositions")
BREAKING = words("grammar-breaking")
LINKERS = words("grammar-linkers")
LEADING = words("grammar-leading")
QUANTITIES = words("grammar-quantities")
AUXILIARIES = frozenset(
    ["have", "has", "had", "do", "does", "did", "will", "would", "shall", "should", "can", "could", "must"]
)
AIDES = frozenset(
    ["secretary", "adviser", "advisor", "assistant", "ambassador", "counsellor", "aide", "representative"]
)
"""Offices that somebody holds "to the President"."""
ARTICLES = frozenset(["the", "a", "an", "its", "his", "her", "their", "our", "my", "every", "any"])
BE = frozenset(["is", "was", "are", "were", "been", "being", "be", "am"])
DATE = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|September|October"
    r"|November"
    r"|December|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.)$"
)
YEAR = re.compile(r"\d{4}(?:-\d\d-\d\d)?")
