"""Memory while an index is written.

Garbage is looked for less often: what is made for a release goes without it, by counting. But where a segment was
written or a commit made it is looked for: readers and writers that point at each other hold arrays of many megabytes,
and Python counts but the few objects. What was let go is given back to the system, which the C library alone does late
or never.
"""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress

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


def give_back() -> None:
    """Let go of garbage, and give back to the system what the C library keeps of it; only glibc has a way to."""
    gc.collect()
    with suppress(OSError, TypeError, AttributeError):  # no such library, or not such a one
        ctypes.CDLL(None).malloc_trim(0)
