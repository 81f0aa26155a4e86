"""An index in two states, and a check that a folder holds exactly one of them, whole and searchable."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import searchkit
from searchkit.codec.tiers import MOST
from searchkit.errors import IndexMissing
from tests.corpus import write_lines, write_texts

State = frozenset[tuple[str, str]]
"""The id and the title of every release; empty where there is no index."""


def state_of(index: Path) -> State:
    """Return what the index holds, having checked it and searched it."""
    try:
        opened = searchkit.open_index(index)
    except IndexMissing:
        return frozenset()
    checked = searchkit.verify(index)
    assert checked.ok, checked.problems
    with opened:
        hits = [(hit.release.id, hit.release.title) for hit in opened.search("bridge", limit=None)]
        said = opened.search("said:(safe)").total
    assert said == len(hits)
    assert len(set(hits)) == len(hits)
    return frozenset(hits)


@dataclass(frozen=True, slots=True)
class Change:
    """A corpus and an index of its first state; `apply` takes the index to the second state."""

    corpus: Path
    index: Path
    apply: Callable[[Path], object]
    old: State
    new: State

    def fresh(self, folder: Path) -> Path:
        """Return a copy of the index in its first state."""
        shutil.rmtree(folder, ignore_errors=True)
        if self.index.exists():
            shutil.copytree(self.index, folder, copy_function=shutil.copy2)
        return folder


def first_build(folder: Path, commit_seconds: float = 60.0) -> Change:
    """Return the making of an index where there was none."""
    corpus = folder / "corpus"
    write_texts(corpus, 3)
    write_lines(corpus / "more.jsonl", 2, first=50)
    return _change(corpus, folder / "none", lambda index: searchkit.build(corpus, index, commit_seconds=commit_seconds))


def many_commits(folder: Path) -> Change:
    """Return the making of an index that commits after every release."""
    return first_build(folder, commit_seconds=0.0)


def update(folder: Path) -> Change:
    """Return an update with a new, a changed and a removed file."""
    corpus, index = folder / "corpus", folder / "index"
    files = write_texts(corpus, 4)
    searchkit.build(corpus, index)
    files[0].write_text(files[1].read_text(encoding="utf-8").replace("bridge", "wooden bridge"), encoding="utf-8")
    files[2].unlink()
    write_texts(corpus, 2, first=20)
    return _change(corpus, index, lambda at: searchkit.update(corpus, at, prune=True))


def rebuild(folder: Path) -> Change:
    """Return a rebuild with more files than before."""
    corpus, index = folder / "corpus", folder / "index"
    write_texts(corpus, 2)
    searchkit.build(corpus, index)
    write_texts(corpus, 2, first=20)
    return _change(corpus, index, searchkit.rebuild)


def merging(folder: Path) -> Change:
    """Return an update that makes one segment more than may be, so that they are merged."""
    corpus, index = folder / "corpus", folder / "index"
    for number in range(MOST):  # the first is so large that none of the others has half of all releases in it
        write_texts(corpus, 2 if number else 6, first=30 if number == 0 else 2 * number)
        searchkit.build(corpus, index)
    assert len(list(index.rglob("*.seg"))) == MOST
    (corpus / "release0002.txt").unlink()
    write_texts(corpus, 1, first=20)
    change = _change(corpus, index, lambda at: searchkit.update(corpus, at, prune=True))
    assert len(list((folder / "whole").rglob("*.seg"))) == 1
    return change


def optimizing(folder: Path) -> Change:
    """Return an update after which all segments are merged."""
    made = update(folder)

    def apply(at: Path) -> None:
        searchkit.update((), at, prune=True)
        searchkit.optimize(at)

    return replace(made, apply=apply)


def _change(corpus: Path, index: Path, apply: Callable[[Path], object]) -> Change:
    old = state_of(index)
    whole = corpus.parent / "whole"
    if index.exists():
        shutil.copytree(index, whole)
    apply(whole)
    return Change(corpus, index, apply, old, state_of(whole))
