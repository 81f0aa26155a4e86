"""Indexing as users do it: from text (searchkit: from files) to an index that stores the text, on one core."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.corpus import Corpus
from benchmarks.indexes import fresh, size_of
from benchmarks.own import own
from benchmarks.prepared import Prepared
from benchmarks.process import Process


def measure(
    corpus: Corpus, prepared: Prepared, peers: Sequence[str], python: Path, scratch: Path, rounds: int
) -> dict[str, Any]:
    """Return each engine's median seconds, index size and memory; the engines take turns in each round.

    Peers get the texts from memory and analyse them themselves; searchkit reads and parses the files too, without
    attribution.
    """
    names = ["searchkit", *peers]
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    for turn in range(rounds):
        for place in range(len(names)):
            name = names[(place + turn) % len(names)]
            found[name].append(_build(name, corpus, prepared, python, fresh(scratch / name)))
    return {name: _summary(runs, prepared) for name, runs in found.items()}


def _build(name: str, corpus: Corpus, prepared: Prepared, python: Path, folder: Path) -> dict[str, Any]:
    if name == "searchkit":
        done = own("build", str(corpus.folder), str(folder))
    else:
        with Process(name, python) as process:
            done = process.ask("build", documents=str(prepared.path), index=str(folder), ordinary=True)
    return {
        "seconds": done["seconds"],
        "busy": done["busy"],
        "bytes": size_of(folder),
        "memory": done["memory"]["most"],
    }


def _summary(runs: list[dict[str, Any]], prepared: Prepared) -> dict[str, Any]:
    seconds, busy = (statistics.median(run[key] for run in runs) for key in ("seconds", "busy"))
    return {
        "seconds": seconds,
        "busy": busy,
        "releases_per_busy_second": prepared.releases / busy,
        "releases_per_second": prepared.releases / seconds,
        "mb_per_second": prepared.text_bytes / seconds / 1e6,
        "bytes": runs[0]["bytes"],
        "share_of_text": runs[0]["bytes"] / prepared.text_bytes,
        "memory": max(run["memory"] for run in runs),
    }
