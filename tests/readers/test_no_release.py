"""Files without a release: one clear failure each, or passed over by their names and told."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

import searchkit
from searchkit.readers import Failure, RawDocument, read, walk
from tests.corpus import write_texts

BODY = "The minister opened the bridge on Monday. He said it would last."


def failures(path: Path, content: str | bytes) -> list[Failure]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return [item for item in read(path) if isinstance(item, Failure)]


@pytest.mark.parametrize(
    ("name", "content", "field"),
    [
        ("a.jsonl", '{"title": "T", "url": "u", "text": null}', "text"),
        ("a.json", '[{"title": "T", "Body": "  "}]', "Body"),
        ("a.csv", "title,content\nT,\n", "content"),
        ("a.xml", "<x><title>T</title><content><![CDATA[]]></content></x>", "content"),
    ],
)
def test_an_empty_text_is_no_unknown_field(tmp_path: Path, name: str, content: str, field: str) -> None:
    [failure] = failures(tmp_path / name, content)
    assert failure.reason == f"the text of the record is empty (its field {field})"
    assert "again" in failure.advice


def test_a_record_with_other_fields_lists_them(tmp_path: Path) -> None:
    [failure] = failures(tmp_path / "a.json", '{"kop": "T", "words": "W", "description": ""}')
    assert failure.reason.endswith("it has kop, words, description")
    assert "--map text=FIELD" in failure.advice


def test_a_list_of_values_is_one_failure(tmp_path: Path) -> None:
    [failure] = failures(tmp_path / "seen.json", json.dumps([f"https://a.example/{k}" for k in range(1200)]))
    assert (failure.place, "1,200 values" in failure.reason) == (str(tmp_path / "seen.json"), True)


def test_a_bad_entry_among_records_is_told_by_itself(tmp_path: Path) -> None:
    [failure] = failures(tmp_path / "a.json", json.dumps([{"text": BODY}, "oops"]))
    assert failure.place.endswith("a.json:2")


def test_a_table_without_a_text_is_one_failure(tmp_path: Path) -> None:
    rows = "".join(f"u{k},T{k}\n" for k in range(50))
    [failure] = failures(tmp_path / "urls.csv", f"url,title\n{rows}")
    assert (failure.place, failure.reason.endswith("it has url, title")) == (str(tmp_path / "urls.csv"), True)


def test_a_row_without_a_text_is_told_by_itself(tmp_path: Path) -> None:
    [failure] = failures(tmp_path / "a.csv", f'title,text\nT,"{BODY}"\nU,\n')
    assert failure.place.endswith("a.csv:3")


@pytest.mark.parametrize(("name", "content"), [("a.json", "[]"), ("a.jsonl", "\n\n"), ("a.csv", "title,text\n")])
def test_nothing_in_a_file_is_told(tmp_path: Path, name: str, content: str) -> None:
    [failure] = failures(tmp_path / name, content)
    assert failure.reason == "it holds no release"


def test_a_pdf_saved_as_text(tmp_path: Path) -> None:
    lost = bytes(range(256)) * 40
    [failure] = failures(tmp_path / "a.pdf", b"%PDF-1.6\n" + lost.decode("utf-8", "replace").encode())
    assert "saved as text" in failure.reason
    [other] = failures(tmp_path / "b.pdf", b"%PDF-1.6\n" + lost)
    assert "damaged" in other.reason


ABOUT = ["README.md", "LICENSE", "Thumbs.db", "style.css", "logo.PNG", "app.js.download"]


def test_files_about_the_releases_are_passed_over_and_told(tmp_path: Path) -> None:
    write_texts(tmp_path / "corpus", 2)
    for name in (*ABOUT, "a.js", "searchkit.toml", "licenses granted.txt", "readme of the minister.txt"):
        (tmp_path / "corpus" / name).write_text("" if name.endswith("toml") else BODY + name)
    told: list[str] = []
    read_files = [Path(str(item)).name for item in walk([tmp_path / "corpus"], passed=told.append)]
    assert set(read_files).isdisjoint(ABOUT)
    assert {"licenses granted.txt", "readme of the minister.txt"} <= set(read_files)
    assert sorted(told) == [".css", ".download", ".js", ".png", "LICENSE", "README.md", "Thumbs.db"]
    report = searchkit.build(tmp_path / "corpus", tmp_path / "index")
    assert (report.releases, report.failed) == (4, [])
    assert "1 .css, 1 .download, 1 .js, 1 .png, 1 LICENSE, 1 README.md, 1 Thumbs.db" in report.notes[-1]


def test_a_file_that_is_named_is_read(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(BODY)
    assert list(walk([tmp_path / "README.md"])) == [str(tmp_path / "README.md")]


def test_members_of_an_archive_are_passed_over_too(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in (*ABOUT, "a.txt"):
            archive.writestr(f"site/{name}", BODY)
    (tmp_path / "site.zip").write_bytes(made.getvalue())
    [item] = read(tmp_path / "site.zip")
    assert isinstance(item, RawDocument)
    assert item.place.endswith("!site/a.txt")
