"""The number of a release."""

from __future__ import annotations

import datetime as dt
import hashlib


def release_id(title: str, date: dt.date | None, source: str, text: str) -> str:
    """Return 16 hex digits of BLAKE2b over title, date, source and text, each preceded by its length."""
    made = hashlib.blake2b(digest_size=8)
    for part in (title, date.isoformat() if date else "", source, text):
        content = part.encode("utf-8", "surrogatepass")
        made.update(len(content).to_bytes(8, "little"))
        made.update(content)
    return made.hexdigest()
