"""The sentences of many texts at once are those of each by itself."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from searchkit.analysis.borders import starts_of_all
from searchkit.analysis.sentences import sentence_starts

PARTS = st.sampled_from([
    "word. ", "word.  ", "word.\n", "word.\n\n", "word.\n\n\n", "word\n", "word\n\n", "word \n",
    "a line of words that is wrapped\n", "another line of words that a page was too narrow for\n",
    "Sen. ", "etc. ", "p.m. ", "U.S. ", "No. 5 ", "1. ", "A. ", "The ", "he ", "* ", "- ", "• ", "“", "” ", '"', ".",
    "!", "?", "\n", " ", "\t", "\x1c", "é", "了。", "3.5",
])  # fmt: skip
TEXTS = st.lists(st.lists(PARTS, max_size=25).map("".join), max_size=5)


@settings(max_examples=400)
@given(TEXTS)
def test_all_at_once(texts: list[str]) -> None:
    assert starts_of_all(texts) == list(map(sentence_starts, texts))


@given(st.lists(st.text('.!?\n aA1)"é', max_size=20), max_size=4))
def test_any_texts(texts: list[str]) -> None:
    assert starts_of_all(texts) == list(map(sentence_starts, texts))
