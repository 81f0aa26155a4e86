"""A damaged index is found out: by `verify` at any bit, by opening where a file is cut, missing or strange."""

from __future__ import annotations

import errno
import os
import pickle
import random
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

import searchkit
from searchkit.codec.arrayfile import ArrayFile
from tests.corpus import write_texts

SMALL = 600
"""Files up to this size are flipped at every byte, larger ones at so many drawn bytes."""
UNCHECKED = {"LOCK", "corrections.txt"}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("damage")
    write_texts(folder / "corpus", 5)
    searchkit.build(folder / "corpus", folder / "index")
    (folder / "corpus" / "release0001.txt").unlink()
    write_texts(folder / "corpus", 3, first=20)
    searchkit.update(folder / "corpus", folder / "index", prune=True)
    assert searchkit.verify(folder / "index").ok
    return folder / "index"


def files(index: Path) -> list[Path]:
    return sorted(p for p in index.rglob("*") if p.is_file() and p.name not in UNCHECKED)


def needed(index: Path) -> list[Path]:
    """Return the files without any of which the index is not whole."""
    kept = []
    for path in files(index):
        content = path.read_bytes()
        path.unlink()
        if not _whole(index):
            kept.append(path)
        path.write_bytes(content)
    return kept


def searched(index: Path) -> list[Path]:
    """Return the files that a search needs: how the index was made it need not know."""
    return [path for path in needed(index) if path.name != "settings.json"]


def _whole(index: Path) -> bool:
    try:
        return searchkit.verify(index).ok
    except searchkit.IndexFault:
        return False


def test_verify_finds_every_flipped_bit(whole: Path, tmp_path: Path) -> None:
    index = Path(shutil.copytree(whole, tmp_path / "index"))
    missed = []
    for path in needed(index):
        content = path.read_bytes()
        dice = random.Random(path.name)
        places = range(len(content)) if len(content) <= SMALL else sorted(dice.sample(range(len(content)), 60))
        for place in places:
            flipped = bytearray(content)
            flipped[place] ^= 1 << dice.randrange(8)
            path.write_bytes(flipped)
            if _whole(index):
                missed.append(f"{path.relative_to(index)} at {place} of {len(content)}")
        path.write_bytes(content)
    assert missed == []
    assert searchkit.verify(index).ok


def test_verify_names_the_file_and_what_to_do(whole: Path, tmp_path: Path) -> None:
    index = Path(shutil.copytree(whole, tmp_path / "index"))
    largest = max(needed(index), key=lambda p: p.stat().st_size)
    content = bytearray(largest.read_bytes())
    content[len(content) // 2] ^= 4
    largest.write_bytes(content)
    (problem,) = searchkit.verify(index).problems
    assert Path(problem.file).name == largest.name
    assert problem.advice == f"run `searchkit rebuild --index {index}`"


@pytest.mark.parametrize("share", [0.0, 0.3, 0.99])
def test_opening_finds_a_cut_or_missing_file(whole: Path, tmp_path: Path, share: float) -> None:
    index = Path(shutil.copytree(whole, tmp_path / "index"))
    for path in searched(index):
        content = path.read_bytes()
        path.write_bytes(content[: int(len(content) * share)])
        with pytest.raises(searchkit.IndexFault, match=r"rebuild|searchkit index"):
            searchkit.open_index(index).search("bridge")
        path.unlink()
        with pytest.raises(searchkit.IndexFault, match=r"rebuild|searchkit index|index again"):
            searchkit.open_index(index).search("bridge")
        path.write_bytes(content)
    assert searchkit.open_index(index).search("bridge").total == 7


def test_a_damaged_release_is_told_as_such(whole: Path, tmp_path: Path) -> None:
    index = Path(shutil.copytree(whole, tmp_path / "index"))
    path = max(index.rglob("*.seg"), key=lambda p: p.stat().st_size)
    content, file, dice = path.read_bytes(), ArrayFile(path), random.Random(3)
    releases = [hit.id for hit in searchkit.open_index(index).search("bridge", limit=None)]
    told = 0
    for name in ("stream", "stored_blob", "rare_exact", "word_offsets"):
        _, _, start = file._places[name]
        for place in dice.choices(range(start, start + file.sizes()[name]), k=60 if file.sizes()[name] else 0):
            damaged = bytearray(content)
            damaged[place] ^= 1 << dice.randrange(8)
            path.unlink()  # others have it mapped
            path.write_bytes(damaged)
            found = searchkit.open_index(index).show
            for release in releases:
                try:
                    shown = found(release)
                    assert shown.release.text + repr((shown.release, shown.statements))
                except searchkit.IndexDamaged as error:
                    told += 1
                    assert path.name in str(error)
                    assert error.advice == f"run `searchkit rebuild --index {index}`"
    assert told > 20


def test_a_file_that_cannot_be_opened_is_not_called_damaged(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    monkeypatch.setattr("searchkit.codec.arrayfile.mmap.mmap", refused)
    with pytest.raises(searchkit.IndexFault, match=r"cannot be read \(Too many open files\): check its permissions"):
        searchkit.open_index(whole)


def test_a_rebuild_mends_any_damage(whole: Path, tmp_path: Path) -> None:
    for name in [path.relative_to(whole) for path in searched(whole)]:
        index = Path(shutil.copytree(whole, tmp_path / "index"))
        (index / name).write_bytes(b"\0" * 40)
        searchkit.rebuild(index)
        assert searchkit.verify(index).ok
        assert searchkit.open_index(index).search("bridge").total == 7
        shutil.rmtree(index)


class Hostile:
    """A pickle that would make a file if it were loaded."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (f"{os.environ['SEARCHKIT_TEST_MARK']}",)


def test_opening_runs_no_code_from_the_index(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = tmp_path / "mark"
    monkeypatch.setenv("SEARCHKIT_TEST_MARK", str(mark))
    hostile = pickle.dumps(Hostile())
    for name in [path.relative_to(whole) for path in files(whole)]:
        index = Path(shutil.copytree(whole, tmp_path / "index"))
        (index / name).write_bytes(hostile)
        for call in (searchkit.open_index, searchkit.verify, lambda at: searchkit.update((), at)):
            with suppress(searchkit.SearchkitError):
                call(index)
        assert not mark.exists(), name
        shutil.rmtree(index)
