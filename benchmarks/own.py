"""searchkit in a fresh process on one core, for what is measured of it alone; the process prints JSON.

Usage: python -m benchmarks.own build FOLDER INDEX [attribute]
       python -m benchmarks.own optimize INDEX
       python -m benchmarks.own update FOLDER INDEX [careless]
       python -m benchmarks.own open INDEX QUERY
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from benchmarks.memory import memory
from benchmarks.process import ONE_THREAD, ROOT


def own(*arguments: str, nice: int = 0) -> dict[str, Any]:
    """Return what a fresh process says of a command (see the usage above)."""
    command = [sys.executable, "-m", "benchmarks.own", *arguments]
    environment = {**os.environ, **ONE_THREAD}
    done = subprocess.run(
        ["nice", "-n", str(nice), *command], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def build(folder: str, index: str, attribute: str = "") -> dict[str, Any]:
    """Index a folder."""
    from searchkit import build as index_folder  # noqa: PLC0415 – each process loads what its command needs

    start, busy = time.perf_counter(), time.process_time()
    report = index_folder(folder, index, attribute=bool(attribute))
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    return {"seconds": seconds, "busy": busy, "releases": report.releases, "memory": memory()}


def optimize(index: str) -> dict[str, Any]:
    """Merge the segments of an index into one."""
    from searchkit import optimize as merge  # noqa: PLC0415

    start = time.perf_counter()
    merge(index)
    return {"seconds": time.perf_counter() - start, "memory": memory()}


def update(folder: str, index: str, careless: str = "") -> dict[str, Any]:
    """Bring an index up to date with one small folder; carelessly: without waiting for the disk."""
    from searchkit import update as bring_up_to_date  # noqa: PLC0415

    if careless:
        os.fsync = os.fdatasync = lambda fd: None  # noqa: ARG005
    start = time.perf_counter()
    bring_up_to_date(folder, index, only=folder)
    return {"ms": (time.perf_counter() - start) * 1e3}


def opened(index: str, query: str) -> dict[str, Any]:
    """Open an index in a process that has imported searchkit, and ask a first query."""
    from searchkit import open_index  # noqa: PLC0415

    before = memory()
    start = time.perf_counter()
    found = open_index(index)
    middle = time.perf_counter()
    after = memory()
    found.search(query, limit=10)
    end = time.perf_counter()
    return {
        "open_ms": (middle - start) * 1e3,
        "first_query_ms": (end - middle) * 1e3,
        "own": after["own"] - before["own"],
        "resident": after["resident"] - before["resident"],
        "own_after_query": memory()["own"] - before["own"],
    }


COMMANDS: dict[str, Callable[..., dict[str, Any]]] = {
    "build": build,
    "optimize": optimize,
    "update": update,
    "open": opened,
}


def main(name: str, *arguments: str) -> None:
    """Carry out a command."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    output = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    output.write(json.dumps(COMMANDS[name](*arguments)))
    output.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
