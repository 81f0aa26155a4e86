"""The same releases in every format that is read, to compare how fast."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from email.message import EmailMessage
from html import escape
from pathlib import Path

import docx

from searchkit.model import Release

ODF = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'


def fields(release: Release) -> dict[str, str]:
    return {"title": release.title, "date": str(release.date or ""), "text": release.text}


def html(release: Release) -> str:
    paragraphs = "".join(f"<p>{escape(span.of(release.text))}</p>" for span in release.paragraphs)
    links = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(40))
    head = f'<title>{escape(release.title)}</title><meta name="date" content="{release.date}">'
    body = f"<nav><ul>{links}</ul></nav><main>{paragraphs}</main>"
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def mail(release: Release) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "Press Office <press@office.example>", " ".join(release.title.split())[:200]
    message.set_content(release.text)
    return message.as_bytes()


def _boxed(message: bytes) -> bytes:
    return b"From a@b Thu Jan  1 00:00:00 2021\n" + message.replace(b"\nFrom ", b"\n>From ") + b"\n"


def word(release: Release) -> bytes:
    document, buffer = docx.Document(), io.BytesIO()
    for span in release.paragraphs:
        document.add_paragraph(span.of(release.text))
    document.save(buffer)
    return buffer.getvalue()


def odt(release: Release) -> bytes:
    buffer = io.BytesIO()
    paragraphs = "".join(f"<text:p>{escape(span.of(release.text))}</text:p>" for span in release.paragraphs)
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", f"<office {ODF}>{paragraphs}</office>")
    return buffer.getvalue()


def rtf(release: Release) -> str:
    plain = release.text.encode("ascii", "replace").decode().replace("\\", "/").replace("{", "(").replace("}", ")")
    return "{\\rtf1\\ansi " + plain.replace("\n", "\\par\n") + "}"


def item(release: Release) -> str:
    return (
        f"<item><title>{escape(release.title)}</title><description>{escape(html(release)[-2000:])}</description></item>"
    )


def element(release: Release) -> str:
    return f"<release><title>{escape(release.title)}</title><text>{escape(release.text)}</text></release>"


EACH: dict[str, Callable[[Release], str | bytes]] = {
    "txt": lambda release: release.text,
    "md": lambda release: f"---\ntitle: {json.dumps(release.title)}\n---\n{release.text}",
    "html": html,
    "eml": mail,
    "docx": word,
    "odt": odt,
    "rtf": rtf,
}
FORMATS = (*EACH, "jsonl", "csv", "xml", "rss", "mbox", "zip", "tar.gz", "jsonl.gz")


def packed(name: str, releases: Iterable[Release], folder: Path, size: int = 1 << 62) -> Path:
    """Write the releases in a format below `folder`, `size` bytes of text at most; return the file, or their folder."""
    path = folder / f"releases.{name}"
    some = _limited(releases, size)
    if name in EACH:
        path = folder / name
        path.mkdir()
        for number, release in enumerate(some):
            made = EACH[name](release)
            (path / f"{number}.{name}").write_bytes(made if isinstance(made, bytes) else made.encode())
    elif name in ("jsonl", "jsonl.gz"):
        with gzip.open(path, "wt", 1) if name.endswith("gz") else path.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(fields(release)) + "\n" for release in some)
    elif name == "csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, ["title", "date", "text"])
            writer.writeheader()
            writer.writerows(fields(release) for release in some)
    elif name in ("xml", "rss"):
        inner = "".join(map(element if name == "xml" else item, some))
        path.write_text(f"<r>{inner}</r>" if name == "xml" else f"<rss><channel>{inner}</channel></rss>", "utf-8")
    elif name == "mbox":
        path.write_bytes(b"".join(_boxed(mail(release)) for release in some))
    else:
        _archive(path, some)
    return path


def _limited(releases: Iterable[Release], size: int) -> Iterator[Release]:
    for release in releases:
        size -= len(release.text)
        if size < 0:
            return
        yield release


def _archive(path: Path, releases: Iterator[Release]) -> None:
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for number, release in enumerate(releases):
                archive.writestr(f"{number}.txt", release.text)
        return
    with tarfile.open(path, "w:gz", compresslevel=1) as tar:
        for number, release in enumerate(releases):
            content = release.text.encode()
            entry = tarfile.TarInfo(f"{number}.txt")
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
