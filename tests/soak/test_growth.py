"""Builds of more and more releases, each in a process of its own: what it takes at most must not grow with them."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

FEW, MANY = 10_000, 40_000
A_RELEASE = 1_000
"""Bytes that the most memory may grow by for each release, with all that the kernel counts."""
BUILD = """
import sys
import searchkit
report = searchkit.build(sys.argv[1], sys.argv[2], attribute=False, memory_mb=256)
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
        [sys.executable, "-c", BUILD, str(folder / "corpus"), str(folder / "index")],
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
def test_memory_is_flat(write: object, tmp_path: Path) -> None:
    assert callable(write)
    taken = []
    for count in (FEW, MANY):
        folder = tmp_path / str(count)
        (folder / "corpus").mkdir(parents=True)
        write(folder / "corpus", count)
        taken.append(most(folder, count))
    assert taken[1] - taken[0] < A_RELEASE * (MANY - FEW)
