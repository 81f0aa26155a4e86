"""Which format a file has, by its first bytes and its suffix."""

from __future__ import annotations

import csv
import re

SUFFIXES = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".tsv": "csv", ".xml": "xml",
    ".rss": "xml", ".atom": "xml", ".html": "html", ".htm": "html", ".asp": "html", ".aspx": "html", ".php": "html",
    ".xhtml": "html", ".eml": "mail", ".mbox": "mbox", ".rtf": "rtf",
}  # fmt: skip
PASSED_OVER = frozenset({
    ".py", ".js", ".ts", ".css", ".scss", ".less", ".map", ".toml", ".yml", ".yaml", ".ini", ".log", ".png", ".jpg",
    ".jpeg", ".gif", ".svg", ".ico", ".webp", ".avif", ".heic", ".bmp", ".tif", ".tiff", ".mp4", ".mp3", ".m4a",
    ".mov", ".avi", ".mkv", ".webm", ".wav", ".ogg", ".flac", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".exe",
    ".so", ".dll", ".pyc", ".ann", ".lock", ".swp", ".part", ".split", ".download", ".webmanifest",
})  # fmt: skip
"""Suffixes of files that hold no releases."""
ABOUT_FILES = frozenset({
    "readme", "license", "licence", "copying", "contributing", "changelog", "code_of_conduct", "makefile",
    "dockerfile", "requirements", "robots", "sha256sums", "md5sums", "thumbs", "desktop",
})  # fmt: skip
"""Names (without suffix) of files that speak of the files beside them."""
ABOUT_SUFFIXES = frozenset({"", ".md", ".txt", ".rst", ".db"})
HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
XML = re.compile(rb"\s*<(?:\?xml|rss|feed)\b", re.IGNORECASE)
LINE = re.compile(rb'\s*\{.*\}\s*\n\s*\{"')
RECORDS = re.compile(rb'[\[{]\s*(?:"(?:[^"\\\n]|\\.){1,80}"\s*:|\{\s*")')
HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z-]{1,40}: ?[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
MAIL = re.compile(rb"^(?:From|Subject|MIME-Version|Received|Message-ID):", re.IGNORECASE | re.MULTILINE)
MAGIC = (
    (b"%PDF-", "pdf"), (b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"), (b"\xfd7zXZ\0", "xz"),
    (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"{\\rtf", "rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!", "rar"),
    (b"\x89PNG", "picture"), (b"\xff\xd8\xff", "picture"), (b"GIF8", "picture"), (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
)  # fmt: skip
MAGICS = tuple(magic for magic, _ in MAGIC)
COLUMN = re.compile(r"[^\W\d][\w.:-]{0,40}")
SEPARATORS = ",;\t|"
JUNK = 1024
"""A PDF may have so many bytes before its own first ones."""


def detect(head: bytes, name: str) -> str:
    """Return the format of a file that begins with `head` (4 KB are enough) and is called `name`; "text" at last.

    The bytes decide where they are plain about it, the suffix otherwise.
    """
    if head.startswith(MAGICS):
        return next(kind for magic, kind in MAGIC if head.startswith(magic))
    if head[257:262] == b"ustar":
        return "tar"
    dot = name.rfind(".")
    suffix = name[dot:].lower() if dot > 0 else ""
    if suffix == ".txt":
        return "text"
    if suffix in (".md", ".markdown"):
        return "markdown"
    if suffix == ".pdf" and b"%PDF-" in head[:JUNK]:
        return "pdf"
    return _by_content(head, suffix) or SUFFIXES.get(suffix) or _unnamed(head)


def passed_over(name: str) -> str:
    """Return what to call a file that by its name holds no release, its suffix or its name; "" for one to read."""
    dot = name.rfind(".")
    stem, suffix = (name[:dot], name[dot:].lower()) if dot > 0 else (name, "")
    if suffix in PASSED_OVER:
        return suffix
    return name if suffix in ABOUT_SUFFIXES and stem.lower() in ABOUT_FILES else ""


def suffix_of(head: bytes) -> str:
    """Return a suffix for a file that begins with `head`, "" where its bytes tell its format without one."""
    kind = detect(head, "")
    return next((suffix for suffix, known in [*SUFFIXES.items(), (".txt", "text")] if known == kind), "")


def _by_content(head: bytes, suffix: str) -> str:
    begin = head[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    if begin[:1] == b"<":
        if HTML.match(begin):
            return "html"
        if XML.match(begin):
            return "html" if b"<html" in head.lower() else "xml"
    return "jsonl" if suffix == ".json" and begin[:1] == b"{" and LINE.match(head) else ""


def _unnamed(head: bytes) -> str:
    """Return the format of a file whose name does not tell it."""
    begin = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if begin[:1] in b"{[" and RECORDS.match(begin):
        one_a_line = begin[:2] == b'{"' and (LINE.match(begin) or b"\n" not in begin.rstrip())
        return "jsonl" if one_a_line else "json"
    if head.startswith(b"From ") and b"\nFrom: " in head:
        return "mbox"
    if _is_table(begin):
        return "csv"
    header = HEADER.match(begin)
    return "mail" if header and len(set(map(bytes.lower, MAIL.findall(header[0])))) > 1 else "text"


def _is_table(begin: bytes) -> bool:
    """Return whether rows of three columns or more stand under a header of single words that differ."""
    lines = begin.decode("latin-1").splitlines()
    header = lines[0] if lines else ""
    separator = max(SEPARATORS, key=header.count)
    if header.count(separator) < 2:
        return False
    try:
        names, *rows = csv.reader((f"{line}\n" for line in lines[:-1] if "\0" not in line), delimiter=separator)
    except (ValueError, csv.Error):
        return False
    columns = {name.strip().lower() for name in names}
    whole = len(columns) == len(names) > 2 and all(map(COLUMN.fullmatch, columns))
    return whole and bool(rows) and len(rows[0]) == len(names)
