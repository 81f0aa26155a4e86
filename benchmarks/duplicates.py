"""How copies are found: how many, how long it takes, what it costs a query, how many are missed, and pairs to judge.

Usage: python -m benchmarks.duplicates [--corpora FOLDER] [--index DIR] [--size N] [--seed N] [PART...]

A part is `found` (groups, size, time), `queries` (cost without copies against all), `sample` (random groups, the first
release held against the last, to be judged by eye) or `missed` (copies and others made of real releases by a seeded
program); all of them by default. The first three are of an index that is there, the last is of files of the corpora.
"""

from __future__ import annotations

import argparse
import difflib
import itertools
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.editions import KINDS, OTHERS, Edition
from benchmarks.environment import corpora_folder
from searchkit import open_index
from searchkit.codec import SegmentReader, SegmentWriter
from searchkit.index.comparing import find_copies
from searchkit.index.layout import Layout
from searchkit.index.opened import Index
from searchkit.index.state import State
from searchkit.model import Release
from searchkit.readers import RawDocument, read, walk
from searchkit.releases import parse
from searchkit.releases.signatures import signature
from searchkit.search.copies import Copies

QUERIES = ("health", '"health care"', "fire AND grant", "katrina", "date:2006", "*")
ROUNDS = 15
SHOWN = 6
"""So many places at which two releases differ are shown."""
LEAST = 800
"""Characters of a release of which editions are made."""


def found(state: State) -> None:
    """Print how many groups there are, and how long finding them takes."""
    start, wall = time.process_time(), time.perf_counter()
    copies = find_copies(state.segments)
    print(f"  all found anew: {time.process_time() - start:.2f} s of CPU, {time.perf_counter() - wall:.2f} s")
    groups = [int(b - a) for a, b in itertools.pairwise(copies.start.tolist())]
    print(f"  {state.size:,} releases: {len(groups):,} groups with {sum(groups):,} releases, the largest {max(groups)}")
    whole = sum(segment.info.size for segment in state.segments)
    kept = sum(segment.signatures.nbytes for segment in state.segments)
    print(f"  signatures: {kept / whole:.2%} of the segments' bytes")
    releases = [state.read(number, doc).release for number, doc in _spread(state, 500)]
    start = time.process_time()
    for release in releases:
        signature(release)
    print(f"  making a signature: {(time.process_time() - start) / len(releases) * 1e6:.0f} µs")


def _spread(state: State, count: int) -> list[tuple[int, int]]:
    every = [(n, int(doc)) for n, segment in enumerate(state.segments) for doc in segment.live_docs]
    return every[:: max(1, len(every) // count)]


def queries(index: Index) -> None:
    """Print what the best ten cost without copies, and of all."""
    for query in QUERIES:
        times: dict[bool, list[float]] = {True: [], False: []}
        for turn in range(2 * ROUNDS):
            start = time.perf_counter()
            results = index.search(query, limit=10, dedup=bool(turn % 2))
            list(results._listing.pages.page(0, 10))
            times[bool(turn % 2)].append((time.perf_counter() - start) * 1e3)
        without, every = (statistics.median(times[dedup]) for dedup in (True, False))
        print(f"  {query:16} {without:7.2f} ms without copies, {every:7.2f} ms of all ({results.total:,} releases)")


def sample(state: State, size: int, seed: int) -> None:
    """Print random groups: the first release and the last, and where they differ."""
    chance = random.Random(seed)
    copies = find_copies(state.segments)
    start = copies.start.tolist()
    for number in sorted(chance.sample(range(len(start) - 1), min(size, len(start) - 1))):
        first, last = (_release(state, copies, place) for place in (start[number], start[number + 1] - 1))
        print(f"\n{number}: {start[number + 1] - start[number]} releases")
        for one in (first, last):
            print(f"  {one.date} {one.source[:30]:30} {one.id} {one.title[:90]}")
        for before, after in itertools.islice(_differences(first.text, last.text), SHOWN):
            print(f"    - {before[:100]}\n    + {after[:100]}")


def _release(state: State, copies: Copies, place: int) -> Release:
    return state.read(int(copies.segment[place]), int(copies.doc[place])).release


def _differences(one: str, other: str) -> Iterator[tuple[str, str]]:
    ours, theirs = one.split(), other.split()
    for tag, a, b, c, d in difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag != "equal":
            yield " ".join(ours[a:b]), " ".join(theirs[c:d])


def missed(root: Path, size: int, seed: int) -> None:
    """Print of how many made editions, by kind, it is found that they are copies; and of how many others."""
    chance = random.Random(seed)
    paths = [Path(str(path)) for path in itertools.islice(walk([root / "senate" / "raw"]), 0, None, 9)]
    chance.shuffle(paths)
    raws = (raw for path in paths for raw in read(path) if isinstance(raw, RawDocument) and len(raw.text) > LEAST)
    originals = list(itertools.islice(raws, size))
    for title, kinds in (("copies found, of copies made", KINDS), ("taken for copies, of others made", OTHERS)):
        print(f"  {title}:")
        rates = Counter[bool]()
        for name, make in kinds.items():
            joined = _joined(originals, make, chance)
            rates.update(joined)
            print(f"    {name:60} {sum(joined):5,} of {len(joined):5,} ({sum(joined) / max(len(joined), 1):.1%})")
        print(f"    {'all':60} {rates[True]:5,} of {rates.total():5,} ({rates[True] / max(rates.total(), 1):.1%})")


def _joined(originals: Sequence[RawDocument], make: Edition, chance: random.Random) -> list[bool]:
    """Return for each original of which an edition can be made whether both are found to be copies."""
    pairs = [(parse(raw), parse(made)) for raw in originals if (made := make(raw, chance)) is not None]
    pairs = [(one, other) for one, other in pairs if one.id != other.id]
    with TemporaryDirectory() as folder:
        writer = SegmentWriter(Path(folder), "a")
        for pair in pairs:
            for release in pair:
                writer.add(release, [])
        segment = SegmentReader(Path(folder), writer.finish())
        copies = find_copies([segment])
        row = {int(number): doc for doc, number in enumerate(segment.ids.tolist())}
        return [(0, row[int(b.id, 16)]) in copies.group_of(0, row[int(a.id, 16)]) for a, b in pairs]


PARTS = ("found", "queries", "sample", "missed")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--corpora", type=Path, help="the folder of the unpacked corpora")
    parser.add_argument("--index", type=Path, help="the index to look at")
    parser.add_argument("--size", type=int, default=50, help="how many groups to list; ten times as many to edit")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []])
    given = parser.parse_args(arguments)
    for part in given.parts or PARTS:
        print(part, flush=True)
        if part == "missed":
            root = given.corpora or corpora_folder("senate")
            missed(root, 10 * given.size, given.seed) if root else print("  there are no corpora on this machine")
        elif given.index is None:
            print("  give an --index")
        else:
            _of_index(part, given.index, given.size, given.seed)


def _of_index(part: str, path: Path, size: int, seed: int) -> None:
    state = State(Layout(path))
    parts: dict[str, Callable[[], None]] = {
        "found": lambda: found(state),
        "queries": lambda: queries(open_index(path)),
        "sample": lambda: sample(state, size, seed),
    }
    parts[part]()


if __name__ == "__main__":
    main(sys.argv[1:])
