"""Whatever stops a writer, the index is in the old state or the new one, whole, and the next run goes on from there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.durability import states
from tests.durability.disk import run_until
from tests.durability.states import Change
from tests.durability.sweeping import steps_of, sweep

CHANGES = {"first": states.first_build, "update": states.update, "rebuild": states.rebuild, "merging": states.merging}


@pytest.fixture(scope="module", params=CHANGES)
def change(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Change:
    made = CHANGES[request.param](tmp_path_factory.mktemp(request.param))
    assert made.old != made.new
    return made


@pytest.mark.parametrize(("mode", "start"), [("kill", 0), ("cut", 1), ("mixed", 2)])
def test_death_while_writing(change: Change, tmp_path: Path, mode: str, start: int) -> None:
    """At every third step, another third for each way to die; tests/soak takes them all."""
    sweep(change, tmp_path / "index", mode, range(start, 10_000, 3))


def test_a_full_disk(change: Change, tmp_path: Path) -> None:
    sweep(change, tmp_path / "index", "full", range(0, 10_000, 3))


def test_nothing_unneeded_is_left_behind(change: Change, tmp_path: Path) -> None:
    at = change.fresh(tmp_path / "index")
    total = steps_of(change, tmp_path / "count")
    run_until(total // 2, "kill", at, lambda: change.apply(at))
    for _ in range(3):
        change.apply(at)
    assert len([p for p in at.iterdir() if p.is_dir()]) == 1
    clean = change.fresh(tmp_path / "clean")
    for _ in range(3):
        change.apply(clean)
    assert len(list(at.rglob("*"))) == len(list(clean.rglob("*")))
    shutil.rmtree(at)
