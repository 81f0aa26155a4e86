"""Where the tokens of releases stand in the stream, for a batch of releases at once.

A release begins at a multiple of 64 positions. Its tokens follow one another; between headline, body and what is not
searched by default one position is left free, and at least one behind the last token, so that no phrase crosses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np

from searchkit.analysis import places
from searchkit.analysis.borders import starts_of_all
from searchkit.codec.arrayfile import Array
from searchkit.codec.lettering import Lettering, Words, lettered
from searchkit.codec.numbering import NOTHING, Lexicon
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
    bases = np.concatenate(([0], np.cumsum([len(release.text) + 1 for release in releases])))
    numbers, starts, ends, letterings = _words(releases, lexicon, bases)
    counts = np.diff(np.searchsorted(starts, bases))
    doc = np.repeat(np.arange(len(batch)), counts)

    zone = _zones(releases)
    zone_of = np.searchsorted(bases[zone[:, 0]] + zone[:, 1], starts, "right") - 1
    section = _SECTION_OF[zone[:, 2]][zone_of]
    new_doc = _changes(doc)
    new_section = _changes(section) | new_doc
    gaps = np.cumsum(new_section & ~new_doc)
    gaps_before = np.concatenate(([0], gaps))[np.concatenate(([0], np.cumsum(counts)))]
    sizes = (counts + np.diff(gaps_before) + BLOCK) // BLOCK * BLOCK
    doc_start = position + np.concatenate(([0], np.cumsum(sizes)))
    first_token = np.cumsum(counts) - counts
    at = doc_start[doc] + np.arange(len(doc)) - first_token[doc] + gaps - gaps_before[doc]

    exact = np.zeros(doc_start[-1] - position, np.uint32)
    exact[at - position] = numbers
    new_zone = _changes(zone_of) | new_doc
    paragraphs = (
        _first_tokens(starts, bases, [[s for s, _ in release.paragraphs] for release in releases]) | new_section
    )
    sentences = _first_tokens(starts, bases, starts_of_all([release.text for release in releases])) | new_section
    arrays = {
        "doc_start": doc_start[:-1].astype(np.uint32),
        "zone_start": at[new_zone].astype(np.uint32),
        "zone_end": _interval_ends(at, new_zone),
        "zone_kind": zone[zone_of[new_zone], 2].astype(np.uint8),
        "section_start": at[new_section].astype(np.uint32),
        "section_end": _interval_ends(at, new_section),
        "section_kind": section[new_section],
        "paragraph_start": at[paragraphs].astype(np.uint32),
        "sentence_start": at[sentences].astype(np.uint32),
        **_lengths(doc, section, len(batch)),
        **_said(batch, bases, starts, ends, at),
        "signature": _signatures(releases, lexicon, numbers, doc, section),
    }
    return Placed(exact, arrays, int(doc_start[-1]), letterings)


def _changes(values: Array) -> Array:
    return np.concatenate((np.ones(min(1, len(values)), bool), values[1:] != values[:-1]))


def _interval_ends(at: Array, first: Array) -> Array:
    """Return one past the last token of each interval; `first` marks the first tokens."""
    last = np.concatenate((first[1:], np.ones(min(1, len(first)), bool)))
    ends: Array = (at[last] + 1).astype(np.uint32)
    return ends


def _words(
    releases: Sequence[Release], lexicon: Lexicon, bases: Array
) -> tuple[Array, Array, Array, list[Lettering | None]]:
    """Return the words' numbers, where they start and end in the texts joined by one character each, and how the words
    of each text are set in it.

    Texts in ASCII are scanned together, as they are scanned faster than others, and those of each language.
    """
    alike: dict[tuple[bool, str], list[int]] = {}
    for number, release in enumerate(releases):
        alike.setdefault((release.text.isascii(), release.language), []).append(number)
    parts: list[tuple[Array, ...]] = [()] * len(releases)
    letterings: list[Lettering | None] = [None] * len(releases)
    for (_, language), members in alike.items():
        texts = [releases[number].text for number in members]
        text = "\n".join(texts)
        codes, starts, ends = places(text)
        found, cases = lexicon.numbers(text, codes, starts, ends, language)
        if not (kept := found != NOTHING).all():
            found, cases, starts, ends = found[kept], cases[kept], starts[kept], ends[kept]
        own = np.cumsum([0, *(len(text) + 1 for text in texts)])
        bounds = np.searchsorted(starts, own)
        words = Words(starts, lexicon.sizes(found), cases, bounds)
        for number, lettering in zip(members, lettered(text, codes, own, words), strict=True):
            letterings[number] = lettering
        limits = bounds.tolist()
        for number, first, last, shift in zip(members, limits, limits[1:], (bases[members] - own[:-1]), strict=False):
            parts[number] = found[first:last], starts[first:last] + shift, ends[first:last] + shift
    numbers, starts, ends = map(np.concatenate, zip(*parts, strict=True))
    return numbers, starts, ends, letterings


def _zones(releases: Sequence[Release]) -> Array:
    """Return release, start and kind of each zone that is not empty; what stands before the first is body."""
    rows: list[tuple[int, int, int]] = []
    for number, release in enumerate(releases):
        if not release.zones or release.zones[0].span.start > 0:
            rows.append((number, 0, _KIND_NUMBER[ZoneKind.BODY]))
        for zone in release.zones:
            start, end = zone.span
            if end > start:
                rows.append((number, start, _KIND_NUMBER[zone.kind]))
    return np.array(rows, np.int64)


def _signatures(releases: Sequence[Release], lexicon: Lexicon, numbers: Array, doc: Array, section: Array) -> Array:
    searched = section != ASIDE
    counts = np.bincount(doc[searched], minlength=len(releases))
    made = signatures(lexicon.hashes(numbers[searched]), counts, [release.title for release in releases])
    return np.ascontiguousarray(made).view(f"V{SIGNATURE_BYTES}").ravel()


def _first_tokens(starts: Array, bases: Array, offsets: Sequence[Sequence[int]]) -> Array:
    """Mark the first token at or behind each character offset, given by release."""
    base = np.repeat(bases[:-1], np.fromiter(map(len, offsets), np.int64, len(offsets)))
    marks = np.zeros(len(starts) + 1, bool)
    marks[np.searchsorted(starts, base + np.fromiter(chain.from_iterable(offsets), np.int64, len(base)), "left")] = True
    return marks[:-1]


def _lengths(doc: Array, section: Array, docs: int) -> dict[str, Array]:
    cells = np.bincount(doc * 3 + section, minlength=docs * 3).reshape(docs, 3).astype(np.uint32)
    return {
        "doc_length": cells[:, HEAD] + cells[:, BODY],
        "title_length": cells[:, HEAD],
        "aside_length": cells[:, ASIDE],
    }


def _said(batch: Batch, bases: Array, starts: Array, ends: Array, at: Array) -> dict[str, Array]:
    """Return the intervals of the statements' contents, sorted by start; those without a token are left out."""
    rows = np.array(batch.said, np.int64).reshape(-1, 4)
    base = bases[rows[:, 0]]
    low = np.searchsorted(ends, base + rows[:, 1], "right")
    high = np.searchsorted(starts, base + rows[:, 2], "left")
    kept = np.flatnonzero(low < high)
    kept = kept[np.lexsort((rows[kept, 3], high[kept], low[kept]))]
    return {
        "said_start": at[low[kept]].astype(np.uint32),
        "said_end": (at[high[kept] - 1] + 1).astype(np.uint32),
        "said_statement": rows[kept, 3].astype(np.uint32),
    }
