"""A writer is ended at every step of what it writes, in every way."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from tests.durability import states
from tests.durability.states import Change
from tests.durability.sweeping import sweep

CHANGES = {
    "first": states.first_build,
    "commits": states.many_commits,
    "update": states.update,
    "rebuild": states.rebuild,
    "merging": states.merging,
    "optimizing": states.optimizing,
}


@pytest.fixture(scope="module", params=CHANGES)
def change(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Change:
    return CHANGES[request.param](tmp_path_factory.mktemp(request.param))


@pytest.mark.soak
@pytest.mark.parametrize("mode", ["kill", "cut", "mixed", "full"])
def test_every_step(change: Change, tmp_path: Path, mode: str) -> None:
    sweep(change, tmp_path / "index", mode, count())


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1, 6))
def test_what_is_lost_differs(change: Change, tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lose other names and other halves of files than the sweep of the mode `mixed` does."""
    monkeypatch.setattr("tests.durability.disk.SEED", seed)
    sweep(change, tmp_path / "index", "mixed", count())
