"""What each format gives beyond its plain case."""

from __future__ import annotations

import bz2
import io
import lzma
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from searchkit.readers import STANDARD_INPUT, Failure, RawDocument, ReadOptions, read, read_stream
from searchkit.readers.archives import Xz
from searchkit.readers.detection import detect

BODY = "The minister opened the bridge on Monday. He said it would last."


def given(name: str, content: bytes | str) -> list[RawDocument]:
    raw = content if isinstance(content, bytes) else content.encode()
    items = list(read_stream(io.BytesIO(raw), name, name, ReadOptions(), 1))
    assert not [item for item in items if isinstance(item, Failure)], items
    return [item for item in items if isinstance(item, RawDocument)]


def only(name: str, content: bytes | str) -> RawDocument:
    [found] = given(name, content)
    return found


class OneWay(io.RawIOBase):
    """A stream that cannot be sought in, like a pipe."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self._content = io.BytesIO(content)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        return self._content.readinto(buffer)


def test_markdown_loses_its_marks() -> None:
    found = only(
        "a.md", f"---\ndate: 2021-04-07\n---\n# The *new* bridge\n\n{BODY} [More](https://x.example)\n\n- One\n"
    )
    assert found.metadata == {"date": "2021-04-07", "title": "The new bridge"}
    assert found.text == f"The new bridge\n\n{BODY} More\n\n• One"


def test_feed_keeps_the_day_of_its_own_zone() -> None:
    feed = (
        "<rss><channel><title>The Office</title><language>en</language>"
        "<item><title>A</title><pubDate>Tue, 31 Dec 2019 23:30:00 -0500</pubDate>"
        f"<description>{BODY}</description></item>"
        "<item><title>B</title><pubDate>31 Foo 2021</pubDate><description>Words</description></item></channel></rss>"
    )
    first, second = given("a.xml", feed)
    assert (first.metadata["date"], first.metadata["source"], first.text) == ("2019-12-31", "The Office", BODY)
    assert second.metadata["date"] == "31 Foo 2021"
    assert second.place == "a.xml:2"


def test_atom_takes_the_longest_content() -> None:
    found = only(
        "a.atom",
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title>'
        "<updated>2021-04-07T23:59:00-09:00</updated><summary>Short</summary>"
        f'<content type="html">&lt;p&gt;{BODY}&lt;/p&gt;&lt;p&gt;More&lt;/p&gt;</content></entry></feed>',
    )
    assert (found.text, found.metadata["date"]) == (f"{BODY}\n\nMore", "2021-04-07")


def test_xml_issuer_in_the_language_of_the_record() -> None:
    page = (
        '<m><originator><name lang="de">Der Rat</name><name lang="fr">Le Conseil</name></originator>'
        f'<content lang="fr"><title>T</title><lead>Chapeau.</lead><text>{BODY}</text></content></m>'
    )
    found = only("a.xml", page)
    assert (found.metadata["source"], found.metadata["language"]) == ("Le Conseil", "fr")
    assert found.text == f"Chapeau.\n\n{BODY}"


def test_page_says_title_date_and_issuer_in_json_ld() -> None:
    linked = (
        '{"@graph": [{"@type": "NewsArticle", "headline": "Bridge opens", "datePublished": "2021-04-07T09:00:00Z",'
        ' "publisher": {"name": "Ministry"}, "author": [{"name": "Ann"}]}]}'
    )
    script = f'<script type="application/ld+json">{linked}</script>'
    page = f'<html lang="en">{script}<article><p>{BODY * 5}</p></article></html>'
    fields = only("a.html", page).metadata
    assert (fields["title"], fields["date"][:10], fields["source"], fields["author"], fields["language"]) == (
        "Bridge opens",
        "2021-04-07",
        "Ministry",
        "Ann",
        "en",
    )


def test_page_drops_what_stands_beside_its_content() -> None:
    page = (
        f'<main><h1>Bridge opens</h1><div class="share-bar">Tweet this</div><p>{BODY * 5}</p>'
        '<p style="display: none">Hidden</p><aside>Other news</aside></main>'
        "<footer>Official website of the Office of Bridges</footer>"
    )
    found = only("a.html", f"<html><body>{page}</body></html>")
    assert found.text == f"Bridge opens\n\n{BODY * 5}"
    assert found.metadata["source"] == "Office of Bridges"


def test_page_without_a_marked_content_is_extracted() -> None:
    page = (
        f"<html><body><div><a href='/'>Home</a> <a href='/x'>About</a></div><div><p>{BODY * 8}</p></div></body></html>"
    )
    assert BODY in only("a.html", page).text


def test_page_in_the_encoding_that_it_names() -> None:
    page = f'<html><meta charset="iso-8859-2"><main><p>{BODY * 5} Łódź ś</p></main></html>'
    assert "Łódź ś" in only("a.html", page.encode("iso-8859-2")).text


def test_table_in_a_guessed_encoding() -> None:
    found = only("a.csv", "titel;title;text\n1;Brücke;“Für alle”\n".encode("cp1252"))
    assert (found.metadata["title"], found.text) == ("Brücke", "“Für alle”")


def test_rows_over_several_lines_are_placed_by_their_last() -> None:
    first, second = given("a.tsv", 'title\ttext\nA\t"one\n\ntwo"\nB\tthree\n')
    assert (first.text, first.place, second.place) == ("one\n\ntwo", "a.tsv:4", "a.tsv:5")


def test_mail_within_mail() -> None:
    inner = f"From: Office <a@b.example>\nSubject: Inner\n\n{BODY}\n"
    mail = (
        "From: c@d.example\nSubject: Outer\nDate: Wed, 7 Apr 2021 10:00:00 +0000\nMIME-Version: 1.0\n"
        f'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: message/rfc822\n\n{inner}\n--x--\n'
    )
    found = given("a.eml", mail)[-1]
    assert (found.metadata["title"], found.metadata["source"], found.metadata["sent"]) == (
        "Inner",
        "Office",
        "2021-04-07",
    )


def test_mailbox_without_its_messages_running_together() -> None:
    box = "".join(f"From a@b Thu Jan  1 00:00:00 2021\nFrom: a@b\nSubject: {n}\n\n>From here on\n\n" for n in "AB")
    first, second = given("a.mbox", box)
    assert (first.metadata["title"], second.metadata["title"]) == ("A", "B")
    assert first.text.startswith("From here")


def test_text_boxes_and_letterhead_of_word() -> None:
    import docx  # noqa: PLC0415 – slow to import
    from docx.oxml import parse_xml  # noqa: PLC0415

    spaces = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    box = "<w:txbxContent><w:p><w:r><w:t>27.11.2018</w:t></w:r></w:p></w:txbxContent>"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    document, buffer = docx.Document(), io.BytesIO()
    document.sections[0].header.paragraphs[0].text = "Ministry of Bridges"
    run = document.add_paragraph(BODY).runs[0]
    run._r.append(parse_xml(f"<mc:AlternateContent {spaces}>{both}</mc:AlternateContent>"))
    document.save(buffer)
    assert only("a.docx", buffer.getvalue()).text == f"Ministry of Bridges\n\n27.11.2018\n\n{BODY}"


def test_odt_with_breaks_and_title() -> None:
    buffer = io.BytesIO()
    ns = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:office="o"'
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("content.xml", f"<o {ns}><text:p>One<text:line-break/><text:span>two</text:span></text:p></o>")
        archive.writestr("meta.xml", '<m xmlns:dc="d"><dc:title>Bridge</dc:title></m>')
    found = only("a.odt", buffer.getvalue())
    assert (found.text, found.metadata["title"]) == ("One\ntwo", "Bridge")


@pytest.mark.parametrize(("pack", "suffix"), [(lzma.compress, "xz"), (bz2.compress, "bz2")])
def test_other_packings(pack: Callable[[bytes], bytes], suffix: str) -> None:
    found = only(f"a.txt.{suffix}", pack(BODY.encode()))
    assert (found.text, found.place) == (BODY, f"a.txt.{suffix}!a.txt")


def test_xz_cut_off_is_no_hang() -> None:
    with pytest.raises(EOFError):
        io.BufferedReader(Xz(io.BytesIO(lzma.compress(BODY.encode())[:-20]))).read()


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.xml", "a.html", "a.txt"])
def test_streams_that_cannot_be_sought_in(name: str) -> None:
    content = {
        "a.jsonl": f'{{"title": "T", "text": "{BODY}"}}\n' * 900,
        "a.csv": "title,text\n" + f'T,"{BODY}"\n' * 900,
        "a.xml": "<r>" + f"<i><title>T</title><text>{BODY}</text></i>" * 900 + "</r>",
        "a.html": f"<html><main>{f'<p>{BODY}</p>' * 900}</main></html>",
        "a.txt": BODY * 900,
    }[name].encode()
    stream = io.BufferedReader(OneWay(content), 100)
    piped = list(read_stream(stream, name, name, ReadOptions(), 1))
    assert piped == list(read_stream(io.BytesIO(content), name, name, ReadOptions(), 1))
    assert not any(isinstance(item, Failure) for item in piped)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    content = f'{{"title": "T", "text": "{BODY}"}}\n{{"title": "U", "text": "{BODY}"}}\n'.encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(OneWay(content))))
    assert [item.place for item in read(STANDARD_INPUT)] == ["-:1", "-:2"]


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b'{"title": 1}\n{"title": 2}\n', "-", "jsonl"), (b'{"title": 1}\n', "-", "jsonl"),
        (b'{\n  "title": 1\n}', "-", "json"), (b'[\n {"title": 1}]', "-", "json"), (b"[Note] A bridge", "-", "text"),
        (b"Subject: A\nFrom: b@c\n\nBody", "-", "mail"), (b"Title: A\nDate: 2021\n\nBody", "-", "text"),
        (b"<!-- x --><!DOCTYPE html><html>", "page", "html"), (b"<?xml version='1.0'?><html>", "page", "html"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "ole"), (b"%PDF-1.4", "a.txt", "pdf"),
        (b"# A", "a.md", "markdown"), (b"\n\n%PDF-1.4", "a.pdf", "pdf"), (b"A bridge", "noname", "text"),
    ],
)  # fmt: skip
def test_detection(head: bytes, name: str, kind: str) -> None:
    assert detect(head, name) == kind


def test_text_of_a_folder_named_like_a_format(tmp_path: Path) -> None:
    folder = tmp_path / "a.csv"
    folder.mkdir()
    (folder / "release").write_text(BODY)
    [found] = read(folder / "release")
    assert isinstance(found, RawDocument)


def test_xml_with_marks_in_its_words(tmp_path: Path) -> None:
    text = "<p>The <b>minister</b> said so.</p><p>She left.</p>"
    (tmp_path / "a.xml").write_text(f"<r><i><title>A <i>fine</i> bridge</title><text>{text}</text></i></r>")
    [found] = read(tmp_path / "a.xml")
    assert isinstance(found, RawDocument)
    assert (found.metadata["title"], found.text) == ("A fine bridge", "The minister said so.\n\nShe left.")


def test_word_with_controls_changes_and_breaks() -> None:
    import docx  # noqa: PLC0415 – slow to import
    from docx.oxml import parse_xml  # noqa: PLC0415

    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    blocks = (
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>Bridge opens</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        "<w:p><w:r><w:t>The minister</w:t><w:br/><w:t>said </w:t></w:r>"
        "<w:del><w:r><w:delText>no</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>so</w:t></w:r></w:ins><w:fldSimple><w:r><w:t>.</w:t></w:r></w:fldSimple></w:p>",
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>One</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>",
    )
    document, buffer = docx.Document(), io.BytesIO()
    for place, block in enumerate(blocks):
        document.element.body.insert(place, parse_xml(block.replace(">", f' xmlns:w="{space}">', 1)))
    document.save(buffer)
    assert only("a.docx", buffer.getvalue()).text.split("\n\n") == ["Bridge opens", "The minister\nsaid so.", "One\t"]
