"""Noun phrases found by walking from word to word: where one begins, and which word is its head."""

from __future__ import annotations

from searchkit.attribution.grammar import (
    AIDES,
    AUXILIARIES,
    BE,
    BLOCKING,
    BREAKING,
    DATE,
    DETERMINERS,
    DOCUMENTS,
    LINKERS,
    PREPOSITIONS,
    PRONOUNS,
    QUANTITIES,
    RELATIVES,
    SPEAKING,
    YEAR,
)


def leftmost(written: list[str], lowered: list[str]) -> int:
    """Return where the noun phrase that ends `written` begins: a walk to the left over what can belong to it."""
    best = k = len(written) - 1
    if lowered[k] in PRONOUNS or lowered[k] in RELATIVES:
        return k
    while k >= 0:
        low = lowered[k]
        before = lowered[k - 1] if k else ""
        if low in DETERMINERS:
            best = k
            if before in ("all", "both", "the", "these", "those"):
                best = k = k - 1
            if not _linked(written, lowered, k - 1):
                return best
            k -= 2
            continue
        if low in LINKERS and k < len(written) - 1:
            if not _linked(written, lowered, k):
                return best
        elif (
            (k < len(written) - 1 and (DATE.match(written[k]) or YEAR.fullmatch(low)))
            or low in BREAKING
            or low in AUXILIARIES
            or low in PREPOSITIONS
            or low in BE
            or low in PRONOUNS
        ):
            return best
        elif written[k][:1].isupper() or written[k][:1] in "(0123456789" or low in SPEAKING:
            best = k
        elif low.endswith(("ed", "ing", "es")) and before not in DETERMINERS:
            return best
        elif best == len(written) - 1 or before in DETERMINERS or written[k - 1][:1].isupper():
            best = k if k == len(written) - 1 else best
        k -= 1
    return best


def _linked(written: list[str], lowered: list[str], k: int) -> bool:
    """Return whether the word at `k` links a noun phrase to one before it: "director of", "A and"."""
    if k < 1:
        return False
    low, before = lowered[k], lowered[k - 1]
    noun = written[k - 1][:1].isupper() or before in SPEAKING or before in DOCUMENTS or written[k - 1][-1:] == ")"
    if low == "to" and k + 2 < len(lowered) and lowered[k + 1] == "the":
        return before in AIDES
    if low in ("of", "for", "&"):
        return noun or (low == "of" and before in QUANTITIES)
    if low == "and":
        return noun and not any(_verbal(written[j], lowered[j]) for j in range(k))
    if low in ("in", "at", "from", "with", "on"):
        return noun and lowered[0] not in PREPOSITIONS and not any(_verbal(written[j], lowered[j]) for j in range(k))
    return low in ("de", "la", "del", "van", "von", "der", "da", "al", "bin", "y", "du", "le", "e")


def _verbal(word: str, low: str) -> bool:
    return word[:1].islower() and (low.endswith(("ed", "ing")) or low in BE or low in BLOCKING or low in PRONOUNS)


def head_of(phrase: list[str]) -> str:
    """Return the head word: the last before the first preposition or bracket."""
    for k, word in enumerate(phrase):
        low = word.lower()
        if k and (
            low in ("of", "for", "in", "at", "from", "with", "on", "to", "who", "against", "about", "under", "and")
            or word[:1] == "("
        ):
            if (
                low in ("of", "for", "and", "in", "on")
                and phrase[k - 1][:1].isupper()
                and any(w[:1].isupper() for w in phrase[k + 1 :])
                and phrase[-1][:1].isupper()
            ):
                continue  # "Secretary of State Condoleezza Rice"
            return phrase[k - 1]
    return phrase[-1]
