"""Scores are those of an independent library."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from pathlib import Path

import bm25s
import numpy as np
import pytest

from searchkit.analysis import stem, tokenize
from searchkit.codec.inversion import DEFAULT_TUNING, Tuning
from searchkit.model import Release, Zone, ZoneKind
from searchkit.query import parse
from searchkit.search import Answer
from searchkit.search.scoring import K1, B
from searchkit.spans import Span
from tests.search.made import SMALL, Pair, numbered, searcher, written

WORDS = ["tax", "gas", "bridge", "peace", "war", "toll", "deal", "river", "harbour", "school"]


def flat(number: int, text: str) -> Release:
    return Release(f"{number:016x}", "", text, zones=(Zone(ZoneKind.BODY, Span(0, len(text))),))


def scored(answer: Answer) -> dict[int, float]:
    return {one.doc: one.score for one in answer.page(0, answer.total)}


@pytest.fixture(scope="module")
def texts() -> list[str]:
    dice = random.Random(7)
    return [" ".join(dice.choices(WORDS, range(1, 11), k=dice.randrange(1, 60))) for _ in range(300)]


@pytest.mark.parametrize("query", ["tax", "school", "river harbour", "tax OR war OR school", "gas deal peace"])
def test_scores_of_flat_texts(texts: list[str], tmp_path: Path, query: str) -> None:
    reader = written(tmp_path, "s", numbered([(flat(k, text), []) for k, text in enumerate(texts)]), SMALL)
    found = scored(searcher([reader]).search(parse(query)))
    retriever = bm25s.BM25(method="lucene", k1=K1, b=B)
    retriever.index([[stem(word) for word in tokenize(text).words] for text in texts], show_progress=False)
    asked = [stem(word) for word in query.replace(" OR ", " ").split()]
    expected = retriever.get_scores(asked)
    for doc, score in found.items():
        assert score == pytest.approx(float(expected[doc]), rel=1e-5)
    if " OR " in query or " " not in query:
        assert set(found) == set(np.flatnonzero(expected).tolist())


@pytest.mark.parametrize("tuning", [SMALL, DEFAULT_TUNING], ids=["rows", "lists"])
def test_filters_change_no_score(tmp_path: Path, tuning: Tuning) -> None:
    dice = random.Random(5)
    releases: list[Pair] = []
    for number in range(1500):
        words = [
            word for k, word in enumerate(WORDS) if dice.random() < 0.02 * 2**k for _ in range(dice.randrange(1, 9))
        ]
        one = flat(number, " ".join(dice.sample(words, len(words))) or "nothing")
        date = dt.date(2021, 1, 1) + dt.timedelta(days=int(dice.random() ** 3 * 300))
        releases.append((replace(one, date=date, source=dice.choice(["Council"] * 60 + ["Ministry"])), []))
    search = searcher([written(tmp_path, "s", numbered(releases), tuning)]).search
    for asked in ("tax", "bridge", "peace", "tax gas", "gas OR bridge", '"gas bridge"~9'):
        whole = scored(search(parse(asked)))
        for test in ("date:2021-10", "date:2021-08", "source:ministry", "date:2021-01", "-deal", "-(tax OR gas)"):
            for query in (f"({asked}) {test}", f"{test} ({asked})"):
                for hit in search(parse(query)).page(0, 40):
                    assert hit.score == pytest.approx(whole[hit.doc], rel=1e-5), query


def test_the_headline_counts_twice_and_boilerplate_for_nothing(tmp_path: Path) -> None:
    def release(head: str, body: str, end: str) -> Release:
        text = f"{head}\n{body}\n{end}"
        bounds = [0, len(head) + 1, len(head) + len(body) + 2, len(text)]
        kinds = (ZoneKind.HEADLINE, ZoneKind.BODY, ZoneKind.BOILERPLATE)
        return Release("0" * 16, head, text, zones=tuple(map(Zone, kinds, map(Span, bounds, bounds[1:]))))

    releases = [
        release("river plan", "the toll is high", "about us"),
        release("great plan", "the river is high", "about us"),
        release("great plan", "the toll is high", "about the river river river"),
        release("great plan", "the river toll is high", "about river tolls"),
    ]
    found = scored(
        searcher([written(tmp_path, "s", numbered([(r, []) for r in releases]), SMALL)]).search(parse("river"))
    )
    assert sorted(found, key=lambda doc: -found[doc]) == [0, 1, 3]
