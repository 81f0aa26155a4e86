from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchkit.errors import IndexDamaged
from searchkit.index.amending import amend
from searchkit.index.ledger import Ledger
from searchkit.index.noted import FileEntry, Given, Noted
from searchkit.index.scan import is_under
from searchkit.readers import Failure


def entry(path: str, *ids: int, size: int = 1, context: str = "c", failed: bool = False) -> FileEntry:
    places = [(f"{number:016x}", f":{line}") for line, number in enumerate(ids, 1)]
    failures = [Failure(path, "broken", "mend it")] if failed else []
    return FileEntry(path, size, 5, bytes(range(16)), context, Given(places), failures)


def amended(folder: Path, ledger: Ledger, *batches: Sequence[FileEntry], gone: Sequence[str] = ()) -> Ledger:
    """The next ledger, from the disk."""
    path = folder / f"ledger-{len(list(folder.iterdir()))}"
    amend(ledger, [Noted(entries) for entries in batches], gone, path)
    return Ledger.open(path)


def made(folder: Path, *entries: FileEntry) -> Ledger:
    return amended(folder, Ledger.empty(), entries)


def test_an_empty_ledger_survives_the_disk(tmp_path: Path) -> None:
    ledger = made(tmp_path)
    assert len(ledger) == 0
    assert ledger.look("x") is None
    assert ledger.ids.tolist() == []
    assert ledger.places("00000000000000aa") == []


def test_it_knows_how_a_file_looked_and_what_it_gave(tmp_path: Path) -> None:
    ledger = made(tmp_path, entry("/a", 1, 2, size=7), entry("/b", 2, context="d"))
    look = ledger.look("/a")
    assert look is not None
    assert (look.size, look.mtime_ns, look.digest, look.context) == (7, 5, bytes(range(16)), "c")
    assert len(ledger.given(look.row)) == 2
    assert ledger.places("0000000000000002") == ["/a:2", "/b:1"]
    assert ledger.ids.tolist() == [1, 2]


def test_a_path_that_is_no_utf8_is_kept(tmp_path: Path) -> None:
    name = "/\udcff.txt"
    assert made(tmp_path, entry(name, 1)).places("0000000000000001") == [name + ":1"]


def test_failures_are_remembered_until_the_file_changes_or_goes(tmp_path: Path) -> None:
    ledger = made(tmp_path, entry("/a", failed=True), entry("/b", failed=True))
    assert [f.place for f in ledger.failures()] == ["/a", "/b"]
    assert amended(tmp_path, ledger, [entry("/a", 1)]).failures() == ledger.failures_of("/b")
    assert amended(tmp_path, ledger, gone=["/a", "/b"]).failures() == []


def test_ids_by_path(tmp_path: Path) -> None:
    ledger = made(tmp_path, entry("/News/a", 1), entry("/b", 2))
    assert ledger.ids_under("news").tolist() == [1]
    assert ledger.ids_under("B:1").tolist() == [2]


@pytest.mark.parametrize("cut", [0, 3, 11, 40, -1])
def test_a_cut_file_is_refused(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "ledger"
    amend(Ledger.empty(), [Noted([entry("/a", 1)])], [], path)
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(IndexDamaged, match="ledger"):
        Ledger.open(path)


@pytest.mark.parametrize("separator", ["/", "\\"])
def test_files_below_a_folder(tmp_path: Path, separator: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("searchkit.index.ledger.SEPARATOR", separator.encode())
    paths = ["/a", "/a-b", "/a.txt", "/a/b", "/a/c/d", "/a0", "/a]", "/b"]
    ledger = made(tmp_path, *(entry(path.replace("/", separator)) for path in reversed(paths)))
    for root in ("/", "/a", "/a/c", "/b", "/c", "/a-"):
        rows = [row for some in ledger.rows_below(root.replace("/", separator)) for row in some]
        assert rows == sorted(rows)
        found = sorted(ledger.path(row).replace(separator, "/") for row in rows)
        assert found == [path for path in paths if is_under(path, root)], root


def test_of_one_file_the_last_entry_counts(tmp_path: Path) -> None:
    ledger = amended(
        tmp_path, Ledger.empty(), [entry("/a", 1, failed=True), entry("/a", 2)], [entry("/b"), entry("/a", 3)]
    )
    assert ledger.ids.tolist() == [3]
    assert ledger.failures() == []


PATHS = st.sampled_from(["/a", "/b", "/c/d", "/é", *(f"/many/{number}" for number in range(300))])
ENTRIES = st.builds(
    lambda path, ids, size, context: entry(path, *ids, size=size, context=context),
    PATHS,
    st.lists(st.integers(0, 9), max_size=4),
    st.sampled_from([1, -1, 1 << 40]),
    st.sampled_from("cd"),
)
MANY = st.lists(ENTRIES, max_size=4) | st.just([entry(f"/many/{number}", number % 10) for number in range(300)])
STEPS = st.lists(st.tuples(MANY, MANY, st.lists(PATHS, max_size=2)), max_size=4)


@settings(deadline=None, max_examples=60)
@given(STEPS)
def test_any_amendments_equal_a_dictionary(steps: list[tuple[list[FileEntry], list[FileEntry], list[str]]]) -> None:
    model: dict[str, FileEntry] = {}
    with TemporaryDirectory() as folder:
        ledger = Ledger.empty()
        for first, second, gone in steps:
            ledger = amended(Path(folder), ledger, first, second, gone=gone)
            for path in gone:
                model.pop(path, None)
            model |= {e.path: e for e in (*first, *second)}
        assert [ledger.path(row) for row in range(len(ledger))] == sorted(model, key=os.fsencode)
        for row, e in enumerate(model[path] for path in sorted(model, key=os.fsencode)):
            assert ledger.look(e.path) == (row, e.size, e.mtime_ns, e.digest, e.context)
            assert list(ledger.given(row)) == list(e.given)
        for number in range(10):
            release_id = f"{number:016x}"
            places = [e.path + place for e in model.values() for given_id, place in e.given if given_id == release_id]
            assert ledger.places(release_id) == sorted(places)
        assert np.array_equal(ledger.ids_of(np.arange(len(ledger))), ledger.ids)
        assert ledger.look("/many/30x") is None
        inside = {number for e in model.values() if e.context == "c" for number in e.given.ids}
        assert ledger.ids_in("c").tolist() == sorted(inside)
