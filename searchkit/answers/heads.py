"""What stands at the head of an answer: counts in words, and what names a release."""

from __future__ import annotations

from typing import Any

from searchkit.model import Release


def counted(number: int, noun: str, nouns: str = "") -> str:
    """Return a number with its noun: "1 release", "1,204 releases"; `nouns` where an "s" does not make it several."""
    return f"{number:,} {noun if number == 1 else nouns or f'{noun}s'}"


def with_copies(copies: int) -> str:
    """Return what is said of the copies that a release stands for; nothing where there are none."""
    return f" · +{counted(copies, 'copy', 'copies')}" if copies else ""


def head_of(release: Release) -> dict[str, Any]:
    """Return what names a release, as JSON data: all but its text and what points into it."""
    made = release.as_dict()
    for bulky in ("text", "zones", "paragraphs"):
        del made[bulky]
    return made
