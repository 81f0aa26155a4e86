"""What it costs that nothing is lost: one release added to an index, waiting for the disk or not."""

from __future__ import annotations

import shutil
import statistics
from pathlib import Path
from typing import Any

from benchmarks.indexes import fresh
from benchmarks.own import own

RUNS = 7


def measure(index: Path, scratch: Path, runs: int = RUNS) -> dict[str, Any]:
    """Return median milliseconds to add one release to (a copy of) an index, with and without waiting for the disk."""
    copy = fresh(scratch / "durability") / "index"
    shutil.copytree(index, copy)
    added = fresh(scratch / "added")
    times: dict[str, list[float]] = {"durable": [], "careless": []}
    for number in range(runs * 2):
        way = "careless" if number % 2 else "durable"
        place = added / f"release{number}.txt"
        place.write_text(f"date 2021-04-{number % 28 + 1:02d} Bridge {number} opens\n\nThe bridge is open.\n", "utf-8")
        times[way].append(own("update", str(added), str(copy), *(["careless"] if number % 2 else []))["ms"])
    return {f"{way}_ms": statistics.median(values) for way, values in times.items()}
