"""Several segments made into one, without their deleted releases.

Token streams, layers and columns are copied with their numbers changed, in portions; postings are made anew from the
stream, which is quicker than merging them. Stored releases are copied as they were compressed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np

from searchkit.codec.arrayfile import Array
from searchkit.codec.carrying import carried
from searchkit.codec.columns import KEPT_KEYWORDS, keyword_arrays
from searchkit.codec.content import SegmentContent, write_segment
from searchkit.codec.inversion import DEFAULT_TUNING, Tuning
from searchkit.codec.lexicon import GAP, Ranking, ranking
from searchkit.codec.manifest import SegmentInfo
from searchkit.codec.reader import SegmentReader
from searchkit.codec.sources import Source, sources_of
from searchkit.codec.speakers import SpeakerKey
from searchkit.codec.statements import pack_statements
from searchkit.codec.tables import entries, merge_entries, scattered

T = TypeVar("T", bytes, SpeakerKey)
BY_DOC = ("doc_length", "title_length", "aside_length", "ids", "stamps", "dates", "date_precision", "signature")
"""Arrays with a value for each release, which are joined as they are."""
INTERVALS = {"zone": ("zone_kind",), "section": ("section_kind",)}
"""Layers whose ends are kept too, and the arrays beside them."""
STARTS = ("paragraph_start", "sentence_start")
"""Layers of which only the starts are kept."""


def merge(
    folder: Path,
    name: str,
    segments: Sequence[SegmentReader],
    tuning: Tuning = DEFAULT_TUNING,
    *,
    anew: bool = False,
) -> SegmentInfo:
    """Write the releases of the segments that are not deleted as one segment, in the order of the segments.

    With `anew` stored releases are compressed again, all with one dictionary: see `carried`.

    Raises:
        OSError: the disk is full or the folder cannot be written; nothing is left behind.
        ValueError: all releases are deleted.
    """
    sources = sources_of([segment for segment in segments if len(segment)])
    if not sources:
        raise ValueError("a segment needs a release")
    words, tables = _words(sources)
    arrays = {
        "doc_start": np.concatenate([source.starts for source in sources]).astype(np.uint32),
        **{array: np.concatenate([source.by_doc(array) for source in sources]) for array in BY_DOC},
        **_intervals(sources),
        **_keywords(sources),
        **_statements(sources),
    }
    for source in sources:
        source.reader.forget()
    content = SegmentContent(
        ranking=words,
        stream=(part for source, table in zip(sources, tables, strict=True) for part in source.stream(table)),
        end=sources[-1].end,
        arrays=arrays,
        layers={name: _starts(sources, name) for name in STARTS},
        stored=carried(sources, anew=anew),
    )
    return write_segment(folder, name, content, tuning)


def _words(sources: Sequence[Source]) -> tuple[Ranking, list[Array]]:
    """Return the words of all, ranked anew, and for each source which exact id each of its own becomes."""
    counts = [source.exact_counts() for source in sources]
    vocabularies = [source.reader.vocabulary for source in sources]
    alive = [count[v.word_exact] > 0 for count, v in zip(counts, vocabularies, strict=True)]
    stem_of = [v.exact_stem[v.word_exact] for v in vocabularies]
    used = [_marked(len(v.stems), stems[live]) for v, stems, live in zip(vocabularies, stem_of, alive, strict=True)]
    stems = merge_entries([entries(v.stems, mask) for v, mask in zip(vocabularies, used, strict=True)])
    renamed = [
        scattered(len(v.stems), mask, places)[old].astype(np.int64)
        for v, mask, places, old in zip(vocabularies, used, stems.places, stem_of, strict=True)
    ]
    words = merge_entries(
        [entries(v.words, live, new) for v, live, new in zip(vocabularies, alive, renamed, strict=True)]
    )
    total = np.zeros(len(words), np.int64)
    for count, v, live, places in zip(counts, vocabularies, alive, words.places, strict=True):
        total[places] += count[v.word_exact[live]]
    made = ranking(words.packed, stems.packed, words.seconds.astype(np.uint32), total)
    tables = []
    for v, live, places in zip(vocabularies, alive, words.places, strict=True):
        table = np.full(len(v.exact_word), GAP, np.uint32)
        table[v.word_exact[live]] = made.ids[places]
        tables.append(table)
    return made, tables


def _marked(size: int, numbers: Array) -> Array:
    marks = np.zeros(size, bool)
    marks[numbers] = True
    return marks


def _intervals(sources: Sequence[Source]) -> dict[str, Array]:
    arrays: dict[str, list[Array]] = {}
    for source in sources:
        for layer, others in INTERVALS.items():
            starts, ends = source.reader[f"{layer}_start"], source.reader[f"{layer}_end"]
            kept, shift = source.kept(starts)
            arrays.setdefault(f"{layer}_start", []).append((starts[kept] + shift).astype(np.uint32))
            arrays.setdefault(f"{layer}_end", []).append((ends[kept] + shift).astype(np.uint32))
            for other in others:
                arrays.setdefault(other, []).append(source.reader[other][kept])
    return {name: np.concatenate(parts) for name, parts in arrays.items()}


def _starts(sources: Sequence[Source], name: str) -> Iterator[Array]:
    for source in sources:
        yield from source.moved(source.reader[name])
        source.reader.forget()


def _keywords(sources: Sequence[Source]) -> dict[str, Array]:
    arrays: dict[str, Array] = {}
    for name in KEPT_KEYWORDS:
        columns = [source.reader.keyword(name) for source in sources]
        ordinals = [column.ordinals[source.docs] for column, source in zip(columns, sources, strict=True)]
        used = [_marked(len(column.values), numbers) for column, numbers in zip(columns, ordinals, strict=True)]
        table = merge_entries([entries(column.values, mask) for column, mask in zip(columns, used, strict=True)])
        moved = [
            scattered(len(column.values), mask, places)[numbers]
            for column, mask, places, numbers in zip(columns, used, table.places, ordinals, strict=True)
        ]
        arrays |= keyword_arrays(name, table.packed, np.concatenate(moved))
    return arrays


def _statements(sources: Sequence[Source]) -> dict[str, Array]:
    cues: dict[bytes, int] = {}
    speakers: dict[SpeakerKey, int] = {}
    columns: dict[str, list[Array]] = {"statement_slots": [np.zeros(1, np.int64)]}
    said: dict[str, list[Array]] = {}
    rows = slots = 0
    for source in sources:
        old = source.reader.statements
        kept = source.alive[old.doc]
        per_row = np.diff(old.slots)
        kept_slots = np.repeat(kept, per_row)
        cue_of = _numbered(cues, old.cues.data_between(0, len(old.cues)))
        speaker_of = _numbered(speakers, [old.speakers.key(row) for row in range(len(old.speakers))])
        for name, values in (
            ("statement_doc", source.new_doc[old.doc[kept]].astype(np.uint32)),
            ("statement_type", old.type[kept]),
            ("statement_resolution", old.resolution[kept]),
            ("statement_confidence", old.confidence[kept]),
            ("statement_cue", cue_of[old.cue[kept]]),
            ("statement_slots", np.cumsum(per_row[kept], dtype=np.int64) + slots),
            ("slot_speaker", speaker_of[old.slot_speaker[kept_slots]]),
        ):
            columns.setdefault(name, []).append(values)
        starts, ends = source.reader["said_start"], source.reader["said_end"]
        spoken, shift = source.kept(starts)
        new_row = np.cumsum(kept) - 1 + rows
        for name, values in (
            ("said_start", starts[spoken] + shift),
            ("said_end", ends[spoken] + shift),
            ("said_statement", new_row[source.reader["said_statement"][spoken]]),
        ):
            said.setdefault(name, []).append(values.astype(np.uint32))
        rows += int(kept.sum())
        slots += int(kept_slots.sum())
        source.reader.forget()
    joined = {name: np.concatenate(parts) for name, parts in columns.items()}
    joined["statement_slots"] = joined["statement_slots"].astype(np.uint32)
    dates = np.concatenate([source.by_doc("dates") for source in sources])
    return {
        **{name: np.concatenate(parts) for name, parts in said.items()},
        **pack_statements(joined, list(cues), list(speakers), dates),
    }


def _numbered(numbers: dict[T, int], values: Sequence[T]) -> Array:
    """Return the numbers of values; new ones are numbered as they come."""
    return np.fromiter((numbers.setdefault(value, len(numbers)) for value in values), np.uint32, len(values))
