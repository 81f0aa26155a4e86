"""One engine in a process of its own, on one core: it takes commands as JSON lines and times itself.

Usage: python -m benchmarks.worker ENGINE CPU   (started by `benchmarks.process`)
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.document import read_documents
from benchmarks.engines import Engine, load
from benchmarks.memory import memory
from benchmarks.query import Query


class Worker:
    """Carries out commands on one engine; each returns JSON data."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._queries: list[Query] = []

    def version(self) -> str:
        """Return the engine's version."""
        return self._engine.version

    def build(self, documents: str, index: str, *, limit: int | None = None, ordinary: bool = False) -> dict[str, Any]:
        """Index the documents of a file; an ordinary build first reads all of them, so that reading is not timed."""
        source = read_documents(Path(documents), limit)
        held = list(source) if ordinary else source
        make = self._engine.build_ordinary if ordinary else self._engine.build
        start, busy = time.perf_counter(), time.process_time()
        make(Path(index), held)
        seconds, busy = time.perf_counter() - start, time.process_time() - busy
        return {"seconds": seconds, "busy": busy, "memory": memory()}

    def open(self, index: str) -> dict[str, Any]:
        """Open an index."""
        before = memory()
        start = time.perf_counter()
        self._engine.open(Path(index))
        return {"ms": (time.perf_counter() - start) * 1e3, "before": before, "after": memory()}

    def load(self, queries: list[dict[str, Any]]) -> int:
        """Take the queries that `run` names by their numbers."""
        self._queries = [Query.from_dict(data) for data in queries]
        return len(self._queries)

    def run(self, numbers: list[int], clock: str = "wall") -> list[tuple[float, int] | None]:
        """Answer queries one after the other; return milliseconds and count of each, None where it cannot be asked.

        The clock is "wall", or "cpu" for the time that the process ran (all its threads).
        """
        search, now = self._engine.search, {"wall": time.perf_counter_ns, "cpu": time.process_time_ns}[clock]
        made: list[tuple[float, int] | None] = []
        gc.collect()
        gc.disable()
        for number in numbers:
            query = self._queries[number]
            start = now()
            answer = search(query)
            taken = now() - start
            made.append(None if answer is None else (taken / 1e6, answer.count))
        gc.enable()
        return made

    def best(self, numbers: list[int]) -> list[list[int] | None]:
        """Return the best ten of queries."""
        answers = [self._engine.search(self._queries[number]) for number in numbers]
        return [None if answer is None else answer.best for answer in answers]

    def memory(self) -> dict[str, int]:
        """Return the process's memory."""
        return memory()


def main(name: str, cpu: int) -> None:
    """Serve until standard input ends. What libraries print goes to standard error."""
    os.sched_setaffinity(0, {cpu})
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    worker = Worker(load(name))
    for line in sys.stdin:
        command = json.loads(line)
        try:
            call: Callable[..., Any] = getattr(worker, command["do"])
            reply = {"value": call(**command["with"])}
        except Exception as error:
            reply = {"error": f"{type(error).__name__}: {error}"}
        replies.write(json.dumps(reply) + "\n")
        replies.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
