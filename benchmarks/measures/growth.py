"""1, 4 and 16 times the corpus (copies with other ids and some other words): how time, memory and size grow."""

from __future__ import annotations

import datetime as dt
import json
import random
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.document import Document, read_documents
from benchmarks.environment import own_python
from benchmarks.indexes import fresh, size_of
from benchmarks.measures import querying, starting
from benchmarks.own import own
from benchmarks.prepared import EPOCH, Prepared
from benchmarks.query import Query

FACTORS = (1, 4, 16)
CHANGED = 0.03
"""Share of the words of a copy that are taken from other releases."""
PER_FILE = 10_000


def measure(prepared: Prepared, queries: Sequence[Query], scratch: Path, rounds: int, clock: str) -> dict[str, Any]:
    """Return for each factor: releases, seconds, memory and size of the index, its opening, and the queries' times."""
    made: dict[str, Any] = {}
    for factor in FACTORS:
        folder, index = fresh(scratch / "grown"), fresh(scratch / "grown-index")
        text_bytes = write_copies(prepared, folder, factor)
        built = own("build", str(folder), str(index))
        optimized = own("optimize", str(index))
        shutil.rmtree(folder)
        asked = querying.measure({"searchkit": (own_python(), index)}, queries, rounds, clock)
        made[str(factor)] = {
            "releases": built["releases"],
            "text_bytes": text_bytes,
            "seconds": built["seconds"],
            "busy": built["busy"],
            "memory": built["memory"]["most"],
            "optimize_seconds": optimized["seconds"],
            "optimize_memory": optimized["memory"]["most"],
            "bytes": size_of(index),
            "opening": starting.opening(index, queries[0].text, runs=5),
            "query_memory": asked["memory"]["searchkit"],
            "kinds": {kind: engines["searchkit"] for kind, engines in asked["kinds"].items()},
            "matches": _matches(asked["queries"]),
        }
    return made


def _matches(rows: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Return the mean count of each kind's queries."""
    counts: dict[str, list[int]] = {}
    for row in rows:
        counts.setdefault(row["kind"], []).append(row["engines"]["searchkit"][0])
    return {kind: sum(values) / len(values) for kind, values in counts.items()}


def write_copies(prepared: Prepared, folder: Path, factor: int) -> int:
    """Write the releases and `factor` - 1 changed copies of each as JSON lines; return the bytes of their texts."""
    rng = random.Random(factor)
    foreign = [word for d in read_documents(prepared.path, 500) for word in d.text.split()]
    size = number = 0
    for copy in range(factor):
        lines: list[str] = []
        for document in read_documents(prepared.path):
            text = document.text if copy == 0 else _changed(document, copy, rng, foreign)
            size += len(text.encode("utf-8", "replace"))
            lines.append(_line(document, text))
            if len(lines) == PER_FILE:
                number = _flush(lines, folder, number)
        number = _flush(lines, folder, number)
    return size


def _flush(lines: list[str], folder: Path, number: int) -> int:
    (folder / f"part{number:05d}.jsonl").write_text("".join(lines), "utf-8", "replace")
    lines.clear()
    return number + 1


def _changed(document: Document, copy: int, rng: random.Random, foreign: Sequence[str]) -> str:
    """Return the text with some words replaced, behind the title, and a word that makes this copy another release."""
    head = len(document.title) if document.text.startswith(document.title) else 0
    words = document.text[head:].split(" ")
    for _ in range(int(len(words) * CHANGED)):
        words[rng.randrange(len(words))] = rng.choice(foreign)
    return f"{document.text[:head]}{' '.join(words)} copy{copy}"


def _line(document: Document, text: str) -> str:
    date = "" if document.day is None else dt.date.fromordinal(document.day + EPOCH).isoformat()
    data = {"title": document.title, "date": date, "language": document.language, "text": text}
    return json.dumps(data, ensure_ascii=False) + "\n"
