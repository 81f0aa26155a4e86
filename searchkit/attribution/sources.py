"""The noun phrase that names a source, to the left of its cue verb or to the right of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from searchkit.attribution.grammar import (
    ARTICLES,
    BE,
    BLOCKING,
    BREAKING,
    DATE,
    DETERMINERS,
    DOCUMENTS,
    LEADING,
    LINKERS,
    MUTE,
    PREPOSITIONS,
    PREVERBS,
    PRONOUNS,
    RELATIVES,
    SPEAKING,
)
from searchkit.attribution.lexicon import words
from searchkit.attribution.nounphrase import head_of, leftmost
from searchkit.spans import Span

_SURNAMES = words("surnames")
_SUFFIXES = words("suffixes")
_ADVERB = re.compile(r"[a-z]+ly$")
_WINDOW = 420
_LONGEST_APPOSITION = 160
_WORD = re.compile(r"\S+")
_CUT = re.compile(r"\sâ\s|[;:]\s|(?<!\([DRI])\s[—–]+\s?|\s-{1,3}\s|[\"“”«»]|—|(?<!\([DRI] )–(?=\s)")


_NEVER = (BREAKING | PREPOSITIONS | LEADING | {"otherwise", "not", "below", "above", "here"}) - RELATIVES


class Sort(Enum):
    """What the head of a source is."""

    SPEAKER = "speaker"
    PRONOUN = "pronoun"
    DOCUMENT = "document"
    RELATIVE = "relative"
    OTHER = "other"
    MUTE = "mute"


@dataclass(frozen=True, slots=True)
class Source:
    """A noun phrase as printed and the sort of its head. `start` is where its clause begins to be occupied by it."""

    span: Span
    sort: Sort


class Blocked(Enum):
    """Why a verb has no subject of its own to its left."""

    INFINITIVE = "infinitive"
    NEGATED = "negated"
    PASSIVE = "passive"
    COORDINATED = "coordinated"
    NONE = "none"


def source_before(flat: str, start: int, cue: int) -> Source | Blocked:
    """Return the subject of the verb at `cue`, sought back to `start`; or why there is none.

    `flat` is the mask with line breaks as spaces.
    """
    start = max(start, cue - _WINDOW)
    tokens = [match.span() for match in _WORD.finditer(flat, start, cue)]
    last = len(tokens)
    while last:
        written = flat[slice(*tokens[last - 1])]
        word = written.strip("(),.").lower()
        if word in BE:
            return Blocked.PASSIVE
        if word in BLOCKING or word.endswith("n't") or word.endswith("n’t"):
            return Blocked.INFINITIVE if word == "to" else Blocked.NEGATED
        date = (DATE.match(written) or word.isdigit()) and not written.endswith(",")
        if not (word in PREVERBS or _ADVERB.match(written.strip(",")) or date):
            break
        last -= 1
        if (
            last > 1
            and written.endswith("ly")
            and flat[slice(*tokens[last - 1])] == "and"
            and flat.endswith("ly", 0, tokens[last - 2][1])
        ):
            last -= 2  # "quickly and precisely"
    if not last:
        return Blocked.NONE
    word = flat[slice(*tokens[last - 1])].strip(",").lower()
    if word in ("and", "or", "but"):
        return Blocked.COORDINATED
    if word in ARTICLES:
        return Blocked.NONE  # "the release of a proposed programme"
    tokens = tokens[:last]
    return _phrase(flat, tokens)


def _phrase(flat: str, tokens: list[tuple[int, int]]) -> Source | Blocked:
    begin, end = tokens[0][0], tokens[-1][1]
    region = flat[begin:end]
    filled = len(region.rstrip(" ,"))
    cut = max((match.end() for match in _CUT.finditer(region) if match.end() < filled), default=0)
    if cut:
        tokens = [token for token in tokens if token[0] >= begin + cut]
    if not tokens:
        return Blocked.NONE
    return _head_first(flat, tokens)


def _head_first(flat: str, tokens: list[tuple[int, int]]) -> Source | Blocked:
    """Take the noun phrase that ends with `tokens`, stepping over appositions between commas."""
    end = tokens[-1][1]
    commas = [k for k, (_, e) in enumerate(tokens) if flat[e - 1] == "," and not _honoured(flat, tokens, k)]
    if commas and commas[-1] == len(tokens) - 1:
        commas.pop()  # "…, chairman of the committee, said": the comma before the cue
        return _with_apposition(flat, tokens, commas, end)
    after = commas[-1] + 1 if commas else 0
    found = _nominal(flat, tokens[after:])
    if after and isinstance(found, Source):
        return _joined(flat, tokens, after, found)
    return found


def _honoured(flat: str, tokens: list[tuple[int, int]], comma: int) -> bool:
    """Return whether only a degree or the like stands behind a comma: "Paul Gosar, DDS"."""
    return comma + 1 < len(tokens) and flat[slice(*tokens[comma + 1])].strip(",.").lower() in _SUFFIXES


def _with_apposition(flat: str, tokens: list[tuple[int, int]], commas: list[int], end: int) -> Source | Blocked:
    """Take the first noun phrase that can speak of those between the commas: what follows it stands beside it."""
    bounds = [-1, *commas]
    parts = [tokens[a + 1 : b + 1] for a, b in zip(bounds, [*commas, len(tokens) - 1], strict=True)]
    for whole_part in parts[:-1] if len(parts) > 1 else parts:
        part = _after_adjunct(flat, whole_part)
        found = _nominal(flat, part)
        if isinstance(found, Source) and found.sort in (Sort.SPEAKER, Sort.PRONOUN, Sort.DOCUMENT):
            if _second_verb(flat, part, found.span.start):
                return Blocked.COORDINATED
            whole = Span(found.span.start, end - 1)
            return Source(whole if len(whole.of(flat)) < _LONGEST_APPOSITION else found.span, found.sort)
    return _nominal(flat, parts[-1])


def _second_verb(flat: str, part: list[tuple[int, int]], start: int) -> bool:
    """Return whether a verb stands before a noun phrase: "Doe struck the man with a club, demanded …"."""
    before = [flat[s:e].strip(",") for s, e in part if e <= start]
    small = [word for word in before[1:] if word.islower()]
    return any(word not in PREPOSITIONS | DETERMINERS | LINKERS | PREVERBS | LEADING for word in small)


def _after_adjunct(flat: str, part: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return what stands behind "Today" or "Further" at the head of a part; nothing of an adjunct of place or time."""
    first = flat[slice(*part[0])].strip('“"(,').lower() if part else ""
    if first in LEADING:
        return part[1:]
    return [] if first in PREPOSITIONS or first in BREAKING or first.endswith("ing") else part


def _joined(flat: str, tokens: list[tuple[int, int]], after: int, found: Source) -> Source:
    """Extend a joint source to the left: "Senators A, B, and C"."""
    behind = "and " if flat[slice(*tokens[after])].lower() == "and" else ""
    lead = flat[tokens[after][0] : found.span.start].lower()
    if lead not in (behind, f"{behind}the ") or not (behind or " and " in found.span.of(flat)):
        return found
    k = after
    while k and _may_list(flat, tokens, k - 1):
        k -= 1
    while k < after and flat[slice(*tokens[k])].strip(",").lower() in LEADING | PREPOSITIONS | {"the"}:
        k += 1
    before = flat[slice(*tokens[k - 1])] if k else ","
    whole = before[-1] == "," or before.lower() in BREAKING | LEADING or before[0].isupper()
    if k < after and whole and flat[tokens[k][0]].isupper():
        return Source(Span(tokens[k][0], found.span.end), found.sort)
    return found


def _may_list(flat: str, tokens: list[tuple[int, int]], k: int) -> bool:
    """Return whether the word at `k` may stand in a list of names with their offices."""
    written = flat[slice(*tokens[k])]
    low = written.strip(",.)").lower()
    if low in ("in", "at", "on", "for", "to") and k and not flat[tokens[k - 1][0]].isupper():
        return False
    return written[0].isupper() or written[0] in "(0123456789&" or low in LINKERS or low in SPEAKING


def _nominal(flat: str, tokens: list[tuple[int, int]]) -> Source | Blocked:
    """Return the noun phrase at the end of `tokens`, a stretch without inner commas."""
    if not tokens:
        return Blocked.NONE
    written = [flat[s:e].strip(",") for s, e in tokens]
    begin = leftmost(written, [word.lower() for word in written])
    while begin < len(written) - 1 and written[begin].lower() in LEADING:
        begin += 1
    start, end = tokens[begin][0], tokens[-1][1]
    while end > start + 1 and flat[end - 1] in ",;":
        end -= 1
    return Source(Span(start, end), sort_of(written[begin:]))


def sort_of(phrase: list[str]) -> Sort:
    """Return what the head of a noun phrase, given as its words, is."""
    low = phrase[-1].strip("().,'’").lower()
    first = phrase[0].lower()
    if len(phrase) == 1 and (
        low in _NEVER or (low in DETERMINERS and low not in ("one", "some", "many", "most", "all", "few", "both"))
    ):
        return Sort.MUTE
    if len(phrase) == 1 or first in RELATIVES:
        if low in ("who",):
            return Sort.RELATIVE
        if low in ("which", "that", "what", "there", "this", "these"):
            return Sort.MUTE if low != "which" else Sort.RELATIVE
        if low in PRONOUNS:
            return Sort.PRONOUN
    if low in PRONOUNS:
        return Sort.PRONOUN
    head = head_of(phrase)
    folded = head.strip("().,'’").lower()
    if first == folded and (folded in DETERMINERS or head.endswith(("'s", "’s"))):
        return Sort.OTHER  # "the proposed ordinance"
    if folded.endswith(("'s", "’s")):
        folded = folded[:-2]
    if folded in MUTE and not (len(phrase) == 1 and head[0].isupper() and folded in _SURNAMES):
        return Sort.MUTE
    if folded in SPEAKING:
        return Sort.SPEAKER
    if folded in DOCUMENTS:
        return Sort.DOCUMENT
    if (
        any(word[:1].isupper() for word in phrase[1 if len(phrase) > 1 and first in DETERMINERS else 0 :])
        and head[:1].isupper()
    ):
        return Sort.SPEAKER
    return Sort.OTHER
