"""Near-duplicates: what is alike, and groups that do not depend on the order of things."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from searchkit.model import Release
from searchkit.readers import RawDocument
from searchkit.releases import parse
from searchkit.releases.duplicates import THRESHOLD, firsts, groups
from searchkit.releases.signatures import PERMUTATIONS, SIGNATURE_BYTES, matrix, signature

LONG = " ".join(f"word{i} of bridge {i * 7 % 13}" for i in range(120)) + "."


def release(text: str, title: str = "Bridge opens today") -> Release:
    return parse(RawDocument(text, {"title": title}, ""))


def test_furniture_and_little_changes_do_not_matter() -> None:
    same = (release(LONG), release(f"{LONG}\n\n###\nAbout us\nShare"), release(LONG.replace("word5 ", "word5, ")))
    assert groups((str(n), signature(one)) for n, one in enumerate(same)) == {"1": "0", "2": "0"}


def test_an_apostrophe_that_was_lost_does_not_matter() -> None:
    whole = " ".join(f"the state's bridge {i} of Cardin's town {i * 7 % 13}" for i in range(60))
    lost = whole.replace("'", " ")
    assert groups([("a", signature(release(whole))), ("b", signature(release(lost)))]) == {"b": "a"}


def test_other_words_are_other_releases() -> None:
    other = " ".join(f"term{i} in tunnel {i}" for i in range(120))
    assert groups([("a", signature(release(LONG))), ("b", signature(release(other)))]) == {}


def test_a_short_release_with_another_title_is_another() -> None:
    body = "Know your rights. Ask for a warrant. Stay calm and keep quiet. " * 2
    titles = ("Leader speaks on the bridge bill in the Senate", "A new hospital for all the people of the valley")
    assert groups((title, signature(release(body, title))) for title in titles) == {}


def test_scripts_without_spaces() -> None:
    text = "国务院总理今天在北京会见了来访的外国客人双方就共同关心的问题交换了意见并签署了合作文件"
    one, other = signature(release(text * 3, "会见")), signature(release(text * 3 + "完", "会见"))
    assert len(one) == SIGNATURE_BYTES
    assert groups([("a", one), ("b", other)]) == {"b": "a"}


def test_rank_says_which_is_first() -> None:
    rows = np.ones((3, PERMUTATIONS), "u4")
    assert firsts(rows).tolist() == [0, 0, 0]
    assert firsts(rows, np.array([2, 0, 1])).tolist() == [1, 1, 1]
    assert firsts(np.zeros((0, PERMUTATIONS), "u4")).tolist() == []


def test_a_crowd_of_equals_is_one_group() -> None:
    rows = np.repeat(np.arange(3, dtype="u4"), 1000)[:, None] + np.arange(PERMUTATIONS, dtype="u4") * 10
    assert np.unique(firsts(rows)).tolist() == [0, 1000, 2000]


@settings(max_examples=50)
@given(st.lists(st.integers(0, 2), min_size=2, max_size=40), st.randoms())
def test_groups_do_not_depend_on_order(changes: list[int], chance: object) -> None:
    del chance
    rng = np.random.default_rng(len(changes))
    base = rng.integers(0, 1 << 32, (3, PERMUTATIONS), dtype="u8").astype("u4")
    rows = base[changes].copy()
    for number in range(len(rows)):
        rows[number, number % PERMUTATIONS] = number
    order = rng.permutation(len(rows))
    plain, shuffled = firsts(rows), firsts(rows[order], order)
    assert order[shuffled].tolist() == plain[order].tolist()
    for row, first in enumerate(plain):
        assert changes[row] == changes[first]
        assert (rows[row] == rows[first]).mean() >= THRESHOLD - 2 / PERMUTATIONS


def test_stored_signatures_are_rows() -> None:
    one = signature(release(LONG))
    assert matrix(one * 2).shape == (2, PERMUTATIONS)
