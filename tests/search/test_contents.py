"""Which statements hold a match is the same whether their contents are gathered, or all contents are asked."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchkit.search.contents import Contents
from searchkit.search.layers import Matches
from searchkit.search.segment import Segment
from tests.releases_made import releases
from tests.search.made import SMALL, Pair, numbered, written


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(releases(), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_both_ways_give_the_same_pairs(made: list[Pair], dice: object) -> None:
    with tempfile.TemporaryDirectory() as folder:
        segment = Segment(written(Path(folder), "s", numbered(made), SMALL), None)
        every = len(segment.reader.statements)
        chosen = np.array([k for k in range(every) if dice.random() < 0.6], np.uint32)  # type: ignore[attr-defined]
        starts = np.arange(len(segment.stream) - 2, dtype=np.int64)
        matches = Matches(starts, starts + 2)
        gathered, asked = Contents(segment, chosen), Contents(segment, chosen)
        assert len(gathered.merged()[0]) <= every * 4
        pairs = [np.concatenate([part[None] for part in gathered.holding(matches)])]
        for k in range(len(starts)):
            match, statement = asked.holding(Matches(starts[k : k + 1], starts[k : k + 1] + 2))
            pairs.append(np.stack((match + k, statement)))
        assert sorted(pairs[0].T.tolist()) == sorted(pair for part in pairs[1:] for pair in part.T.tolist())
