"""What grows with the number of files and releases while an index is written: some bytes of each, never an object."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from searchkit.index.amending import amend
from searchkit.index.foundlist import Found
from searchkit.index.known import Known
from searchkit.index.ledger import Ledger
from searchkit.index.noted import FileEntry, Given, Noted
from searchkit.index.scan import plan
from searchkit.readers import RawDocument
from searchkit.releases import parse
from searchkit.releases.duplicates import alike

FEW, MANY = 2_500, 10_000
BATCH = 500
RELEASE = parse(RawDocument("Some words.", {"title": "Bridge opens"}, "a.txt"))


def growth(run: Callable[[int], object]) -> float:
    """Return by how many bytes a release the most memory that a run takes grows."""
    run(BATCH)  # what is loaded or kept once is no growth
    return (most(run, MANY) - most(run, FEW)) / (MANY - FEW)


def most(run: Callable[[int], object], count: int) -> int:
    gc.collect()
    tracemalloc.start()
    try:
        run(count)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def path(number: int) -> str:
    return f"/corpora/senate/raw/Senator{number // 500:04d}/release-of-the-day-{number:07d}.txt"


def entries(first: int, last: int) -> Iterator[FileEntry]:
    for number in range(first, last):
        digest = number.to_bytes(16, "little")
        yield FileEntry(path(number), 3_000 + number, number << 20, digest, "c", Given([(f"{number:016x}", "")]))


def test_finding_files(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(count: int) -> None:
        files = (Found(path(number), 3_000, number << 20, "c") for number in range(count))
        monkeypatch.setattr("searchkit.index.scan._files", lambda *_: files)
        made = plan(["/corpora"], Ledger.empty(), "c", lambda _: False, lambda _: None)
        assert sum(found.size for found in made.to_read) == made.to_read.bytes == 3_000 * count

    assert growth(run) < 40


def test_telling_files_that_are_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(count: int) -> None:
        ledger = Ledger.open(tmp_path / str(count))
        files = (Found(e.path, e.size, e.mtime_ns, "c") for e in entries(0, count))
        monkeypatch.setattr("searchkit.index.scan._files", lambda *_: files)
        made = plan(["/corpora"], ledger, "c", lambda _: False, lambda _: None)
        assert made.unchanged == count

    for count in (BATCH, FEW, MANY):
        amend(Ledger.empty(), [Noted(entries(0, count))], [], tmp_path / str(count))
    assert growth(run) < 10


def test_noting_files_in_ledger_after_ledger(tmp_path: Path) -> None:
    def run(count: int) -> None:
        ledger = Ledger.empty()
        for first in range(0, count, BATCH):
            file = tmp_path / f"{count}-{first}"
            amend(ledger, [Noted(entries(first, first + BATCH))], [], file)
            ledger = Ledger.open(file)
        assert len(ledger.ids) == count

    assert growth(run) < 130


def test_knowing_releases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("searchkit.index.known.FEWEST", 128)

    def run(count: int) -> None:
        known = Known(np.empty(0, np.uint64), np.empty(0, np.uint32))
        for number in range(count):
            assert not known.meet(replace(RELEASE, id=f"{number << 40:016x}"))
        assert known.meet(replace(RELEASE, id=f"{1 << 40:016x}"))

    assert growth(run) < 40


class Made:
    """Signatures that are made when they are asked for: of each release there are four alike."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    def band(self, number: int) -> npt.NDArray[np.uint32]:
        rows = np.arange(self._count, dtype=np.uint32)
        return (rows >> np.uint32(2)) * np.uint32(2654435761) + np.uint32(number) * (rows & np.uint32(number == 7))

    def take(self, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.uint8]:
        bands = [self._bands(rows, number) for number in range(16)]
        return np.ascontiguousarray(np.stack(bands, axis=1)).view(np.uint8)

    def _bands(self, rows: npt.NDArray[np.int64], number: int) -> npt.NDArray[np.uint32]:
        own = rows.astype(np.uint32)
        return (own >> np.uint32(2)) * np.uint32(2654435761) + np.uint32(number) * (own & np.uint32(number == 7))


def test_finding_what_is_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("searchkit.releases.duplicates.PAIRS", 1024)

    def run(count: int) -> None:
        pairs = alike(Made(count))
        assert len(np.unique(pairs)) == count

    assert growth(run) < 150
