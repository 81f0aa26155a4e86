"""Lists of what pages and offices print around their releases: one phrase a line in the folder `lists`, lower case."""

from __future__ import annotations

from importlib.resources import files


def ranked(name: str) -> list[str]:
    """Return the lines of the list `name` in their order; lines that begin with `#` are remarks."""
    lines = files("searchkit.releases").joinpath("lists", f"{name}.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def phrases(name: str) -> frozenset[str]:
    """Return the phrases of the list `name`, which has one a line."""
    return frozenset(ranked(name))
