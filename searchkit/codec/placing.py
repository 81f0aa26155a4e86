"""Where the tokens of releases stand in the stream, for a batch of releases at once.

A release begins at a multiple of 64 positions. Its tokens follow one another; between headline, body and what is not
searched by default one position is left free, and at least one behind the last token, so that no phrase crosses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

import numpy as np

from searchkit.analysis import places
from searchkit.analysis.borders import starts_of_all
from searchkit.codec.arrayfile import Array
from searchkit.codec.lettering import Lettering, Words, lettered
from searchkit.codec.numbering import NOTHING, Lexicon
from searchkit.codec.ranges import ranges
from searchkit.codec.stream import ASIDE, BLOCK, BODY, HEAD, ZONE_KINDS
from searchkit.model import SEARCHED_ZONES, Release, Statement, ZoneKind
from searchkit.releases.signatures import SIGNATURE_BYTES, signatures

_KIND_NUMBER = {kind: number for number, kind in enumerate(ZONE_KINDS)}
_SECTION_OF = np.array(
    [HEAD if k is ZoneKind.HEADLINE else BODY if k in SEARCHED_ZONES else ASIDE for k in ZONE_KINDS], np.uint8
)


@dataclass(slots=True)
class Batch:
    """Releases on their way into the stream, with what is known of them by character offsets."""

    releases: list[Release] = field(default_factory=list)
    statements: list[Sequence[Statement]] = field(default_factory=list)
    """Those of each release."""
    said: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Release, start, end, ordinal of the statement in the segment."""
    characters: int = 0

    def __len__(self) -> int:
        return len(self.releases)

    def add(self, release: Release, statements: Sequence[Statement]) -> None:
        """Add a release and its statements; what is said in it is the caller's to add."""
        self.releases.append(release)
        self.statements.append(statements)
        self.characters += len(release.text) + 1


@dataclass(frozen=True, slots=True)
class Placed:
    """A batch in the stream; `arrays` are named as in the segment file, positions count from the stream's start.

    `letterings` says how the words of each release are set in its text; None where its text cannot be made of them.
    """

    exact: Array
    arrays: dict[str, Array]
    end: int
    letterings: list[Lettering | None]


def place(batch: Batch, lexicon: Lexicon, position: int) -> Placed:
    """Split the releases of a batch (it has some) into words, and place these from `position` (a multiple of 64) on."""
    releases = batch.releases
    bases = _joined([release.text for release in releases])
    tokens, letterings = _words(releases, lexicon, bases)
    counts = np.diff(np.searchsorted(tokens.starts, bases))
    zones = _zones(releases, tokens.starts, bases)

    new_doc = _changes(zones.doc)
    new_section = _changes(zones.section) | new_doc
    gap = new_section & ~new_doc
    gaps = np.bincount(zones.doc[gap], minlength=len(batch))
    sizes = (counts + gaps + BLOCK) // BLOCK * BLOCK
    doc_start = position + np.concatenate(([0], np.cumsum(sizes)))
    free = doc_start[:-1] - (np.cumsum(counts) - counts) - (np.cumsum(gaps) - gaps)
    at = np.arange(len(tokens.starts)) + np.repeat(free[zones.doc] + np.cumsum(gap), zones.counts)

    exact = np.zeros(doc_start[-1] - position, np.uint32)
    exact[at - position] = tokens.numbers
    sections = zones.first[new_section]
    paragraphs = _first_tokens(tokens.starts, bases, [[start for start, _ in r.paragraphs] for r in releases], sections)
    sentences = _first_tokens(tokens.starts, bases, starts_of_all([r.text for r in releases]), sections)
    arrays = {
        "doc_start": doc_start[:-1].astype(np.uint32),
        "zone_start": at[zones.first].astype(np.uint32),
        "zone_end": _interval_ends(at, zones.first),
        "zone_kind": zones.kind,
        "section_start": at[sections].astype(np.uint32),
        "section_end": _interval_ends(at, sections),
        "section_kind": zones.section[new_section],
        "paragraph_start": at[paragraphs].astype(np.uint32),
        "sentence_start": at[sentences].astype(np.uint32),
        **_lengths(zones, len(batch)),
        **_said(batch, bases, tokens, at),
        "signature": _signatures(releases, lexicon, tokens.numbers, zones),
    }
    return Placed(exact, arrays, int(doc_start[-1]), letterings)


def _joined(texts: Sequence[str]) -> Array:
    """Return where texts begin that are joined by one character each, and where one more would."""
    return np.cumsum([0, *(len(text) + 1 for text in texts)])


def _changes(values: Array) -> Array:
    return np.concatenate((np.ones(min(1, len(values)), bool), values[1:] != values[:-1]))


def _interval_ends(at: Array, first: Array) -> Array:
    """Return one past the last token of each interval, given its first token; they tile the tokens."""
    ends: Array = (at[np.append(first[1:], len(at)) - 1] + 1 if len(first) else at).astype(np.uint32)
    return ends


class _Tokens(NamedTuple):
    """Numbers of words, and where they start and end in texts that are joined."""

    numbers: Array
    starts: Array
    ends: Array


def _words(releases: Sequence[Release], lexicon: Lexicon, bases: Array) -> tuple[_Tokens, list[Lettering | None]]:
    """Return the tokens of the releases, whose texts are joined, and how the words of each are set in its text.

    Texts in ASCII are scanned together, as they are scanned faster than others, and those of each language.
    """
    alike: dict[tuple[bool, str], list[int]] = {}
    for number, release in enumerate(releases):
        alike.setdefault((release.text.isascii(), release.language), []).append(number)
    parts: list[_Tokens] = []
    first, counts = np.zeros((2, len(releases)), np.int64)
    done = 0
    letterings: list[Lettering | None] = [None] * len(releases)
    for (_, language), members in alike.items():
        texts = [releases[number].text for number in members]
        text, own = "\n".join(texts), _joined(texts)
        codes, starts, ends = places(text)
        found, cases = lexicon.numbers(text, codes, starts, ends, language)
        if not (kept := found != NOTHING).all():
            found, cases, starts, ends = found[kept], cases[kept], starts[kept], ends[kept]
        bounds = np.searchsorted(starts, own)
        words = Words(starts, lexicon.sizes(found), cases, bounds)
        for number, lettering in zip(members, lettered(text, codes, own, words), strict=True):
            letterings[number] = lettering
        first[members], counts[members] = bounds[:-1] + done, np.diff(bounds)
        done += len(found)
        shift = np.repeat(bases[members] - own[:-1], counts[members])
        parts.append(_Tokens(found, starts + shift, ends + shift))
    if len(parts) == 1:
        return parts[0], letterings
    order = ranges(first, first + counts)
    return _Tokens(*(np.concatenate(column)[order] for column in zip(*parts, strict=True))), letterings


class _Zones(NamedTuple):
    """The zones that have tokens: the release, kind and kind of section of each, its first token, how many it has."""

    doc: Array
    kind: Array
    section: Array
    first: Array
    counts: Array


def _zones(releases: Sequence[Release], starts: Array, bases: Array) -> _Zones:
    """Return the zones of releases that have tokens; what stands before the first one of a release is body."""
    rows: list[tuple[int, int, int]] = []
    for number, release in enumerate(releases):
        if not release.zones or release.zones[0].span.start > 0:
            rows.append((number, 0, _KIND_NUMBER[ZoneKind.BODY]))
        rows += [(number, z.span.start, _KIND_NUMBER[z.kind]) for z in release.zones if z.span.end > z.span.start]
    doc, start, kind = np.array(rows, np.int64).reshape(-1, 3).T
    first = np.searchsorted(starts, bases[doc] + start)
    counts = np.diff(first, append=len(starts))
    there = counts > 0
    doc, kind, first, counts = doc[there], kind[there], first[there], counts[there]
    return _Zones(doc, kind.astype(np.uint8), _SECTION_OF[kind], first, counts)


def _signatures(releases: Sequence[Release], lexicon: Lexicon, numbers: Array, zones: _Zones) -> Array:
    searched = zones.section != ASIDE
    counts = np.bincount(zones.doc[searched], zones.counts[searched], len(releases)).astype(np.int64)
    words = numbers[np.repeat(searched, zones.counts)]
    made = signatures(lexicon.hashes(words), counts, [release.title for release in releases])
    return np.ascontiguousarray(made).view(f"V{SIGNATURE_BYTES}").ravel()


def _first_tokens(starts: Array, bases: Array, offsets: Sequence[Sequence[int]], others: Array) -> Array:
    """Return the first token at or behind each character offset, given by release, and some `others`, ascending."""
    base = np.repeat(bases[:-1], np.fromiter(map(len, offsets), np.int64, len(offsets)))
    marks = np.zeros(len(starts) + 1, bool)
    marks[np.searchsorted(starts, base + np.fromiter(chain.from_iterable(offsets), np.int64, len(base)))] = True
    marks[others] = True
    return np.flatnonzero(marks[:-1])


def _lengths(zones: _Zones, docs: int) -> dict[str, Array]:
    cells = np.bincount(zones.doc * 3 + zones.section, zones.counts, docs * 3).reshape(docs, 3).astype(np.uint32)
    return {
        "doc_length": cells[:, HEAD] + cells[:, BODY],
        "title_length": cells[:, HEAD],
        "aside_length": cells[:, ASIDE],
    }


def _said(batch: Batch, bases: Array, tokens: _Tokens, at: Array) -> dict[str, Array]:
    """Return the intervals of the statements' contents, sorted by start; those without a token are left out."""
    rows = np.array(batch.said, np.int64).reshape(-1, 4)
    base = bases[rows[:, 0]]
    low = np.searchsorted(tokens.ends, base + rows[:, 1], "right")
    high = np.searchsorted(tokens.starts, base + rows[:, 2], "left")
    kept = np.flatnonzero(low < high)
    kept = kept[np.lexsort((rows[kept, 3], high[kept], low[kept]))]
    return {
        "said_start": at[low[kept]].astype(np.uint32),
        "said_end": (at[high[kept] - 1] + 1).astype(np.uint32),
        "said_statement": rows[kept, 3].astype(np.uint32),
    }
