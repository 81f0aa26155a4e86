"""Where the pages of the original begin in the shown text."""

from __future__ import annotations

from searchkit.model import Release

FEED = "\f"
MARK = "\ue000"
"""Stands at a page's beginning while the text is put in order."""
KEY = "page_starts"


def marked(text: str) -> str:
    """Return the text with a mark before the first word of each page but the first."""
    first, *pages = text.replace(MARK, "").split(FEED)
    return "".join([first, *(page if not page.strip() else _marked(page) for page in pages)])


def _marked(page: str) -> str:
    words = page.lstrip()
    return f"{page[: len(page) - len(words)]}{MARK}{words}"


def unmarked(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the text without the marks, and the offsets where they stood."""
    parts = text.split(MARK)
    starts, size = [], 0
    for part in parts[:-1]:
        size += len(part)
        starts.append(size)
    return "".join(parts), tuple(starts)


def page_starts(release: Release) -> list[int]:
    """Return where each page begins in the shown text, the first at 0; none where the original has no pages."""
    return list(map(int, release.metadata.get(KEY, "").split()))
