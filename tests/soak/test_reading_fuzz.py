"""A long campaign of random and damaged files: reading and parsing never raise, zones always tile, work is bounded."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import tarfile
import time
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchkit.readers import Failure, RawDocument, ReadOptions, read_stream
from searchkit.readers.detection import detect
from searchkit.readers.reading import ARCHIVES, READERS
from searchkit.releases import parse
from searchkit.releases.duplicates import firsts
from searchkit.releases.signatures import matrix, signature

BODY = b"OTTAWA, April 7, 2021 - The minister said so. Contact: Ann, 202-555-1234\n###\nAbout us\n"
SUFFIXES = (
    "txt", "md", "json", "jsonl", "csv", "tsv", "xml", "rss", "html", "eml", "mbox", "rtf", "pdf", "zip", "tar", "gz",
    "tar.gz", "xz", "bz2", "docx", "odt", "noname",
)  # fmt: skip
OPTIONS = ReadOptions(document_bytes=8 << 20, archive_bytes=32 << 20)
SLOW = 20.0
"""Seconds that a damaged file of a few kilobytes may take at the very most, on a machine busy with other things."""


def _zip(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def _tar(content: bytes) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        entry = tarfile.TarInfo("a.txt")
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
    return buffer.getvalue()


PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 60>>stream\nBT /F 12 Tf 10 700 Td (The minister said so today.) Tj ET\nendstream endobj\n"
    b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>"
)
SAMPLES = (
    b"<html><head><script type='application/ld+json'>{\"@type\": \"Article\", \"headline\": \"A\"}</script></head>"
    b"<main>"
    b"<h1>A bridge</h1><p class='share'>x</p><p>The minister said so.</p></main></html>",
    b'{"title": "A", "text": "<p>The minister said so.</p>", "date": "2021-02-31"}\n{"text": null}\n',
    b"<rss><channel><title>F</title><item><title>A</title><pubDate>Tue, 31 Dec 2019 23:30:00 -0500</pubDate>"
    b"<description>&lt;p&gt;Words&lt;/p&gt;</description></item></channel></rss>",
    b"<r><i lang='de'><title>A</title><text>Der Rat</text></i><i><title>B</title><text>Le conseil</text></i></r>",
    b"From: a@b.example\nSubject: =?utf-8?q?A?=\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"
    b"\n"
    b"The minister.\n--x\nContent-Disposition: attachment; filename=r.txt\n\nAttached.\n--x--\n",
    b"From a@b\nFrom: a@b\nSubject: A\n\n" + BODY + b"\nFrom c@d\nSubject: B\n\nMore.\n",
    b"title,text,date\nA,\"The minister\nsaid so.\",12/31/2020\n",
    b"---\ntitle: A\ndate: 2021-04-07\n---\n# A\n\n*The* [minister](x) said `so`.\n\n> - a\n\n| a | b |\n|---|---|\n",
    b"{\\rtf1\\ansi{\\fonttbl{\\f0 A;}}\\f0 The minister \\'e9 \\u8217? said so.\\par}",
    PDF, BODY * 3, _zip("a.txt", BODY), _zip("content.xml",
    b"<o xmlns:t='urn:oasis:names:tc:opendocument:xmlns:text:1.0'>"
    b"<t:p>The minister</t:p></o>"), _tar(BODY), gzip.compress(BODY), bz2.compress(BODY), lzma.compress(BODY),
    "Der Präsident sagte: „Wir größer“ – ශ්‍රී ලංකා".encode(), "“Quotes” and – dashes".encode("cp1252"),
)  # fmt: skip


DOCX = (
    b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>The"
    b" minister</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>said so</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    b"</w:body></w:document>"
)
TYPES = (
    b"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='rels' "
    b"ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
    b"<Override PartName='/word/document.xml' ContentType='"
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>"
)
RELATIONS = (
    b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='a' Type='"
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='word/document.xml'/>"
    b"</Relationships>"
)
ODT = (
    b"<o xmlns:t='urn:oasis:names:tc:opendocument:xmlns:text:1.0' "
    b"xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0'>"
    b"<o:body><o:text><t:h>A bridge</t:h><t:p>The <t:span>minister</t:span><t:s/>said so</t:p></o:text></o:body></o>"
)


def _docx(content: bytes) -> bytes:
    buffer = io.BytesIO()
    parts = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": content}
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def _mailed(content: bytes) -> bytes:
    head = b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"
    return head + b"Content-Disposition: attachment; filename=r.html\n\n" + content + b"\n--x--\n"


PACKINGS: dict[str, tuple[bytes, Callable[[bytes], bytes]]] = {
    "a.docx": (DOCX, _docx),
    "a.odt": (ODT, partial(_zip, "content.xml")),
    "a.zip": (SAMPLES[0], partial(_zip, "a.html")),
    "a.tar.gz": (BODY, lambda content: gzip.compress(_tar(content))),
    "a.eml": (SAMPLES[0], _mailed),
    "a.csv.xz": (SAMPLES[6], lzma.compress),
}
"""Formats that a damaged byte makes unreadable as a whole: they are damaged within, and packed well."""
PAGES = tuple(path.read_bytes() for path in sorted((Path(__file__).parents[1] / "newsrooms").glob("*.html")))


def check(content: bytes, name: str) -> None:
    """Read and parse; all that the contracts promise has to hold."""
    start = time.process_time()
    for item in read_stream(io.BytesIO(content), name, name, OPTIONS, 1):
        assert isinstance(item, Failure | RawDocument)
        if isinstance(item, Failure):
            assert item.place
            assert item.reason
            continue
        found = parse(item)
        assert "".join(zone.span.of(found.text) for zone in found.zones) == found.text
        assert all(span.of(found.text).strip() == span.of(found.text) != "" for span in found.paragraphs)
        assert firsts(matrix(signature(found))).tolist() == [0]
        found.text.encode()
        found.title.encode()
    assert time.process_time() - start < SLOW


def damaged(whole: bytes, chance: random.Random) -> bytes:
    """Return the bytes with some of them changed, cut off, or repeated."""
    content = bytearray(whole)
    for _ in range(chance.randint(1, 12)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    if chance.random() < 0.2:
        del content[chance.randrange(len(content)) :]
    if chance.random() < 0.2:
        start = chance.randrange(len(content) + 1)
        content[start:start] = bytes(content[start : start + chance.randint(1, 40)]) * chance.randint(1, 400)
    return bytes(content)


def test_every_reader_is_fuzzed() -> None:
    kinds = {detect(sample[:4096], f"a.{suffix}") for sample in SAMPLES for suffix in SUFFIXES}
    assert kinds | {name.rpartition(".")[2] for name in PACKINGS} >= set(READERS) | ARCHIVES


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
def test_damaged_files(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(500):
        check(damaged(chance.choice(SAMPLES), chance), "a." + chance.choice(SUFFIXES))


@pytest.mark.soak
@pytest.mark.parametrize("name", PACKINGS)
def test_damaged_within(name: str) -> None:
    chance = random.Random(name)
    content, pack = PACKINGS[name]
    for _ in range(1000):
        check(pack(damaged(content, chance)), name)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(4))
def test_damaged_pages(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(400):
        check(damaged(chance.choice(PAGES), chance), "a.html")


@pytest.mark.soak
@settings(max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(SAMPLES) | st.binary(max_size=80), max_size=4), st.sampled_from(SUFFIXES))
def test_joined_files(parts: list[bytes], suffix: str) -> None:
    check(b"".join(parts), f"a.{suffix}")


@pytest.mark.soak
@settings(max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=400), st.text(max_size=60), st.sampled_from(["", "2021-04-07", "7/4/2021", "no", "0000"]))
def test_any_text(text: str, title: str, date: str) -> None:
    fields = {"title": title, "date": date}
    found = parse(RawDocument(text, {key: value for key, value in fields.items() if value}, "a"))
    assert "".join(zone.span.of(found.text) for zone in found.zones) == found.text


@pytest.mark.soak
@pytest.mark.parametrize(
    "unit",
    [
        "a ", "A", "#", "# ", "-", "- ", "( ", "a@", "1/", "2010-", "contact ", "a.b", "“", "For ", "Press Release ",
        "April ", "AB, ", "a\n", "Share\n", "A B C\n", "About A\n", "1 2 ", "\ue000\f", "WASHINGTON ",
        "a - ", "| ", "\xad",
    ],
)  # fmt: skip
def test_time_grows_with_the_text(unit: str) -> None:
    """Text made of one thing again and again, in the body and as one line of every length that a rule looks at."""
    for size in (40, 90, 139, 200, 310, 5000):
        line = (unit * size)[:size].strip("\n")
        start = time.process_time()
        for text in (
            line,
            f"{line}\n" * 60,
            f"A bridge opens today\n{line}\nThe minister said so.\n{line}",
            line * 200,
        ):
            parse(RawDocument(text, {}, "a"))
        assert time.process_time() - start < SLOW
