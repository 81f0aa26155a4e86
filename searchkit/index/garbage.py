"""Looking for garbage less often while an index is written: what is made for a release goes without it, by counting."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

THRESHOLD = 50_000
"""New objects after which Python looks for circles among them; by default, after 700."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let the process look for garbage less often, if it does at all, and as before afterwards."""
    before = gc.get_threshold()
    if 0 < before[0] < THRESHOLD:
        gc.set_threshold(THRESHOLD, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
