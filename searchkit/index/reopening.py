"""Looking at an index while a writer may replace what is being looked at."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from searchkit.codec.manifest import latest_commit
from searchkit.errors import IndexDamaged, rebuild_advice
from searchkit.index.layout import Layout

T = TypeVar("T")
ATTEMPTS = 50


def steadily(layout: Layout, look: Callable[[], T]) -> T:
    """Return what `look` returns, which is called again where it failed because a writer had made a newer commit.

    Raises:
        IndexDamaged: a file is missing, cut off or changed, and no writer is to blame.
    """
    for attempt in range(ATTEMPTS):
        before = last_commit(layout)
        try:
            return look()
        except (FileNotFoundError, IndexDamaged) as error:
            if last_commit(layout) == before:
                if isinstance(error, IndexDamaged):
                    raise
                raise IndexDamaged(f"{error.filename} is missing", rebuild_advice(layout.root)) from error
        time.sleep(0.002 * attempt)
    raise IndexDamaged(f"{layout.root} changes faster than it can be opened", "try again")


def last_commit(layout: Layout) -> tuple[str | None, int | None]:
    """Return what changes with every commit: the live generation and the number of its last commit."""
    name = layout.live_name()
    try:
        return name, latest_commit(layout.root / name) if name else None
    except FileNotFoundError:
        return name, None
