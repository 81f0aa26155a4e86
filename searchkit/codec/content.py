"""What a segment is made of before it is written, whether it comes from releases or from other segments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from searchkit.analysis import FINGERPRINT
from searchkit.codec.arrayfile import Array, ArrayFileWriter
from searchkit.codec.compressing import Stored
from searchkit.codec.inversion import Chunk, Inverter, Tuning, common_stems
from searchkit.codec.lexicon import Ranking
from searchkit.codec.manifest import FORMAT, SegmentInfo
from searchkit.codec.packing import NARROW, PACKED, narrowed, write_list
from searchkit.codec.stream import ASIDE, BLOCK_BITS, ESCAPE, HEAD

SUFFIX = ".seg"
CHUNK_POSITIONS = 1 << 20


@dataclass(frozen=True, slots=True)
class SegmentContent:
    """All that a segment file holds.

    `stream` yields the exact ids of the positions in parts that end where a release ends; `arrays` are written as they
    are and have among them `doc_start`, `doc_length`, `aside_length` and the sections.
    """

    ranking: Ranking
    stream: Iterable[Array]
    end: int
    arrays: Mapping[str, Array]
    stored: Stored
    layers: Mapping[str, Iterable[Array]] = field(default_factory=dict)
    """More arrays of ascending positions (uint32), in parts."""

    @property
    def docs(self) -> int:
        """The number of releases."""
        return len(self.arrays["doc_start"])

    @property
    def tokens(self) -> int:
        """The number of tokens."""
        return int(self.arrays["doc_length"].sum(dtype=np.int64) + self.arrays["aside_length"].sum(dtype=np.int64))


def write_segment(folder: Path, name: str, content: SegmentContent, tuning: Tuning) -> SegmentInfo:
    """Write a segment file, durably (the folder is the caller's to fsync)."""
    file = ArrayFileWriter(folder / f"{name}{SUFFIX}")
    try:
        _write_stream(file, folder, content, tuning)
        for array, values in {**content.ranking.arrays, **content.arrays, **_said_order(content.arrays)}.items():
            if array in PACKED:
                write_list(file, array, (values,))
            else:
                file.add(array, narrowed(values) if array in NARROW else values)
        for array, parts in content.layers.items():
            write_list(file, array, parts)
        content.stored.write(file)
        attributes = {
            "format": FORMAT,
            "analyzer": FINGERPRINT,
            "docs": content.docs,
            "tokens": content.tokens,
            "positions": content.end,
        }
        info = file.close(attributes)
    except BaseException:
        file.abandon()
        raise
    return SegmentInfo(name, info.name, info.size, info.checksum, content.docs, content.tokens, content.end)


def _write_stream(file: ArrayFileWriter, folder: Path, content: SegmentContent, tuning: Tuning) -> None:
    exact_stem, counts = content.ranking.arrays["exact_stem"], content.ranking.arrays["exact_count"]
    stems = content.ranking.stems
    occurrences = np.bincount(exact_stem[1:], counts[1:], minlength=stems)
    inverter = Inverter(exact_stem, stems, common_stems(occurrences, tuning), folder)
    starts = content.arrays["doc_start"].astype(np.int64)
    blocks = np.diff(np.append(starts, content.end)) >> BLOCK_BITS
    block_doc = np.repeat(np.arange(content.docs, dtype=np.uint32), blocks)
    rare_at, rare_exact = [np.empty(0, np.uint32)], [np.empty(0, np.uint32)]

    def parts() -> Iterator[Array]:
        start = 0
        for exact in content.stream:
            aside, head = _sections(content.arrays, start, start + len(exact))
            inverter.add(Chunk(start, exact, aside, head, block_doc[start >> BLOCK_BITS :][: len(exact) >> BLOCK_BITS]))
            rare = np.flatnonzero(exact >= ESCAPE)
            rare_at.append((rare + start).astype(np.uint32))
            rare_exact.append(exact[rare])
            yield np.minimum(exact, ESCAPE).astype(np.uint16)
            start += len(exact)

    file.add_parts("stream", np.uint16, parts())
    file.add("rare_at", np.concatenate(rare_at))
    file.add("rare_exact", np.concatenate(rare_exact))
    inverter.write(file, tuning)


def _said_order(arrays: Mapping[str, Array]) -> dict[str, Array]:
    """Return the intervals of each statement as places in `said_start`, and where those of each statement begin."""
    statement = arrays["said_statement"]
    starts = np.zeros(len(arrays["statement_doc"]) + 1, np.uint32)
    np.cumsum(np.bincount(statement, minlength=len(starts) - 1), out=starts[1:])
    return {
        "statement_said": np.argsort(statement, kind="stable").astype(np.uint32),
        "statement_said_start": starts,
    }


def _sections(arrays: Mapping[str, Array], start: int, end: int) -> tuple[Array, Array]:
    """Return which of the positions `start` to `end` lie aside, and which in a headline (gaps in either)."""
    first, last = np.searchsorted(arrays["section_start"], (start, end))
    bounds = np.concatenate(([start], arrays["section_start"][first:last], [end])).astype(np.int64)
    kinds = np.concatenate((np.zeros(1, np.uint8), arrays["section_kind"][first:last]))
    kind = np.repeat(kinds, np.diff(bounds))
    return kind == ASIDE, kind == HEAD
