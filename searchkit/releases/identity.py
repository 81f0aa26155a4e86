"""The number of a release."""

from __future__ import annotations

import datetime as dt
import hashlib


def release_id(title: str, date: dt.date | None, source: str, text: str) -> str:
    """Return 16 hex digits of BLAKE2b over title, date, source and text, each preceded by its length."""
    parts: list[bytes] = []
    for part in (title, date.isoformat() if date else "", source, text):
        content = part.encode("utf-8", "surrogatepass")
        parts += (len(content).to_bytes(8, "little"), content)
    return hashlib.blake2b(b"".join(parts), digest_size=8).hexdigest()
