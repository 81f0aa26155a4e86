from __future__ import annotations

from pathlib import Path

import pytest

from tests.answers.plain_source import PlainSource
from tests.corpus import release_text

SEED = next((Path(__file__).parents[2] / "seeds").glob("*.txt"))


@pytest.fixture(scope="session")
def source() -> PlainSource:
    """The seed and eight releases about bridges: six of 2021, two without a date."""
    dated = [f" date 2021-{n + 1:02d}-15 {release_text(n)}" for n in range(6)]
    return PlainSource.of_texts(SEED.read_text("utf-8"), *dated, release_text(6), release_text(7))
