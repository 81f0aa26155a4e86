"""Any sequence of changes of the files, with an update after each, ends in what a fresh build of them gives."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import searchkit
from searchkit.codec import tiers
from tests.corpus import PEOPLE, TOWNS, release_text
from tests.index.meaning import meaning_of, people_of

Files = dict[str, list[int]]
"""The numbers of the releases in each file."""
EDITIONS = st.integers(0, 1)
"""Editions of all releases, which differ in their address only."""
CORRECTIONS = ("same: Ann Lee = Paul Novak\nrole: #omar-haddad = Mayor of Bath", "not: Ann Lee != Ann Lee @ A")
NAMES = st.sampled_from(["a.jsonl", "b.jsonl", "c/d.jsonl", "c/e.jsonl"])
NUMBERS = st.lists(st.integers(0, 12), max_size=5)


def line(number: int, edition: int) -> str:
    title, _, text = release_text(number).partition("\n\n")
    aside = f"\n\nAbout {TOWNS[number % 8]}\n\nIt is a town of {PEOPLE[number % 4]}." if number % 3 == 0 else ""
    date = f"2021-{number % 12 + 1:02d}-01" if number % 5 else None
    return json.dumps(
        {"title": title, "text": text + aside, "date": date, "url": f"https://example.org/{number}/{edition}"}
    )


def write(folder: Path, files: Files, edition: int = 0) -> None:
    for path in folder.rglob("*.jsonl"):
        if path.relative_to(folder).as_posix() not in files:
            path.unlink()
    for name, numbers in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"{line(number, edition)}\n" for number in numbers), encoding="utf-8")


OPERATIONS: st.SearchStrategy[tuple[str, Files, int]] = st.one_of(
    st.tuples(st.sampled_from(["update", "commit often"]), st.dictionaries(NAMES, NUMBERS, min_size=1), EDITIONS),
    st.tuples(st.sampled_from(["optimize", "rebuild", "without statements", "correct"]), st.just({}), EDITIONS),
)


@settings(deadline=None, max_examples=25)
@given(st.lists(OPERATIONS, min_size=1, max_size=7), st.sampled_from([1, 2, 8]))
def test_any_updates_equal_a_fresh_build(steps: list[tuple[str, Files, int]], most: int) -> None:
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(tiers, "MOST", most)
        corpus, index = Path(name) / "corpus", Path(name) / "index"
        write(corpus, {"z.jsonl": [3]})
        searchkit.build(corpus, index)
        apply: dict[str, Callable[[], object]] = {
            "update": lambda: searchkit.update((), index, prune=True, attribute=True),
            "commit often": lambda: searchkit.update((), index, prune=True, attribute=True, commit_seconds=0.0),
            "optimize": lambda: searchkit.optimize(index),
            "rebuild": lambda: searchkit.rebuild(index),
            "without statements": lambda: searchkit.update((), index, attribute=False),
        }
        for operation, files, edition in steps:
            if files:
                write(corpus, files, edition)
            if operation == "correct":
                (index / "corrections.txt").write_text(CORRECTIONS[edition], encoding="utf-8")
            else:
                apply[operation]()
        searchkit.update((), index, prune=True, attribute=True)
        assert searchkit.verify(index).ok
        fresh = Path(name) / "fresh"
        if (index / "corrections.txt").exists():
            fresh.mkdir()
            shutil.copy(index / "corrections.txt", fresh)
        searchkit.build(corpus, fresh)
        assert meaning_of(index) == meaning_of(fresh)
        assert people_of(index) == people_of(fresh)
