"""Memory while an index is written: what only garbage holds is let go of, however seldom Python looks for it."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import numpy as np
import pytest

from searchkit.index.garbage import THRESHOLD, give_back, seldom_collected


class Reader:
    """Points at itself, as readers and what they made do, and holds an array."""

    def __init__(self) -> None:
        self.made = self
        self.array = np.zeros(1 << 20)


@pytest.fixture(autouse=True)
def uncollected() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


def test_what_points_at_itself_is_let_go() -> None:
    reader = Reader()
    gone = weakref.ref(reader)
    del reader
    assert gone() is not None
    give_back()
    assert gone() is None


def test_thresholds_are_put_back() -> None:
    before = gc.get_threshold()
    with seldom_collected():
        assert gc.get_threshold()[0] == max(THRESHOLD, before[0])
    assert gc.get_threshold() == before
