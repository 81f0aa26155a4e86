"""Builds of many small releases, each in a process of its own: it stays under the bound that it was given."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

MANY = 40_000
BOUND_MB = 256
BUILD = """
import sys
import searchkit
report = searchkit.build(sys.argv[1], sys.argv[2], attribute=False, memory_mb=int(sys.argv[3]))
print(report.releases, *(line for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""
WORDS = [
    first + last
    for first in ("bri", "tow", "cha", "ste", "mou", "fle", "gra", "hol")
    for last in ("ge", "ner", "lk", "ld", "n", "st")
]


def text(number: int) -> str:
    return f"Story {number} of the bridge\n\n{' '.join(random.Random(number).choices(WORDS, k=40))}."


def as_files(folder: Path, count: int) -> None:
    for number in range(count):
        path = folder / f"office{number // 500}" / f"release-{number:07d}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text(number), "utf-8")


def as_lines(folder: Path, count: int) -> None:
    lines = (json.dumps({"title": f"Story {number}", "text": text(number)}) + "\n" for number in range(count))
    (folder / "all.jsonl").write_text("".join(lines), "utf-8")


def most(folder: Path, count: int) -> int:
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(folder / "corpus"), str(folder / "index"), str(BOUND_MB)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    releases, _, kilobytes, _ = done.stdout.split()
    assert int(releases) == count
    return int(kilobytes) * 1024


@pytest.mark.soak
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="this system does not tell what a process takes")
@pytest.mark.parametrize("write", [as_files, as_lines])
def test_memory_stays_under_the_bound(write: Callable[[Path, int], None], tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    write(tmp_path / "corpus", MANY)
    assert most(tmp_path, MANY) < BOUND_MB << 20
