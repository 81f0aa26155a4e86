"""Hostile texts, small enough for the suite: they must come back. How long the long ones take, `make score` tells."""

from __future__ import annotations

import pytest

from benchmarks.hostile import HOSTILE
from searchkit.attribution import attribute

_SHARE = 0.01


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_come_back(name: str) -> None:
    text = HOSTILE[name](_SHARE)
    assert text
    assert all(span.end <= len(text) for one in attribute(text) for span in one.content)
