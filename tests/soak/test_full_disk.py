"""A real file system that runs full, at one size after the other."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import searchkit
from tests.durability import states
from tests.durability.states import Change, state_of

CHANGES = {
    "first": states.first_build,
    "commits": states.many_commits,
    "update": states.update,
    "rebuild": states.rebuild,
    "merging": states.merging,
}
STEP = 4 << 10
"""A file system in memory hands out pages of this size."""


@contextmanager
def disk(folder: Path, size: int) -> Iterator[Path]:
    """Give a file system of `size` bytes."""
    folder.mkdir(exist_ok=True)
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        pytest.skip(f"file systems cannot be mounted here: {made.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture(scope="module", params=CHANGES)
def change(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Change:
    return CHANGES[request.param](tmp_path_factory.mktemp(request.param))


@pytest.mark.soak
def test_every_size(change: Change, tmp_path: Path) -> None:
    held = sum(-(-p.stat().st_size // STEP) * STEP for p in change.index.rglob("*") if p.is_file())
    refused = 0
    for size in range(held + STEP, held + (1 << 22), STEP):
        with disk(tmp_path / "disk", size) as mounted:
            at = mounted / "index"
            if change.index.exists():
                shutil.copytree(change.index, at)
            try:
                change.apply(at)
            except searchkit.IndexUnwritable as error:
                assert "No space left" in str(error)
                refused += 1
                found = state_of(at)
                assert found == change.old or (not change.old and found < change.new) or found == change.new
            else:
                assert state_of(at) == change.new
                break
            subprocess.run(["mount", "-o", "remount,size=8m", str(mounted)], check=True)
            change.apply(at)
            assert state_of(at) == change.new
    assert refused > 3
