"""How properties of a release are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.model import Release
from searchkit.query.metadata import has
from searchkit.query.nodes import MetadataField, MetadataIs
from searchkit.query.patterns import glob

RELEASE = Release(
    id="35913135f9e64f8f",
    title="",
    text="",
    source="Senator Barack O’Bama, Jr.",
    place="Genève",
    language="en-GB",
    path="/data/2021/[x]/a.txt",
    places=("/data/2021/[x]/a.txt", "/copy/A.TXT!b"),
)


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("source", "barack obama", True),
        ("source", "barack-obama", True),
        ("source", "obama barack", False),
        ("source", "bara", False),
        ("place", "geneve", True),
        ("lang", "en", True),
        ("lang", "en-gb", True),
        ("lang", "e", False),
        ("id", "35913", True),
        ("id", "5913", False),
        ("path", "2021", True),
        ("path", "*/2021/*", True),
        ("path", "2020*a.txt", False),
        ("path", "[X]/?.txt", True),
        ("path", "copy/a.txt!b", True),
    ],
)
def test_values(field: str, value: str, found: bool) -> None:
    assert has(MetadataIs(MetadataField(field), value), RELEASE) is found


@given(st.text("ab*?", max_size=8), st.text("ab", max_size=10))
def test_a_pattern_is_what_it_says(pattern: str, text: str) -> None:
    def described(p: str, t: str) -> bool:
        if not p:
            return not t
        if p[0] == "*":
            return described(p[1:], t) or (bool(t) and described(p, t[1:]))
        return bool(t) and p[0] in ("?", t[0]) and described(p[1:], t[1:])

    assert (glob(pattern).match(text) is not None) == described(pattern, text)


def test_no_pattern_is_slow() -> None:
    assert glob("*a" * 30 + "b").match("a" * 20_000) is None
