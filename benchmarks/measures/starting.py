"""What it costs to start: opening an index, and one `searchkit search` on the command line."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.own import own
from benchmarks.process import ONE_THREAD, ROOT

BARE = "import numpy, click"
PROGRAM = "from searchkit.cli import main; main()"
RUNS = 15


def opening(index: Path, query: str, runs: int = RUNS) -> dict[str, float]:
    """Return medians over fresh processes: milliseconds to open and to answer the first query, bytes of memory."""
    found = [own("open", str(index), query) for _ in range(runs)]
    return {key: statistics.median(run[key] for run in found) for key in found[0]}


def one_shot(index: Path, queries: Sequence[str], clock: str, runs: int = RUNS) -> dict[str, Any]:
    """Return median milliseconds of a bare interpreter with numpy and click, and of a search, run by turns.

    Both start from bytecode, as what is installed does: a first run of each leaves it behind.
    """
    search = [sys.executable, "-c", PROGRAM, "search", "--index", str(index), "--"]
    for command in ([sys.executable, "-c", BARE], [*search, queries[0]]):
        _run(command, clock)
    bare: list[float] = []
    full: list[float] = []
    for number in range(runs):
        bare.append(_run([sys.executable, "-c", BARE], clock))
        full.append(_run([*search, queries[number % len(queries)]], clock))
    above = statistics.median(full) - statistics.median(bare)
    return {"bare_ms": statistics.median(bare), "search_ms": statistics.median(full), "above_ms": above}


def _run(command: list[str], clock: str) -> float:
    """Return the milliseconds that a command took by the "wall" or the "cpu" clock."""
    cpu = max(os.sched_getaffinity(0))
    environment = {**os.environ, **ONE_THREAD}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    busy, start = _children_busy(), time.perf_counter()
    done = subprocess.run(
        ["taskset", "-c", str(cpu), *command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    seconds = time.perf_counter() - start if clock == "wall" else _children_busy() - busy
    if done.returncode not in (0, 1):  # 1: nothing found
        raise RuntimeError(f"{command} ended with {done.returncode}")
    return seconds * 1e3


def _children_busy() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
