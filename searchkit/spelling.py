"""The nearest right spelling."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, choices: Iterable[str]) -> str:
    """Return the choice that is spelled most like `word`, "" where none is alike."""
    import difflib  # noqa: PLC0415 – needed only to explain an error

    found = difflib.get_close_matches(word, list(choices), n=1, cutoff=0.6)
    return found[0] if found else ""
