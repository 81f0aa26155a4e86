"""Which format a file has, by its first bytes and its suffix."""

from __future__ import annotations

import re

SUFFIXES = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".tsv": "csv", ".xml": "xml",
    ".rss": "xml", ".atom": "xml", ".html": "html", ".htm": "html", ".asp": "html", ".aspx": "html", ".php": "html",
    ".eml": "mail", ".mbox": "mbox", ".rtf": "rtf",
}  # fmt: skip
IGNORED = frozenset(
    [
        ".py",
        ".js",
        ".css",
        ".toml",
        ".yml",
        ".yaml",
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".svg",
        ".ico",
        ".mp4",
        ".mp3",
        ".woff",
        ".woff2",
        ".exe",
        ".so",
        ".pyc",
        ".ann",
    ]
)
HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
XML = re.compile(rb"\s*<(?:\?xml|rss|feed)\b", re.IGNORECASE)
LINE = re.compile(rb'\s*\{.*\}\s*\n\s*\{"')
MAGIC = ((b"%PDF-", "pdf"), (b"\x1f\x8b", "gzip"), (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"{\\rtf", "rtf"))


def detect(head: bytes, name: str) -> str:
    """Return the format of a file that begins with `head` (4 KB are enough) and is called `name`; "text" at last.

    The bytes decide where they are plain about it, the suffix otherwise.
    """
    for magic, kind in MAGIC:
        if head.startswith(magic):
            return kind
    if head[257:262] == b"ustar":
        return "tar"
    dot = name.rfind(".")
    suffix = name[dot:].lower() if dot > 0 else ""
    if suffix in (".txt", ".md", ".markdown"):
        return "text"
    begin = head[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    if begin[:1] == b"<":
        if HTML.match(begin):
            return "html"
        if XML.match(begin):
            return "html" if b"<html" in head.lower() else "xml"
    if suffix == ".json" and begin[:1] == b"{" and LINE.match(head):
        return "jsonl"
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    if begin[:2] == b'{"':
        return "jsonl"
    if begin.startswith(b"From ") and b"\nFrom: " in head:
        return "mbox"
    return "text"
