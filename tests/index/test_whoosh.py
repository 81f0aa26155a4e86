"""Opening an index for Whoosh's own queries, which never runs code that lies in it."""

from __future__ import annotations

import os
import pickle
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from whoosh import query
from whoosh.qparser import QueryParser

import searchkit
from searchkit.codec import read_manifest
from searchkit.codec.durable import info_of
from searchkit.codec.stock import toc as toc_module
from searchkit.codec.stock.schema import release_schema
from searchkit.codec.stock.segment import ArraySegment
from searchkit.codec.stock.toc import ALLOWED, read_toc, toc_bytes
from tests.corpus import write_texts


@pytest.fixture
def index(tmp_path: Path) -> Path:
    write_texts(tmp_path / "corpus", 5)
    searchkit.build(tmp_path / "corpus", tmp_path / "index")
    (tmp_path / "corpus" / "release0001.txt").unlink()
    write_texts(tmp_path / "corpus", 3, first=20)
    searchkit.update(tmp_path / "corpus", tmp_path / "index", prune=True)
    return tmp_path / "index"


def test_whoosh_searches_what_searchkit_wrote(index: Path) -> None:
    opened = searchkit.open_whoosh(index)
    with opened.searcher() as searcher:
        found = searcher.search(QueryParser("text", opened.schema).parse('"bridge is safe"'), limit=None)
        assert len(found) == opened.doc_count() == 7
        assert {hit["id"] for hit in found} == {
            hit.release.id for hit in searchkit.open_index(index).search('"bridge is safe"', limit=None)
        }
        assert "<b" in found[0].highlights("text")
        dated = [hit["date"] for hit in searcher.search(query.Every(), sortedby="date")]
        assert dated == sorted(dated)


def test_a_new_commit_is_seen(index: Path, tmp_path: Path) -> None:
    opened = searchkit.open_whoosh(index)
    assert opened.up_to_date() if hasattr(opened, "up_to_date") else True
    write_texts(tmp_path / "corpus", 1, first=40)
    searchkit.update((), index)
    assert opened.doc_count() == 8


def test_a_rebuilt_index_is_seen(index: Path) -> None:
    opened = searchkit.open_whoosh(index)
    searchkit.rebuild(index)
    assert opened.doc_count() == 7
    with opened.searcher() as searcher:
        assert searcher.doc_count() == 7


def test_it_is_not_written_by_whoosh(index: Path) -> None:
    with pytest.raises(NotImplementedError, match="searchkit"):
        searchkit.open_whoosh(index).writer()


class Hostile:
    """A pickle that would make a folder if it were loaded."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (os.environ["SEARCHKIT_TEST_MARK"],)


@pytest.mark.parametrize("place", ["schema", "segments"])
def test_code_in_the_table_of_contents_is_refused_and_not_run(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    mark = tmp_path / "mark"
    monkeypatch.setenv("SEARCHKIT_TEST_MARK", str(mark))
    (path,) = index.rglob("*.toc")
    number = int(path.stem.rpartition("_")[2])
    schema = release_schema()
    if place == "schema":
        schema["text"].analyzer = Hostile()
        monkeypatch.setattr(toc_module, "release_schema", lambda _language: schema)
        content = toc_bytes(number, [])
    else:
        content = toc_bytes(number, [Hostile()])  # type: ignore[list-item]
    path.write_bytes(content)
    assert not searchkit.verify(index).ok
    with pytest.raises(searchkit.IndexDamaged, match="not the file that the commit names"):
        searchkit.open_whoosh(index)
    manifest = replace(read_manifest(path.parent), toc=info_of(path.name, content))
    (path.parent / manifest.name).write_bytes(manifest.pack())
    with pytest.raises(searchkit.IndexDamaged, match=r"mkdir is not allowed.*rebuild"):
        searchkit.open_whoosh(index)
    assert searchkit.open_index(index).search("bridge").total == 7
    assert not mark.exists()


def test_a_cut_or_changed_table_of_contents_is_refused(index: Path) -> None:
    (path,) = index.rglob("*.toc")
    content = path.read_bytes()
    damaged = [content[:end] for end in range(0, len(content), 7)]
    damaged += [content[:at] + bytes([content[at] ^ 0x21]) + content[at + 1 :] for at in range(0, len(content), 5)]
    for changed in damaged:
        path.write_bytes(changed)
        with pytest.raises(searchkit.IndexDamaged, match="rebuild"):
            searchkit.open_whoosh(index)
        with suppress(searchkit.IndexDamaged):
            read_toc(path)  # whatever it is: an error of ours or nothing


def test_every_allowed_name_is_needed(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ALLOWED:
        monkeypatch.setattr(toc_module, "ALLOWED", ALLOWED - {name})
        with pytest.raises(searchkit.IndexDamaged, match="not allowed"):
            searchkit.open_whoosh(index)


def test_a_segment_is_pickled_as_strings_and_numbers(index: Path) -> None:
    (segment, *_) = searchkit.open_whoosh(index)._segments()
    assert isinstance(segment, ArraySegment)
    for value in pickle.loads(pickle.dumps(segment)).__dict__.values():
        assert isinstance(value, str | int | tuple | None)
