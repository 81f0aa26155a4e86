"""Ending a change at many of its steps, one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.durability.disk import Outcome, run_until
from tests.durability.states import Change, state_of


def steps_of(change: Change, folder: Path) -> int:
    """Return how many steps the change takes where nothing stops it."""
    at = change.fresh(folder)
    outcome = run_until(-1, "kill", at, lambda: change.apply(at))
    assert outcome.error == ""
    assert outcome.steps > 10
    return outcome.steps


def sweep(change: Change, folder: Path, mode: str, steps: Iterable[int]) -> None:
    """End the change at each of these steps: the index is in the old or the new state, and can go on from there."""
    total = steps_of(change, folder)
    for step in steps:
        if step >= total:
            break
        at = change.fresh(folder)
        outcome = run_until(step, mode, at, lambda at=at: change.apply(at))  # type: ignore[misc]
        found = state_of(at)
        if mode == "full":
            _full(outcome, whole=found == change.new)
        else:
            assert outcome.killed, f"step {step} was not reached"
        # A first build commits in between, file by file: any beginning of it is whole.
        assert found in {change.old, change.new} or (not change.old and found < change.new), f"{mode} at step {step}"
        change.apply(at)
        assert state_of(at) == change.new, f"repair after {mode} at step {step}"


def _full(outcome: Outcome, *, whole: bool) -> None:
    assert not outcome.killed
    # Steps after the commit tidy up; that they fail harms nothing and need not be told.
    assert outcome.error == "" or outcome.error.startswith("IndexUnwritable: "), outcome.error
    assert "No space left" in outcome.error or whole
