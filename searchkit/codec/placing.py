"""Where the tokens of releases stand in the stream, for a batch of releases at once.

A release begins at a multiple of 64 positions. Its tokens follow one another; between headline, body and what is not
searched by default one position is left free, and at least one behind the last token, so that no phrase crosses.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from searchkit.analysis import Tokens
from searchkit.codec.arrayfile import Array
from searchkit.codec.stream import ASIDE, BLOCK, BODY, HEAD, ZONE_KINDS
from searchkit.model import SEARCHED_ZONES, Release, ZoneKind
from searchkit.spans import Span

_KIND_NUMBER = {kind: number for number, kind in enumerate(ZONE_KINDS)}
_SECTION_OF = np.array(
    [HEAD if k is ZoneKind.HEADLINE else BODY if k in SEARCHED_ZONES else ASIDE for k in ZONE_KINDS], np.uint8
)


@dataclass(slots=True)
class Batch:
    """Releases on their way into the stream: their tokens and character offsets, not yet placed.

    Offsets are kept as given, with the number of releases' entries beside them.
    """

    exact: list[Array] = field(default_factory=list)
    starts: list[Array] = field(default_factory=list)
    ends: list[Array] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    """Characters of each release."""
    zones: list[tuple[int, int, int]] = field(default_factory=list)
    """Release, start, kind."""
    paragraphs: list[tuple[int, int]] = field(default_factory=list)
    sentences: list[tuple[int, Array]] = field(default_factory=list)
    said: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Release, start, end, ordinal of the statement in the segment."""
    tokens: int = 0

    def __len__(self) -> int:
        return len(self.lengths)

    def add(self, release: Release, exact: Array, tokens: Tokens, sentences: Array) -> None:
        """Add a release with its tokens, the numbers of their words, and where its sentences start."""
        number = len(self.lengths)
        self.exact.append(exact)
        self.starts.append(tokens.starts)
        self.ends.append(tokens.ends)
        self.lengths.append(len(release.text))
        if not release.zones or release.zones[0].span.start > 0:
            self.zones.append((number, 0, _KIND_NUMBER[ZoneKind.BODY]))
        self.zones += [(number, zone.span.start, _KIND_NUMBER[zone.kind]) for zone in release.zones if _wide(zone.span)]
        self.paragraphs += [(number, span.start) for span in release.paragraphs]
        self.sentences.append((number, sentences))
        self.tokens += len(exact)


def _wide(span: Span) -> bool:
    return span.end > span.start


@dataclass(frozen=True, slots=True)
class Placed:
    """A batch in the stream; `arrays` are named as in the segment file, positions count from the stream's start."""

    exact: Array
    arrays: dict[str, Array]
    end: int


def place(batch: Batch, position: int) -> Placed:
    """Place the releases of a batch from `position` (a multiple of 64) on."""
    counts = np.fromiter(map(len, batch.exact), np.int64, len(batch))
    bases = np.concatenate(([0], np.cumsum(np.array(batch.lengths, np.int64) + 1)))
    doc = np.repeat(np.arange(len(batch)), counts)
    starts = np.concatenate(batch.starts) + bases[doc]
    ends = np.concatenate(batch.ends) + bases[doc]

    zone = np.array(batch.zones, np.int64).reshape(-1, 3)
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
    exact[at - position] = np.concatenate(batch.exact)
    new_zone = _changes(zone_of) | new_doc
    paragraphs = _first_tokens(starts, bases, np.array(batch.paragraphs, np.int64).reshape(-1, 2)) | new_section
    sentences = _first_tokens(starts, bases, _sentence_rows(batch)) | new_section
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
    }
    return Placed(exact, arrays, int(doc_start[-1]))


def _changes(values: Array) -> Array:
    return np.concatenate((np.ones(min(1, len(values)), bool), values[1:] != values[:-1]))


def _interval_ends(at: Array, first: Array) -> Array:
    """Return one past the last token of each interval; `first` marks the first tokens."""
    last = np.concatenate((first[1:], np.ones(min(1, len(first)), bool)))
    ends: Array = (at[last] + 1).astype(np.uint32)
    return ends


def _sentence_rows(batch: Batch) -> Array:
    doc = np.repeat([n for n, _ in batch.sentences], [len(s) for _, s in batch.sentences])
    return np.stack([doc, np.concatenate([s for _, s in batch.sentences])], axis=1).astype(np.int64)


def _first_tokens(starts: Array, bases: Array, rows: Array) -> Array:
    """Mark the first token at or behind each (release, character offset)."""
    marks = np.zeros(len(starts) + 1, bool)
    marks[np.searchsorted(starts, bases[rows[:, 0]] + rows[:, 1], "left")] = True
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
