"""Whatever stops a writer, the index is in the old state or the new one, whole, and the next run goes on from there."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.durability import states
from tests.durability.disk import Outcome, run_until
from tests.durability.states import Change, state_of

CHANGES = {"first": states.first_build, "update": states.update, "rebuild": states.rebuild}


@pytest.fixture(scope="module", params=CHANGES)
def change(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Change:
    made = CHANGES[request.param](tmp_path_factory.mktemp(request.param))
    assert made.old != made.new
    return made


def steps_of(change: Change, folder: Path) -> int:
    at = change.fresh(folder)
    outcome = run_until(-1, "kill", at, lambda: change.apply(at))
    assert outcome.error == ""
    assert outcome.steps > 10
    return outcome.steps


def sweep(change: Change, folder: Path, mode: str, check: Callable[[int, Outcome, Path], None]) -> None:
    for step in range(steps_of(change, folder)):
        at = change.fresh(folder)
        outcome = run_until(step, mode, at, lambda at=at: change.apply(at))  # type: ignore[misc]
        check(step, outcome, at)
        found = state_of(at)
        # A first build commits in between, file by file: any beginning of it is whole.
        assert found in {change.old, change.new} or (not change.old and found < change.new), f"{mode} at step {step}"
        change.apply(at)
        assert state_of(at) == change.new, f"repair after {mode} at step {step}"


@pytest.mark.parametrize("mode", ["kill", "cut", "mixed"])
def test_death_at_every_step(change: Change, tmp_path: Path, mode: str) -> None:
    def check(step: int, outcome: Outcome, _at: Path) -> None:
        assert outcome.killed, f"step {step} was not reached"

    sweep(change, tmp_path / "index", mode, check)


def test_a_full_disk_at_every_step(change: Change, tmp_path: Path) -> None:
    def check(step: int, outcome: Outcome, _at: Path) -> None:
        assert not outcome.killed
        # Steps after the commit tidy up; that they fail harms nothing and need not be told.
        assert outcome.error == "" or outcome.error.startswith("IndexUnwritable: "), f"step {step}: {outcome.error}"
        assert "No space left" in outcome.error or state_of(_at) == change.new

    sweep(change, tmp_path / "index", "full", check)


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
