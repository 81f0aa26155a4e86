"""Queries are drawn from a corpus, the same ones for the same seed, and ask for what stands in it."""

from __future__ import annotations

import itertools
import random

import pytest

from benchmarks.document import GAP, Document, document_line, read_documents
from benchmarks.drawing import EACH, Drawer
from benchmarks.query import Query
from benchmarks.vocabulary import Vocabulary, read_vocabulary

COMMON = ("the", "of", "and", "to")
SYLLABLES = ("bar", "con", "dil", "fum", "gos", "hep", "jat", "kir")
WORDS = ["".join(parts) for parts in itertools.product(SYLLABLES, repeat=3)]


def document(number: int) -> Document:
    rng = random.Random(number)
    words = [rng.choice(COMMON) if rng.random() < 0.4 else rng.choice(WORDS) for _ in range(80)]
    if number % 40 == 0:
        words[7] = f"rare{'abcdefghijklmnopqrstuvwxyz'[number // 40 % 26]}"
    words[30] = GAP
    joined = " ".join(words)
    return Document(f"{number:016x}", 12_000 + number, "en", "", joined, joined, joined)


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> list[Document]:
    path = tmp_path_factory.mktemp("drawn") / "documents.jsonl"
    path.write_text("".join(document_line(document(number)) for number in range(1200)), "utf-8")
    return list(read_documents(path))


@pytest.fixture(scope="module")
def vocabulary(documents: list[Document], tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    path = tmp_path_factory.mktemp("again") / "documents.jsonl"
    path.write_text("".join(map(document_line, documents)), "utf-8")
    return read_vocabulary(path, seed=1)


def test_the_same_seed_draws_the_same_queries(vocabulary: Vocabulary) -> None:
    assert Drawer(vocabulary, 5).draw() == Drawer(vocabulary, 5).draw()
    assert Drawer(vocabulary, 5).draw() != Drawer(vocabulary, 6).draw()


def test_a_kind_is_drawn_alike_alone_and_among_others(vocabulary: Vocabulary) -> None:
    among = [query for query in Drawer(vocabulary, 5).draw() if query.kind == "slop"]
    assert Drawer(vocabulary, 5).draw("slop") == among
    assert len(among) == EACH


def test_what_is_drawn_stands_in_the_corpus(vocabulary: Vocabulary, documents: list[Document]) -> None:
    texts = [f" {d.stems} " for d in documents]
    queries = Drawer(vocabulary, 7).draw()
    assert {query.shape for query in queries} == {"all", "any", "phrase", "near", "prefix"}
    for query in queries:
        assert GAP not in query.terms
        if query.shape == "phrase":
            assert any(f" {' '.join(query.terms)} " in text for text in texts), query
        elif query.shape == "prefix":
            assert any(f" {query.terms[0]}" in text for text in texts), query
        else:
            assert any(all(f" {term} " in text for term in query.terms) for text in texts), query


def test_a_date_range_holds_whole_months(vocabulary: Vocabulary) -> None:
    for query in Drawer(vocabulary, 7).draw("date range"):
        assert query.days is not None
        assert 27 <= query.days[1] - query.days[0] <= 366


def test_queries_survive_json(vocabulary: Vocabulary) -> None:
    queries = Drawer(vocabulary, 7).draw()
    assert [Query.from_dict(query.as_dict()) for query in queries] == queries
