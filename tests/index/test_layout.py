from __future__ import annotations

from pathlib import Path

import pytest

from searchkit.errors import IndexDamaged, IndexMissing
from searchkit.index.layout import Layout


def test_no_index(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="searchkit index"):
        Layout(tmp_path / "none").live()


@pytest.mark.parametrize("content", [b"", b"g000001", b"g00001\n", b"../x\n", b"g000002\n", b"g000001\n\n", b"\xff\n"])
def test_a_pointer_that_is_not_as_written(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "g000001").mkdir()
    (tmp_path / "CURRENT").write_bytes(content)
    with pytest.raises(IndexDamaged, match="rebuild"):
        Layout(tmp_path).live()
    assert Layout(tmp_path).live_name() is None


def test_generations_are_numbered_and_strangers_left_alone(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    assert layout.next_generation().name == "g000001"
    for name in ("g000009", "g000010", "gold", "g1"):
        (tmp_path / name).mkdir()
    (tmp_path / "CURRENT").write_bytes(b"g000010\n")
    assert layout.live().name == "g000010"
    assert [p.name for p in layout.generations()] == ["g000009", "g000010"]
    assert layout.next_generation().name == "g000011"
