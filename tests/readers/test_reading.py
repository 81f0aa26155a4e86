"""Reading: each format once, bad content as failures."""

from __future__ import annotations

import gzip
import io
import json
import os
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchkit.readers import Failure, RawDocument, ReadOptions, read, read_stream, walk

BODY = "The minister opened the bridge on Monday. He said it would last."


def documents(path: Path, options: ReadOptions | None = None) -> list[RawDocument]:
    items = list(read(path, options))
    assert not [item for item in items if isinstance(item, Failure)]
    return [item for item in items if isinstance(item, RawDocument)]


def write(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_leading_date(tmp_path: Path) -> None:
    [found] = documents(write(tmp_path, "a.txt", f" date 2021-04-07 {BODY}"))
    assert (found.text, found.metadata["date"]) == (BODY, "2021-04-07")


def test_front_matter(tmp_path: Path) -> None:
    [found] = documents(write(tmp_path, "a.md", f"---\ntitle: Bridge\ndate: 2021-04-07\n---\n{BODY}"))
    assert found.metadata == {"title": "Bridge", "date": "2021-04-07"}
    assert found.text == BODY


def test_sidecar(tmp_path: Path) -> None:
    write(tmp_path, "doc.json", json.dumps({"date_str": "2024-10-10", "description": "Bridge opens"}))
    path = write(tmp_path, "doc.txt", BODY)
    [found] = documents(path)
    assert (found.metadata["date"], found.metadata["title"]) == ("2024-10-10", "Bridge opens")
    assert list(walk([tmp_path])) == [str(path)]


def test_json_lines_go_on_after_bad_ones(tmp_path: Path) -> None:
    lines = [json.dumps({"title": "T", "text": BODY, "member": {"name": "Ann"}}), "{oops", '{"text": null}']
    found = list(read(write(tmp_path, "a.jsonl", "\n".join([*lines, json.dumps({"text": BODY})]))))
    assert [type(item) for item in found] == [RawDocument, Failure, Failure, RawDocument]
    assert [item.place.rpartition(":")[2] for item in found] == ["1", "2", "3", "4"]
    assert isinstance(found[0], RawDocument)
    assert found[0].metadata["source"] == "Ann"


def test_mapping(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", f'kop,words\nBridge,"{BODY}"\nragged\n')
    found = list(read(path, ReadOptions(mapping={"title": "kop", "text": "words"})))
    assert isinstance(found[0], RawDocument)
    assert (found[0].metadata["title"], found[0].text) == ("Bridge", BODY)
    assert isinstance(found[1], Failure)


def test_xml_resolves_no_entities(tmp_path: Path) -> None:
    secret = write(tmp_path, "secret", "hidden words")
    page = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]><x><title>T</title><text>{BODY} &e;</text></x>'
    assert not any("hidden words" in getattr(item, "text", "") for item in read(write(tmp_path, "a.xml", page)))


def test_page_without_navigation(tmp_path: Path) -> None:
    page = f"<html><nav>Menu Home</nav><main><h1>Bridge opens</h1><p>{BODY}</p><p>{BODY * 5}</p></main></html>"
    [found] = documents(write(tmp_path, "a.html", page))
    assert found.metadata["title"] == "Bridge opens"
    assert "Menu" not in found.text
    assert BODY in found.text


def test_mail_with_attachment(tmp_path: Path) -> None:
    mail = (
        "From: Office <a@b.example>\nSubject: Bridge\nDate: Wed, 7 Apr 2021 10:00:00 +0000\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain\n\nSee below.\n--x\n'
        f'Content-Type: text/plain\nContent-Disposition: attachment; filename="r.txt"\n\n{BODY}\n--x--\n'
    )
    first, second = documents(write(tmp_path, "a.eml", mail))
    assert (first.metadata["date"], first.metadata["title"]) == ("2021-04-07", "Bridge")
    assert second.place.endswith("!r.txt")


def archived(kind: str, name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    if kind == "zip":
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, content)
    elif kind == "tar":
        with tarfile.open(fileobj=buffer, mode="w") as tar:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    else:
        return gzip.compress(content)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["zip", "tar", "gz"])
def test_archives(tmp_path: Path, kind: str) -> None:
    [found] = documents(write(tmp_path, f"b.txt.{kind}", archived(kind, "../../b.txt", BODY.encode())))
    assert found.text == BODY
    assert "!" in found.place
    assert os.listdir(tmp_path) == [f"b.txt.{kind}"]  # noqa: PTH208


@pytest.mark.parametrize("kind", ["zip", "gz"])
def test_bombs(tmp_path: Path, kind: str) -> None:
    path = write(tmp_path, f"b.txt.{kind}", archived(kind, "b.txt", b"a" * 30_000_000))
    assert [type(item) for item in read(path, ReadOptions(ratio=20))] == [Failure]


def test_office(tmp_path: Path) -> None:
    import docx  # noqa: PLC0415

    word = docx.Document()
    word.add_paragraph(BODY)
    word.save(str(tmp_path / "a.docx"))
    assert documents(tmp_path / "a.docx")[0].text == BODY
    assert BODY in documents(write(tmp_path, "a.rtf", "{\\rtf1 " + BODY + "}"))[0].text


@pytest.mark.parametrize("content", [b"", b"   \n", bytes(range(256)) * 9, b"%PDF-1.4 truncated", b"PK\x03\x04 broken"])
def test_bad_content_is_a_failure(tmp_path: Path, content: bytes) -> None:
    [item] = read(write(tmp_path, "bad", content))
    assert isinstance(item, Failure)
    assert item.reason
    assert item.advice


def test_missing_file_is_a_failure(tmp_path: Path) -> None:
    assert isinstance(next(read(tmp_path / "none")), Failure)
    assert isinstance(next(walk([tmp_path / "none"])), Failure)


def test_walk_survives_a_loop_of_links(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", BODY)
    write(tmp_path, ".hidden", BODY)
    (tmp_path / "loop").symlink_to(tmp_path)
    assert list(walk([tmp_path])) == [str(path)]


def test_encodings_and_mojibake(tmp_path: Path) -> None:
    assert documents(write(tmp_path, "a.txt", "Prämie".encode("utf-16")))[0].text == "Prämie"
    found = documents(write(tmp_path, "b.txt", "It’s the café".encode().decode("cp1252").encode()))[0]
    assert (found.text, found.notes) == ("It’s the café", ("mojibake mended",))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.binary(max_size=400),
    st.sampled_from(["txt", "json", "jsonl", "csv", "xml", "html", "eml", "mbox", "rtf", "pdf", "zip", "gz", "tar"]),
)
def test_nothing_raises(content: bytes, suffix: str) -> None:
    for item in read_stream(io.BytesIO(content), f"a.{suffix}", "a", ReadOptions()):
        assert isinstance(item, (RawDocument, Failure))
