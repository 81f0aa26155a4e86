"""Titles: headlines told from other lines, and titles made of a first sentence."""

from __future__ import annotations

import re

from searchkit.releases.linekinds import ABBREVIATED
from searchkit.releases.phrases import phrases

SENTENCE = re.compile(
    r"[.!?](?=\s|$)(?<![A-Z].)(?<!\b[A-Z][a-z].)(?<!\bvs.)(?<!\bSen.)(?<!\bSens.)(?<!\bRep.)(?<!\bReps.)(?<!\bGov.)"
)
FUNCTION = phrases("function_words")
NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())
ALNUM = re.compile(r"[^\W_]+")
LONGEST = 220
TOGETHER = 320
SHORTEST_SENTENCE_TITLE = 90


def is_headline(line: str, following: str) -> bool:
    """Return whether the line reads as a headline: 3 to 35 words that do not end as a sentence does.

    One with a full stop is a headline only where its words are capitalised; one that goes on in lower case on the next
    line (`following`) likewise.
    """
    count = line.count(" ") + 1
    if not 3 <= count <= 35 or len(line) > LONGEST or line[0].islower():
        return False
    if line[-1] in ";:,":
        return line[-1] in ",;" and is_capitalised(line) and bool(following)
    if line[-1] == "." and not ABBREVIATED.search(line):
        return is_capitalised(line) and SENTENCE.search(line[:-1]) is None and bool(following)
    return not following[:1].islower() or is_capitalised(line)


def is_capitalised(line: str) -> bool:
    """Return whether most of the longer words begin with a capital, as in English headlines."""
    words = [word for word in line.split() if len(word) > 3]
    return len(words) > 2 and sum(
        word.lstrip("“‘\"'($")[:1].isupper() or word[0].isdigit() for word in words
    ) > 0.6 * len(words)


def goes_on(line: str, following: str) -> bool:
    """Return whether a headline's line is cut off, so that the next one belongs to it."""
    if line[-1] in ",&-–—;":
        return True
    if line.rsplit(" ", 1)[-1].lower() in FUNCTION:
        return True
    return (following[0].islower() and len(following) < LONGEST) or (line.isupper() and following.isupper())


def is_remainder(line: str, following: str) -> bool:
    """Return whether the next line holds the few words for which a headline's full line had no room."""
    return len(line) > 60 and len(following) < 40 and following[0].isupper() and following[-1].isalnum()


def sentence_title(text: str) -> str:
    """Return a short title from the first sentence, cut between words."""
    flat = " ".join(text[:400].split())
    if match := SENTENCE.search(flat, 8):
        flat = flat[: match.start()] if flat[match.start()] == "." else flat[: match.end()]
    if len(flat) <= SHORTEST_SENTENCE_TITLE:
        return flat
    return flat[:SHORTEST_SENTENCE_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + " …"


def folded(text: str) -> str:
    """Return the letters and digits of the text in lower case, to compare titles by."""
    if text.isascii():
        return text.lower().encode("ascii").translate(None, NO_LETTERS).decode("ascii")
    return "".join(ALNUM.findall(text.casefold()))
