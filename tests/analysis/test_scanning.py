"""Tokens stand where the rule of the room says, read one character at a time."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.analysis.scanning import DIGIT, JOINER, LETTER, UNSPACED, character_class, places, scan

TEXTS = st.text(st.sampled_from("ab Z9.'`-\n’‘é\u0301漢字ไ\u00ad\u200d\ud800") | st.characters(), max_size=40)


def read_slowly(text: str) -> list[tuple[int, int]]:
    kinds = [character_class(ord(character)) for character in text]
    inside = [kind in (LETTER, DIGIT) for kind in kinds]
    for k, kind in enumerate(kinds[:-1]):
        joined = kind == JOINER and k > 0 and kinds[k - 1] in (LETTER, DIGIT) and kinds[k + 1] == LETTER
        inside[k] = inside[k] or joined
    edges = [k for k, (a, b) in enumerate(pairwise([False, *inside, False])) if a != b]
    found = list(zip(edges[::2], edges[1::2], strict=True))
    for k, kind in enumerate(kinds):
        if kind == UNSPACED:
            before, after = k > 0 and kinds[k - 1] == UNSPACED, kinds[k + 1 : k + 2] == [UNSPACED]
            found += [(k, k + 2)] if after else [] if before else [(k, k + 1)]
    return sorted(found)


@given(TEXTS | st.text(st.characters(max_codepoint=127), max_size=40))
def test_tokens_stand_where_the_rule_says(text: str) -> None:
    words, starts, ends = scan(text)
    spans = list(zip(starts.tolist(), ends.tolist(), strict=True))
    assert spans == read_slowly(text)
    assert words == [text[start:end] for start, end in spans]
    codes, *same = places(text)
    assert [same[0].tolist(), same[1].tolist()] == [starts.tolist(), ends.tolist()]
    assert codes.tolist() == [ord(character) for character in text]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("America's U.S.-led 'deal' o'9 x`", ["America's", "U", "S", "led", "deal", "o", "9", "x"]),
        ("L’État, d''x", ["L’État", "d", "x"]),
        ("", []),
        ("'", []),
        ("漢字 is", ["漢字", "is"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert scan(text)[0] == words
