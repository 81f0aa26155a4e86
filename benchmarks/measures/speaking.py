"""A phrase, and the same phrase said by its speaker: how much the speaker costs."""

from __future__ import annotations

import random
import statistics
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import searchkit
from benchmarks.document import read_documents
from benchmarks.environment import own_python
from benchmarks.measures import querying
from benchmarks.query import Query
from benchmarks.vocabulary import usable
from searchkit.analysis import tokenize
from searchkit.model import SpeakerKind, Statement

ALONE, SPOKEN = "phrase alone", "speaker + phrase"


def measure(index: Path, documents: Path, rounds: int, clock: str, seed: int, count: int) -> dict[str, Any]:
    """Return the times of both kinds on an attributed index, and the median of the ratios query by query."""
    queries = list(draw(index, documents, seed, count))
    found = querying.measure({"searchkit": (own_python(), index)}, queries, rounds, clock)
    times = [statistics.median(row["engines"]["searchkit"][1]) for row in found["queries"]]
    ratios = [spoken / alone for alone, spoken in zip(times[::2], times[1::2], strict=True)]
    return {**found, "ratio": statistics.median(ratios), "ratio_p95": querying.percentile(ratios, 0.95)}


def draw(index: Path, documents: Path, seed: int, count: int) -> Iterator[Query]:
    """Yield pairs of queries: 2 to 4 words that a named person says in a release, without and with the person."""
    rng = random.Random(seed)
    ids = [document.id for document in read_documents(documents)]
    rng.shuffle(ids)
    with searchkit.open_index(index) as opened:
        for release_id in ids:
            shown = opened.show(release_id)
            pair = _pair(shown.statements, shown.release.text, rng)
            if pair is None:
                continue
            count -= 1
            yield from pair
            if count == 0:
                return


def _pair(statements: Sequence[Statement], text: str, rng: random.Random) -> tuple[Query, Query] | None:
    named = [s for s in statements if s.speaker.kind is SpeakerKind.PERSON and len(s.speaker.name.split()) > 1]
    if not named:
        return None
    statement = rng.choice(named)
    words = tokenize(statement.content[0].of(text)).words
    length = rng.randint(2, 4)
    start = rng.randrange(max(1, len(words) - length))
    chosen = words[start : start + length]
    if len(chosen) < length or not all(map(usable, chosen)):
        return None
    phrase = f'"{" ".join(chosen)}"'
    alone = Query(ALONE, phrase, "phrase", tuple(chosen))
    return alone, Query(SPOKEN, f'speaker:"{statement.speaker.name}" {phrase}', "phrase", tuple(chosen))
