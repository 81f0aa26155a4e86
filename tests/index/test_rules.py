"""How files are read: options of a run, and files beside the data; what changes in them makes files be read again."""

from __future__ import annotations

import gzip
import io
from pathlib import Path
from types import SimpleNamespace

import pytest

import searchkit
from searchkit.index.receiving import receive
from tests.corpus import write_texts

TABLE = (
    "kop,op,words\n"
    "Bridge opens,04/05/2021,The minister said it would last.\nRoad closes,05/05/2021,She said it would not.\n"
)
MAP = 'dates = "dmy"\n[map]\ntitle = "kop"\ndate = "op"\ntext = "words"\n'
MAPPING = {"title": "kop", "date": "op", "text": "words"}


def found(index: Path, query: str = "bridge") -> list[tuple[str, str]]:
    with searchkit.open_index(index) as opened:
        return [(hit.release.title, str(hit.release.date)) for hit in opened.search(query)]


@pytest.mark.parametrize("beside", ["data.toml", "searchkit.toml"])
@pytest.mark.parametrize("name", ["data.csv", "data.csv.gz"])
def test_a_changed_mapping_reads_the_data_again(tmp_path: Path, beside: str, name: str) -> None:
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    write_texts(corpus, 2)
    (corpus / name).write_bytes(gzip.compress(TABLE.encode()) if name.endswith("gz") else TABLE.encode())
    (corpus / beside).write_text(MAP)
    assert searchkit.build(corpus, index).releases == 4
    assert ("Bridge opens", "2021-05-04") in found(index)
    assert searchkit.update((), index).files_read == 0
    (corpus / beside).write_text(MAP.replace("dmy", "mdy"))
    report = searchkit.update((), index)
    assert (report.files_read, report.releases, report.failed) == (1, 4, [])
    assert ("Bridge opens", "2021-04-05") in found(index)
    (corpus / beside).unlink()
    report = searchkit.update((), index)
    assert report.releases == 2
    assert all("kop, op, words" in failure.reason for failure in report.failed)


def test_a_changed_sidecar_reads_the_text_again(tmp_path: Path) -> None:
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    corpus.mkdir()
    (corpus / "a.txt").write_text("The town has opened a bridge over the river.\n")
    (corpus / "a.json").write_text('{"title": "A bridge", "date": "2021-05-04"}')
    searchkit.build(corpus, index)
    assert found(index) == [("A bridge", "2021-05-04")]
    (corpus / "a.json").write_text('{"title": "The bridge", "date": "2021-05-05"}')
    assert searchkit.update((), index).updated == 1
    assert found(index) == [("The bridge", "2021-05-05")]


def test_options_are_remembered_and_changed_one_by_one(tmp_path: Path) -> None:
    data, index = tmp_path / "data.csv", tmp_path / "index"
    data.write_text(TABLE)
    searchkit.build(data, index, options={"mapping": MAPPING, "dates": "dmy"})
    assert found(index) == [("Bridge opens", "2021-05-04")]
    assert searchkit.update(data, index).files_read == 0
    searchkit.update((), index, options={"dates": "mdy"})
    assert found(index) == [("Bridge opens", "2021-04-05")]


def test_unknown_options_are_refused(tmp_path: Path) -> None:
    write_texts(tmp_path / "corpus", 1)
    with pytest.raises(searchkit.ReadError, match="speed"):
        searchkit.build(tmp_path / "corpus", tmp_path / "index", options={"speed": 3})


def test_the_standard_input_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = tmp_path / "index"
    lines = b'{"title": "Bridge opens", "date": "2021-05-04", "text": "The minister said it would last."}\n'
    for _ in range(2):
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(lines)))
        report = searchkit.update("-", index)
        assert (report.releases, report.failed) == (1, [])
    assert searchkit.rebuild(index).releases == 1
    assert found(index) == [("Bridge opens", "2021-05-04")]
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO()))
    with pytest.raises(searchkit.ReadError, match="Nothing"):
        searchkit.update("-", index)
    with pytest.raises(searchkit.ReadError, match="once"):
        searchkit.watch("-", index)


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (TABLE.encode(), ".csv"),
        (TABLE.replace(",", "\t").encode(), ".csv"),
        (b'{"title": "A", "text": "B"}\n{"title": "C", "text": "D"}\n', ".jsonl"),
        (b"<html><body>A</body></html>", ".html"),
        (b"From: a@b.example\nSubject: A\n\nB\n", ".eml"),
        (b"OTTAWA, April 7, 2021\n\nWords, more words, and more.\n", ".txt"),
        (gzip.compress(TABLE.encode()), ""),
    ],
)
def test_what_comes_is_named_by_its_format(tmp_path: Path, content: bytes, suffix: str) -> None:
    kept = receive(io.BytesIO(content), tmp_path / "received")
    assert kept.suffix == suffix
    assert kept.read_bytes() == content
    assert not any(map(str.isdigit, kept.name))
    assert receive(io.BytesIO(content), tmp_path / "received") == kept
    assert list((tmp_path / "received").iterdir()) == [kept]


@pytest.mark.parametrize(("days", "wanted"), [((13, 14, 15, 16, 17), "2021-05-04"), ((13, 14), "2021-04-05")])
@pytest.mark.parametrize("form", ["a file each", "one file"])
def test_an_ambiguous_date_is_read_as_its_neighbours_are(
    tmp_path: Path, days: tuple[int, ...], wanted: str, form: str
) -> None:
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    corpus.mkdir()
    rows = [f'{{"title": "Road {day} opens", "date": "{day}/05/2021", "text": "It is open."}}\n' for day in days]
    rows.append('{"title": "Bridge opens", "date": "04/05/2021", "text": "It is open."}\n')
    if form == "one file":
        (corpus / "all.jsonl").write_text("".join(rows))
    else:
        for number, row in enumerate(rows):
            (corpus / f"{number}.jsonl").write_text(row)
    searchkit.build(corpus, index)
    assert found(index) == [("Bridge opens", wanted)]
