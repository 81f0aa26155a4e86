"""Queries timed engine beside engine, on one core, so that what disturbs the machine disturbs all alike.

A visit asks one engine all queries of one kind, each once. Engines take turns visit by visit, and another one begins
each round; the first round only warms caches. What is kept of a query is the median over the rounds.
"""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.process import Process
from benchmarks.query import Query

PATIENCE = 10.0
"""Seconds: an engine whose visit takes longer is not asked again for the kind."""


@dataclass(slots=True)
class Timed:
    """One engine's times of one query in milliseconds, a time a round, and its count."""

    times: list[float] = field(default_factory=list)
    count: int = -1

    @property
    def median(self) -> float:
        """The median over the rounds."""
        return statistics.median(self.times)


@dataclass(frozen=True, slots=True)
class Timings:
    """For each query in order: what each engine made of it (engines without such queries are missing)."""

    queries: Sequence[Query]
    by_query: Sequence[Mapping[str, Timed]]

    def kinds(self) -> list[str]:
        """Return the kinds in order."""
        return list(dict.fromkeys(query.kind for query in self.queries))

    def medians(self, kind: str, engine: str) -> list[float]:
        """Return the median times of an engine's queries of a kind."""
        pairs = zip(self.queries, self.by_query, strict=True)
        return [timed[engine].median for query, timed in pairs if query.kind == kind and engine in timed]


def interleave(processes: Sequence[Process], queries: Sequence[Query], rounds: int, clock: str = "wall") -> Timings:
    """Time the queries on engines that have their indexes open and the queries loaded, by the "wall" or "cpu" clock."""
    found: list[dict[str, Timed]] = [{} for _ in queries]
    kinds = dict.fromkeys(query.kind for query in queries)
    numbers = {kind: [n for n, query in enumerate(queries) if query.kind == kind] for kind in kinds}
    slow: set[tuple[str, str]] = set()
    for turn in range(rounds + 1):
        for kind, chosen in numbers.items():
            for place in range(len(processes)):
                process = processes[(place + turn) % len(processes)]
                if (process.name, kind) in slow:
                    continue
                if _visit(process, chosen, clock, found, keep=turn > 0) > PATIENCE:
                    slow.add((process.name, kind))
    return Timings(queries, found)


def _visit(process: Process, numbers: list[int], clock: str, found: list[dict[str, Timed]], *, keep: bool) -> float:
    """Ask the queries, and return the seconds they took; the times of a slow visit are always kept."""
    replies = process.ask("run", numbers=numbers, clock=clock)
    seconds: float = sum(reply[0] for reply in replies if reply) / 1e3
    for number, reply in zip(numbers, replies, strict=True):
        if reply is not None:
            timed = found[number].setdefault(process.name, Timed())
            if keep or seconds > PATIENCE:
                timed.times.append(reply[0])
            timed.count = reply[1]
    return seconds
