from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from searchkit.codec.arrayfile import Array, ArrayFile, ArrayFileWriter
from searchkit.codec.grouping import Runs, Spool
from searchkit.codec.inversion import write_docs
from searchkit.codec.packing import PackedLists, read_list, write_list, write_lists
from searchkit.codec.postings import FieldPostings

BOUNDS = st.sampled_from([1, 64, 65_536, 65_537, 200_000, 1_000_000])
EMPTY = ("dense_stems", "dense_counts", "dense_weights", "dense_weights_large_at", "dense_weights_large")


def groups(draw_from: tuple[int, int, int]) -> list[Array]:
    """Return ascending lists without repeats, of few and of many numbers."""
    seed, bound, count = draw_from
    chance = np.random.default_rng(seed)
    sizes = (chance.pareto(0.7, count) * 3).astype(int)
    return [np.unique(chance.integers(0, bound, size)).astype(np.uint32) for size in np.minimum(sizes, 30_000)]


def runs_of(lists: list[Array], folder: Path, parts: int, bound: int) -> Runs:
    """Return the lists as runs, each of a stretch of the numbers, and the number of its list as a second column."""
    runs = Runs(len(lists), Spool(folder))
    edges = np.linspace(0, bound, parts + 1).astype(np.int64)
    for low, high in pairwise(edges.tolist()):
        own = [values[(values >= low) & (values < high)] for values in lists]
        held = np.flatnonzero([len(values) for values in own])
        if len(held):
            numbers = np.concatenate([own[k] for k in held])
            runs.add(held, np.array([len(own[k]) for k in held]), numbers, (numbers % 250 + 1).astype(np.uint32))
    return runs


LISTS = st.tuples(st.integers(0, 1000), BOUNDS, st.integers(1, 60))


@settings(max_examples=60, deadline=None)
@given(LISTS, st.integers(1, 4), st.integers(1, 8))
def test_lists_come_back(tmp_path_factory: object, made: tuple[int, int, int], parts: int, long_list: int) -> None:
    folder = tmp_path_factory.mktemp("packing")  # type: ignore[attr-defined]
    lists, bound = groups(made), made[1]
    file = ArrayFileWriter(folder / "a")
    write_lists(file, "lists", runs_of(lists, folder, parts, bound), bound, long_list)
    whole = np.sort(np.concatenate(lists))
    write_list(file, "one", np.array_split(whole, parts))
    file.close({})
    read = ArrayFile(folder / "a")
    packed = PackedLists(read, "lists", bound)
    for group, values in enumerate(lists):
        assert packed.count(group) == len(values)
        assert packed.of(group).dtype == np.uint32
        assert packed.of(group).tolist() == values.tolist()
    assert read_list(read, "one").tolist() == whole.tolist()


@settings(max_examples=60, deadline=None)
@given(LISTS, st.integers(1, 4))
def test_releases_of_stems_come_back(tmp_path_factory: object, made: tuple[int, int, int], parts: int) -> None:
    folder = tmp_path_factory.mktemp("packing")  # type: ignore[attr-defined]
    lists, docs = groups(made), made[1]
    file = ArrayFileWriter(folder / "a")
    runs = runs_of(lists, folder, parts, docs)
    file.add("text_start", runs.starts())
    write_docs(file, "text", runs, docs)
    weights = np.concatenate([values % 250 + 1 for values in lists])
    file.add("text_weights", weights.astype(np.uint8))
    for name in (*EMPTY, "text_weights_large_at", "text_weights_large"):
        file.add(name, np.empty(0, np.uint32))
    file.close({})
    postings = FieldPostings(ArrayFile(folder / "a"), "text", docs)
    for stem, values in enumerate(lists):
        found, weight = postings.sparse(stem)
        assert found.dtype == np.int64
        assert found.tolist() == values.tolist()
        assert weight.tolist() == (values % 250 + 1).tolist()
