"""Patterns of `*` (any run of characters) and `?` (exactly one)."""

from __future__ import annotations

import fnmatch
import re
from functools import lru_cache


@lru_cache(maxsize=256)
def glob(pattern: str, *, part: bool = False) -> re.Pattern[str]:
    """Return what `match`es the strings that a pattern describes; with `part` those that hold such a part, in any case.

    No pattern is slow: what stands behind a `*` is looked for once, never tried again further on.
    """
    written = pattern.replace("[", "[[]")
    if part:
        return re.compile(fnmatch.translate(f"*{written}*"), re.IGNORECASE)
    return re.compile(fnmatch.translate(written))
