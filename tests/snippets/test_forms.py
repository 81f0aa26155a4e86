from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import searchkit
from searchkit.analysis import fold, stem, tokenize
from searchkit.model import Release
from searchkit.query.nodes import And, ExactWord, Fuzzy, Prefix, Term, Wildcard, Word
from searchkit.snippets.forms import SUFFIXED, Forms, distance
from searchkit.snippets.stream import Stream
from tests.oracle import alignment

letters = st.text("abcé", max_size=6)
WRITTEN = st.sampled_from(["tax", "die", "dy", "tie", "a", "etat", "ca", "9", "fish", "ss", "漢字"])


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


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=9))
def test_english_stems_keep_two_letters_where_the_second_is_no_y(word: str) -> None:
    assert word[1:2] == "y" or stem(word, "en")[:2] == word[:2]


def test_english_stems_of_real_words_keep_two_letters() -> None:
    folder = Path(searchkit.__file__).parent
    words = {fold(word) for path in folder.rglob("*.txt") for word in path.read_text("utf-8").split()} - {""}
    assert [word for word in words if word[1:2] != "y" and stem(word, "en")[:2] != word[:2]] == []
    assert stem("dying", "en") == "die"


def matched_slowly(text: str, forms: Forms) -> list[list[int]]:
    """Return the positions of each term, every word of the text looked at in full."""
    words = tokenize(text).words
    return [
        [k for k, word in enumerate(words) if number in set(forms._matching(word))]
        for number in range(len(forms.terms))
    ]


TERMS = st.one_of(
    st.builds(Word, WRITTEN),
    st.builds(ExactWord, WRITTEN),
    st.builds(Prefix, WRITTEN),
    st.builds(Wildcard, st.builds("{}?*".format, WRITTEN) | st.builds("*{}".format, WRITTEN)),
    st.builds(Fuzzy, WRITTEN, st.sampled_from([1, 2])),
)
TEXTS = st.lists(
    st.sampled_from(
        ["Taxes", "TAXED", "tax's", "d'État", "dying", "die", "ties", "9-11", "Ça", "ça", "ﬁsh", "ß", "漢字"]
    )
    | st.text(min_size=1, max_size=5)
).map(" ".join)


@given(st.sampled_from(["en", "de", "ar", "xx"]), TEXTS, st.lists(TERMS, min_size=1, max_size=3))
def test_no_match_is_missed_by_looking_at_few_words(language: str, text: str, terms: list[Term]) -> None:
    node = And(tuple(terms))
    release = Release(id="0" * 16, text=text, title="", language=language)
    stream = Stream(release, [], Forms(node, language))
    assert stream.positions == matched_slowly(text, Forms(node, language))
    tokens = tokenize(text)
    assert (list(stream.starts), list(stream.ends)) == (tokens.starts.tolist(), tokens.ends.tolist())
