"""Queries of all kinds beside the peers: times, ratios, and whether the counts agree."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.environment import load_average
from benchmarks.process import Process
from benchmarks.query import Query
from benchmarks.timing import Timings, interleave

Opened = dict[str, tuple[Path, Path]]
"""Engines by name: the interpreter that runs each, and its index."""


def measure(engines: Opened, queries: Sequence[Query], rounds: int, clock: str) -> dict[str, Any]:
    """Return for each kind the engines' medians and 95th percentiles (ms), counts that differ, and how each opened."""
    with ExitStack() as stack:
        processes = [stack.enter_context(Process(name, python)) for name, (python, _) in engines.items()]
        opening = {p.name: p.ask("open", index=str(engines[p.name][1])) for p in processes}
        for process in processes:
            process.ask("load", queries=[query.as_dict() for query in queries])
        load_before = load_average()
        timings = interleave(processes, queries, rounds, clock)
        after = {process.name: process.ask("memory") for process in processes}
    return {
        "load": [load_before, load_average()],
        "rounds": rounds,
        "clock": clock,
        "opening": opening,
        "memory": after,
        "kinds": {kind: _kind(timings, kind, list(engines)) for kind in timings.kinds()},
        "differing": differing(timings),
        "queries": [
            {**query.as_dict(), "engines": {name: [t.count, t.times] for name, t in timed.items()}}
            for query, timed in zip(queries, timings.by_query, strict=True)
        ],
    }


def _kind(timings: Timings, kind: str, engines: list[str]) -> dict[str, Any]:
    found = {engine: timings.medians(kind, engine) for engine in engines}
    return {
        engine: {"queries": len(times), "median": statistics.median(times), "p95": percentile(times, 0.95)}
        for engine, times in found.items()
        if times
    }


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * share) - 1)]


def differing(timings: Timings) -> list[dict[str, Any]]:
    """Return the queries whose counts are not the same everywhere."""
    made = []
    for query, timed in zip(timings.queries, timings.by_query, strict=True):
        counts = {name: t.count for name, t in timed.items()}
        if len(set(counts.values())) > 1:
            made.append({"kind": query.kind, "text": query.text, "counts": counts})
    return made
