"""The title of a release: of its metadata, of its first headline-like line, or of its first sentence."""

from __future__ import annotations

import re

NAVIGATION = re.compile(
    r"(?:skip to (?:main )?content|home|news|news releases?|press releases?|releases?|media releases?|latest news|"
    r"menu|search|for immediate release|media contacts?|contact|print|share|back|previous|next|statements?|speeches)\W*",  # noqa: E501
    re.IGNORECASE,
)
NOISE = re.compile(r"[\W\d_]+$")
LEAD_IN = re.compile(r"[A-Z][\w.,' ]{1,60}(?:\([^)]{1,40}\))?\s*(?:–|—|--| - )\s")
SENTENCE = re.compile(r"(?<=[a-z0-9)’”\"])[.!?](?=\s|$)")
LONGEST = 200
SHORTEST_SENTENCE_TITLE = 90


def headline_line(text: str) -> tuple[str, int]:
    """Return the first line of the text's head that reads as a headline, and its offset; ("", -1) for none.

    A headline has 3 to 30 words, is no navigation, no dateline, and does not end as a sentence does.
    """
    start = 0
    for _ in range(8):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end]
        if line.strip() and not skippable(line):
            words = line.split()
            fine = 3 <= len(words) <= 30 and len(line) <= LONGEST and line[-1] not in ".;:,"
            return (line, start) if fine and not LEAD_IN.match(line) else ("", -1)
        start = end + 1
        if start >= len(text):
            break
    return "", -1


def skippable(line: str) -> bool:
    """Return whether the line can stand above a headline: navigation, a notice, a date, a number."""
    return bool(NAVIGATION.fullmatch(line)) or (len(line) < 40 and sum(map(str.isdigit, line)) >= 3)


def sentence_title(text: str) -> str:
    """Return a short title from the first sentence, cut between words."""
    flat = " ".join(text[:400].split())
    if match := SENTENCE.search(flat):
        flat = flat[: match.start()]
    if len(flat) <= SHORTEST_SENTENCE_TITLE:
        return flat
    return flat[:SHORTEST_SENTENCE_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + " …"


def folded(text: str) -> str:
    """Return the letters and digits of the text in lower case, to compare titles by."""
    return "".join(filter(str.isalnum, text.casefold()))


def head_offset(title: str, text: str) -> tuple[int, int] | None:
    """Return where the title stands in the head of the text, as a half-open span of whole lines; None if it does not.

    A page's name behind the title ("… | Office of X") does not hinder it.
    """
    wanted = folded(title)
    if not wanted:
        return None
    begin = 0
    for _ in range(8):
        end = text.find("\n", begin)
        end = len(text) if end < 0 else end
        if folded(text[begin:end]) == wanted:
            return begin, end
        for _more in range(2):
            further = text.find("\n", end + 1)
            further = len(text) if further < 0 else further
            if folded(text[begin:further]) == wanted:
                return begin, further
            end = further
        begin = text.find("\n", begin) + 1
        if begin == 0 or begin > 1000:
            break
    return _at_start(wanted, title, text)


def _at_start(wanted: str, title: str, text: str) -> tuple[int, int] | None:
    head = text[: len(title) * 2 + 20]
    if "\n" not in text[: len(title) + 20] and folded(head).startswith(wanted):
        count = 0
        for offset, char in enumerate(head):
            count += len(folded(char))
            if count >= len(wanted):
                return 0, offset + 1
    return None
