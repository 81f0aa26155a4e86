from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import searchkit
from searchkit.analysis import fold, stem
from searchkit.query.nodes import And, Fuzzy, Prefix, Wildcard, Word
from searchkit.snippets.forms import SUFFIXED, Forms, distance
from tests.oracle import alignment

letters = st.text("abcé", max_size=6)


@given(letters, letters, st.sampled_from([1, 2]))
def test_the_distance_is_that_of_its_definition(a: str, b: str, most: int) -> None:
    exact = alignment(a, b)
    found = distance(a, b, most)
    assert found == exact if exact <= most else found > most


@pytest.mark.parametrize("language", sorted(SUFFIXED))
def test_stemmers_keep_the_first_letter(language: str) -> None:
    folder = Path(searchkit.__file__).parent
    words = {fold(word) for path in folder.rglob("*.txt") for word in path.read_text("utf-8").split()} - {""}
    assert len(words) > 1_000
    assert [word for word in words if stem(word, language)[0] != word[0]] == []


@given(st.sampled_from(["en", "ar", "xx"]), st.text(min_size=1, max_size=8), st.sampled_from("tbg"))
def test_skipped_words_match_nothing(language: str, printed: str, first: str) -> None:
    node = And((Word(first + "ax"), Prefix(first), Wildcard(first + "?*")))
    forms = Forms(node, language)
    if printed[0] in forms.skipped:
        assert forms[printed] == ()


@pytest.mark.parametrize("term", [Fuzzy("tax", 1), Wildcard("*ax")])
def test_nothing_is_skipped_where_any_letter_may_come_first(term: Fuzzy | Wildcard) -> None:
    assert Forms(And((term, Word("tax"))), "en").skipped == frozenset()
