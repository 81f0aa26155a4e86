"""Manifests and commits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.codec import manifest as manifest_module
from searchkit.codec import read_manifest
from searchkit.codec.commit import commit, sweep
from searchkit.codec.durable import FileInfo, read_info, write_file
from searchkit.codec.manifest import Manifest, SegmentInfo, latest_commit
from searchkit.errors import IndexDamaged, IndexOutdated

INFOS = st.builds(
    FileInfo, st.text("abc-1.", min_size=1), st.integers(0, 1 << 40), st.text("0f", min_size=32, max_size=32)
)
SEGMENTS = st.builds(
    SegmentInfo,
    st.text("sm1-", min_size=1),
    st.text("sm1-", min_size=1),
    st.integers(0, 1 << 40),
    st.text("0f", min_size=32, max_size=32),
    st.integers(1, 99),
    st.integers(0, 99),
    st.integers(64, 999),
    st.none() | INFOS,
    st.integers(0, 9),
)


def committed(folder: Path) -> Manifest:
    info = write_file(folder / "ledger-1", b"ledger")
    return commit(folder, None, [], {"ledger": info})


@given(number=st.integers(1, 999), segments=st.lists(SEGMENTS, max_size=3), toc=INFOS, extra=INFOS)
def test_a_manifest_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, number: int, segments: list[SegmentInfo], toc: FileInfo, extra: FileInfo
) -> None:
    folder = tmp_path_factory.mktemp("manifest")
    made = Manifest(number, tuple(segments), toc, {"ledger": extra})
    (folder / made.name).write_bytes(made.pack())
    (folder / manifest_module.toc_name(number)).touch()
    assert read_manifest(folder) == made


def test_a_commit_names_its_files_and_removes_those_of_the_one_before(tmp_path: Path) -> None:
    first = committed(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == first.names()
    assert all(read_info(tmp_path / info.name) == info for info in first.files())
    second = commit(tmp_path, first, [], {"ledger": write_file(tmp_path / "ledger-2", b"more")})
    assert {path.name for path in tmp_path.iterdir()} == second.names()
    assert read_manifest(tmp_path) == second
    assert latest_commit(tmp_path) == 2


def test_a_sweep_leaves_what_the_commit_names(tmp_path: Path) -> None:
    made = committed(tmp_path)
    for stray in ("s2-0.seg", "ledger-2.tmp", "manifest-2.json", "BUILDING"):
        (tmp_path / stray).write_bytes(b"x")
    sweep(tmp_path, made, keep=("BUILDING",))
    assert {path.name for path in tmp_path.iterdir()} == {*made.names(), "BUILDING"}


def test_any_change_of_a_manifest_is_found(tmp_path: Path) -> None:
    path = tmp_path / committed(tmp_path).name
    content = path.read_bytes()
    for place in range(len(content)):
        for bit in range(8):
            changed = bytearray(content)
            changed[place] ^= 1 << bit
            path.write_bytes(changed)
            with pytest.raises(IndexDamaged, match="rebuild"):
                read_manifest(tmp_path)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b"null", b'{"manifest": 1, "checksum": 2}', b"[" * 99999])
def test_what_is_no_manifest_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / committed(tmp_path).name).write_bytes(content)
    with pytest.raises(IndexDamaged, match="rebuild"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("name", ["FORMAT", "FINGERPRINT"])
def test_another_format_or_analyzer_is_told_from_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    made = committed(tmp_path)
    monkeypatch.setattr(manifest_module, name, "another")
    with pytest.raises(IndexOutdated, match="rebuild"):
        read_manifest(tmp_path)
    # One of the future may have fields that nobody knows today.
    values = {"format": 99, "analyzer": "x", "new": [1]}
    (tmp_path / made.name).write_text(
        json.dumps({"manifest": values, "checksum": manifest_module._checksum(values)}), encoding="utf-8"
    )
    with pytest.raises(IndexOutdated, match="rebuild"):
        read_manifest(tmp_path)


def test_a_folder_without_a_commit_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match="rebuild"):
        read_manifest(tmp_path)
