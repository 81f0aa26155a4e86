"""Files made to hurt: each is a failure or a document, in bounded work, and nothing is written."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from searchkit.readers import Failure, RawDocument, ReadOptions, read
from searchkit.readers.document import Item

BODY = b"The minister said so. "
MB = 1 << 20
OPTIONS = ReadOptions(document_bytes=4 * MB, archive_bytes=8 * MB)


def zipped(*members: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


def tarred(*members: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, content in members:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return buffer.getvalue()


def nested(depth: int) -> bytes:
    content = zipped(("a.txt", BODY))
    for _ in range(depth):
        content = zipped(("a.zip", content))
    return content


def laughs(before: str, after: str) -> bytes:
    """Return XML whose entities grow to 10**10 times their length."""
    steps = "".join(f"<!ENTITY {chr(98 + i)} '{f'&{chr(97 + i)};' * 10}'>" for i in range(10))
    return f"<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a 'lol'>{steps}]>{before}&k;{after}".encode()


ALIASES = b"".join(b"b%d: &b%d [*b%d, *b%d]\n" % (i, i, i - 1, i - 1) for i in range(1, 25))
FAILING = {
    "deep.json": b"[" * 100_000,
    "deep.jsonl": b'{"a":' * 100_000,
    "digits.jsonl": b'{"title": ' + b"1" * 10_000 + b', "text": "a"}',
    "null.jsonl": b'{"title": "T", "text": null}',
    "long.jsonl": b'{"text": "' + b"a" * 5 * MB + b'"}',
    "quotes.csv": b'title,text\n"' + b"a," * MB,
    "ragged.csv": b"title,text\none\n",
    "deep.xml": b"<?xml version='1.0'?>" + b"<a>" * 100_000,
    "laughs.xml": laughs("<r><title>T</title><text>", "</text></r>"),
    "norecord.xml": b"<?xml version='1.0'?><r>" + b"<a>b</a>" * MB + b"</r>",
    "empty.rss": b"<rss><channel><title>F</title></channel></rss>",
    "bomb.zip": zipped(("a.txt", b"a" * 300 * MB)),
    "bomb.gz": gzip.compress(b"a" * 20 * MB),
    "nested.zip": nested(6),
    "bomb.docx": zipped(("word/document.xml", b"a" * 20 * MB)),
    "deep.odt": zipped(("content.xml", b"<a>" * 100_000)),
    "locked.odt": zipped(("content.xml", b"x"), ("META-INF/manifest.xml", b"<m:encryption-data/>")),
    "sheet.xlsx": zipped(("xl/workbook.xml", b"<x/>")),
    "nobody.eml": b"From: a@b.example\nSubject: A\n\n",
    "deep.eml": b"".join(
        b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (i, i) for i in range(3000)
    ),
    "long.mbox": b"From a\nFrom: x\n\n" + b"a" * 5 * MB,
    "none.mbox": b"There is no message.\n",
    "cut.pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n",
    "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "empty.txt": b"",
    "blank.txt": b" \n\t\n" * 1000,
    "binary.txt": bytes(range(256)) * 20,
    "lines.txt": b"a\n" * 300_000,
    "quotes.md": b">" * MB,
    "utf16.txt": b"\xff\xfea\x00b",
}
READ = {
    "deep.html": b"<html><body>" + b"<div>" * 100_000 + BODY + b"</div>" * 100_000,
    "large.html": b"<html><body>" + b"<p>" + BODY * 150_000,
    "title.html": b"<html><head><title>" + b"a - " * 200_000 + b"</title></head><body><p>" + BODY * 20,
    "cells.html": b"<html><body>" + b"<table><tr><td>" * 80 + BODY * 40_000,
    "headings.html": b"<html><title>a - b</title><body>"
    + b"<div>" * 200
    + b"<h2>Bridge <b>opens</b></h2>" * 3000
    + BODY * 40_000,
    "comments.json": b'{"title": "T", "text": "<p>' + b"<!--" * 500_000 + b'"}',
    "tags.json": b'{"title": "T", "text": "<p>' + b"<a " * MB + b'"}',
    "surrogates.jsonl": b'{"title": "\\ud800 T", "text": "a \\udfff b"}',
    "laughs.rss": laughs("<rss><channel><item><title>T</title><description>", "</description></item></channel></rss>"),
    "aliases.md": b"---\nb0: &b0 [x]\n" + ALIASES + b"---\n" + BODY,
    "stars.md": b"*a **b " * 20_000,
    "brackets.md": b"[" * 20_000,
    "groups.rtf": b"{\\rtf1 " + b"{" * 100_000 + BODY,
    "headers.eml": b"From: a@b.example\n" + b"X: y\n" * 50_000 + b"\n" + BODY,
    "hashes.txt": b"W " * 200 + b"# " * MB,
    "damaged.txt": "Für alle Bürger größer. ".encode() * 20 + b"\xff",
}


def items_of(folder: Path, name: str, content: bytes) -> list[Item]:
    (folder / name).write_bytes(content)
    found = list(read(folder / name, OPTIONS))
    assert [path.name for path in folder.iterdir()] == [name]
    for item in found:
        if isinstance(item, Failure):
            assert item.place.startswith(str(folder / name))
            assert item.reason
            assert item.advice
            assert len(str(item)) < 1000
        else:
            item.text.encode()
            "".join(item.metadata.values()).encode()
    return found


@pytest.mark.parametrize("name", FAILING)
def test_failures(tmp_path: Path, name: str) -> None:
    found = items_of(tmp_path, name, FAILING[name])
    assert found
    assert all(isinstance(item, Failure) for item in found)


@pytest.mark.parametrize("name", READ)
def test_what_can_be_read_is_read(tmp_path: Path, name: str) -> None:
    found = items_of(tmp_path, name, READ[name])
    assert found
    assert all(isinstance(item, RawDocument) for item in found)


def test_page_too_large_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<html><body>" + b"<p>" + BODY * 2_400_000)
    [found] = read(tmp_path / "a.html")
    assert isinstance(found, Failure)
    assert found.advice


def test_names_that_climb_out_stay_names(tmp_path: Path) -> None:
    names = ["../../up.txt", "/etc/abs.txt", "a/../../b.txt", "C:\\c.txt"]
    for kind, pack in (("zip", zipped), ("tar", tarred)):
        folder = tmp_path / kind
        folder.mkdir()
        found = items_of(folder, f"a.{kind}", pack(*((name, BODY) for name in names)))
        assert [item.place.rpartition("!")[2] for item in found] == names


def test_one_bad_member_does_not_hide_the_others(tmp_path: Path) -> None:
    content = bytearray(zipped(("a.txt", BODY * 50), ("b.txt", BODY)))
    start = content.index(b"a.txt") + 5
    content[start : start + 8] = b"\xff" * 8
    first, second = items_of(tmp_path, "a.zip", bytes(content))
    assert isinstance(first, Failure)
    assert isinstance(second, RawDocument)


def test_a_cut_tar_gives_what_came_before(tmp_path: Path) -> None:
    content = tarred(("a.txt", BODY), ("b.txt", BODY * 1000))
    first, *rest = items_of(tmp_path, "a.tar", content[:4000])
    assert isinstance(first, RawDocument)
    assert all(isinstance(item, Failure) for item in rest)


def test_a_large_feed_in_an_archive_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("searchkit.readers.xml.FEED", 10_000)
    body = "<description>It is safe, and will last for a hundred years, said the mayor.</description>"
    items = "".join(f"<item><title>Bridge {k}</title>{body}</item>" for k in range(99))
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Town</title>{items}</channel></rss>'.encode()
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        member = tarfile.TarInfo("feed.xml")
        member.size = len(feed)
        archive.addfile(member, io.BytesIO(feed))
    titles = [item.metadata["title"] for item in read(tmp_path / "a.tar") if isinstance(item, RawDocument)]
    assert titles == [f"Bridge {k}" for k in range(99)]


def test_external_entities_are_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hidden words")
    head = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}"><!ENTITY % p SYSTEM "file://{secret}">%p;]>'
    pages = (
        f"{head}<x><title>T</title><text>Words &e;</text></x>",
        f"{head}<rss><channel><item><title>T</title><description>Words &e;</description></item></channel></rss>",
    )
    for number, page in enumerate(pages):
        path = tmp_path / f"{number}.xml"
        path.write_text(page)
        [found] = read(path)
        assert isinstance(found, RawDocument)
        assert found.text.split()[0] == "Words"
        assert "hidden words" not in str(found)
