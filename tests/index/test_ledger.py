from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.errors import IndexDamaged
from searchkit.index.ledger import FileEntry, Ledger
from searchkit.readers import Failure


def entry(path: str, *ids: int, size: int = 1, context: str = "c", failed: bool = False) -> FileEntry:
    places = [(f"{number:016x}", f":{line}") for line, number in enumerate(ids, 1)]
    failures = [Failure(path, "broken", "mend it")] if failed else []
    return FileEntry(path, size, 5, bytes(range(16)), context, places, failures)


def reopened(ledger: Ledger, folder: Path) -> Ledger:
    path = folder / "ledger"
    ledger.save(path)
    return Ledger.open(path)


def test_an_empty_ledger_survives_the_disk(tmp_path: Path) -> None:
    ledger = reopened(Ledger.empty(), tmp_path)
    assert len(ledger) == 0
    assert ledger.look("x") is None
    assert ledger.ids.tolist() == []
    assert ledger.places("00000000000000aa") == []


def test_it_knows_how_a_file_looked_and_what_it_gave(tmp_path: Path) -> None:
    ledger = reopened(Ledger.empty().amended([entry("/a", 1, 2, size=7), entry("/b", 2, context="d")]), tmp_path)
    look = ledger.look("/a")
    assert look is not None
    assert (look.size, look.mtime_ns, look.digest, look.context) == (7, 5, bytes(range(16)), "c")
    assert ledger.count_of(look.row) == 2
    assert ledger.places("0000000000000002") == ["/a:2", "/b:1"]
    assert ledger.ids.tolist() == [1, 2]


def test_a_path_that_is_no_utf8_is_kept(tmp_path: Path) -> None:
    name = "/\udcff.txt"
    assert reopened(Ledger.empty().amended([entry(name, 1)]), tmp_path).places("0000000000000001") == [name + ":1"]


def test_failures_are_remembered_until_the_file_changes_or_goes(tmp_path: Path) -> None:
    ledger = reopened(Ledger.empty().amended([entry("/a", failed=True), entry("/b", failed=True)]), tmp_path)
    assert [f.place for f in ledger.failures()] == ["/a", "/b"]
    assert ledger.amended([entry("/a", 1)]).failures() == ledger.failures_of("/b")
    assert ledger.amended([], gone=["/a", "/b"]).failures() == []


def test_ids_by_path(tmp_path: Path) -> None:
    ledger = reopened(Ledger.empty().amended([entry("/News/a", 1), entry("/b", 2)]), tmp_path)
    assert ledger.ids_under("news").tolist() == [1]
    assert ledger.ids_under("B:1").tolist() == [2]


@pytest.mark.parametrize("cut", [0, 3, 11, 40, -1])
def test_a_cut_file_is_refused(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "ledger"
    Ledger.empty().amended([entry("/a", 1)]).save(path)
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(IndexDamaged, match="ledger"):
        Ledger.open(path)


PATHS = st.sampled_from(["/a", "/b", "/c/d", "/é"])
ENTRIES = st.builds(lambda path, ids: entry(path, *ids), PATHS, st.lists(st.integers(0, 9), max_size=4))


@given(st.lists(st.tuples(st.lists(ENTRIES, max_size=4), st.lists(PATHS, max_size=2)), max_size=4))
def test_any_amendments_equal_a_dictionary(steps: list[tuple[list[FileEntry], list[str]]]) -> None:
    ledger = Ledger.empty()
    model: dict[str, FileEntry] = {}
    for entries, gone in steps:
        ledger = ledger.amended(entries, gone)
        for path in gone:
            model.pop(path, None)
        model |= {e.path: e for e in entries}
    assert set(ledger.rows) == set(model)
    for number in range(10):
        release_id = f"{number:016x}"
        places = [e.path + place for e in model.values() for given_id, place in e.given if given_id == release_id]
        assert ledger.places(release_id) == sorted(places)
    rows = [ledger.rows[path] for path in model]
    assert [ledger.count_of(row) for row in rows] == [len(e.given) for e in model.values()]
    assert np.array_equal(ledger.ids_of(rows), ledger.ids)
