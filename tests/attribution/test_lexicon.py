"""The word lists: sorted, without repetition, and readable by whoever asks for them."""

from __future__ import annotations

import pytest

from searchkit.attribution import lexicon
from searchkit.names.lists import fold
from tests.attribution import names


@pytest.mark.parametrize("name", lexicon.names())
def test_every_list_is_sorted_and_holds_each_entry_once(name: str) -> None:
    lines = [line for line in lexicon.path(name).read_text("utf-8").splitlines() if not line.startswith("#")]
    keys = [line.split("\t")[0] for line in lines]
    assert keys == sorted(set(keys))
    assert all(line == line.rstrip() and line for line in lines)


@pytest.mark.parametrize(
    "name", ["titles", "honorifics", "given-names", "demonyms", "nicknames", "pronouns", "plural-titles"]
)
def test_tables_have_two_columns_and_folded_keys(name: str) -> None:
    pairs = lexicon.table(name)
    assert pairs
    assert all(value and "\t" not in value for value in pairs.values())
    assert [key for key in pairs if fold(key) != key.rstrip(".")] == [] or name == "titles"


def test_genders_are_known_ones() -> None:
    assert set(lexicon.table("given-names").values()) == {"m", "f", "u"}
    assert set(lexicon.table("honorifics").values()) == {"m", "f", "u"}


def test_lists_say_where_they_come_from() -> None:
    for name in ("given-names", "surnames"):
        head = lexicon.path(name).read_text("utf-8")[:400]
        assert "MIT licence" in head
        assert "tests/attribution/names.py" in head


def test_names_are_what_their_lists_give() -> None:
    pytest.importorskip("faker", reason="Faker is not installed: names.py makes the lists by hand")
    for name, made in names.lists().items():
        assert lexicon.path(name).read_text("utf-8") == made
