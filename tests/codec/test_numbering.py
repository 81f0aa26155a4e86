"""Numbers of tokens looked up many at a time are those of their folded words, one by one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchkit.analysis import fold, places, scan, stem, stem_all
from searchkit.codec import numbering
from searchkit.codec.lettering import case_of
from searchkit.codec.numbering import NOTHING, Lexicon

WORDS = st.sampled_from([
    "bridge", "Bridge", "BRIDGE", "bridges", "Reed's", "Reed’s", "don't", "élan", "Élan", "a", "A", "1st", "Straße",
    "sixteenletterslo", "seventeenletterss", "Seventeenletterss", "x" * 40, "国务院", "ʻ", "ｆｕｌｌ", "\u0301", "U",
])  # fmt: skip
TEXTS = st.lists(st.lists(WORDS, max_size=30).map(" ".join), min_size=1, max_size=6)


@settings(deadline=None, max_examples=200)
@given(TEXTS, st.sampled_from([1, 3, 17]))
def test_numbers_are_those_of_words_and_stems(texts: list[str], bits: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(numbering, "SLOTS_BITS", bits)  # few places in the table: most spellings find theirs taken
        lexicon = Lexicon(stem_all)
        found = [(lexicon.numbers(text, *places(text), "en"), scan(text)[0]) for text in texts]
    words, stems = lexicon.pairs()
    known = dict(enumerate(zip(words, stems, strict=True), 1))
    for (numbers, cases), written in found:
        assert len(numbers) == len(cases) == len(written)
        assert lexicon.sizes(numbers).tolist() == [len(fold(spelling)) for spelling in written]
        for number, case, spelling in zip(numbers.tolist(), cases.tolist(), written, strict=True):
            word = fold(spelling)
            if word:
                assert known[number] == (word.encode(), stem(word, "en").encode())
                assert case == case_of(spelling, word)
            else:
                assert number == NOTHING
    assert len(set(known.values())) == len(lexicon)


def test_languages_share_the_number_of_a_word_with_one_stem() -> None:
    lexicon = Lexicon(stem_all)
    numbers = {
        language: lexicon.numbers("nation nations", *places("nation nations"), language)[0].tolist()
        for language in ("en", "de", "")
    }
    assert numbers["en"][0] == numbers[""][0]
    assert numbers["en"][1] != numbers[""][1]
    assert len(lexicon) == len({number for found in numbers.values() for number in found})
