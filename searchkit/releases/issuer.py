"""Whose release it is, where its metadata do not say: from the path."""

from __future__ import annotations

import re

CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
LETTERS = re.compile(r"[^\W\d_]+")


def issuer_of_path(place: str) -> str:
    """Return the folder's name where the file's own name repeats it ("Obama/10Apr2007Obama430.txt"); else ""."""
    folder, _, name = place.rpartition("/")
    issuer = folder.rpartition("/")[2]
    if len(issuer) < 3 or not LETTERS.fullmatch(issuer) or issuer not in name:
        return ""
    stem = name.partition(".")[0]
    return CAMEL.sub(" ", issuer) if any(char.isdigit() for char in stem) else ""
