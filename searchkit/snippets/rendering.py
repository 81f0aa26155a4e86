"""A passage and its highlights as text, terminal text and HTML: always on one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from searchkit.lines import flat, one_line
from searchkit.spans import Span

BRIGHT, NORMAL = "\x1b[1;33m", "\x1b[0m"


def as_plain(text: str, cut_before: bool = False, cut_after: bool = False) -> str:
    """Return the passage, with "…" where it was cut."""
    return _cut(one_line(text), cut_before, cut_after)


def as_ansi(text: str, highlights: Iterable[Span], cut_before: bool = False, cut_after: bool = False) -> str:
    """Return the passage with the highlights in colour."""
    parts = (f"{BRIGHT}{flat(part)}{NORMAL}" if lit else flat(part) for part, lit in _pieces(text, highlights))
    return _cut("".join(parts).strip(), cut_before, cut_after)


def as_html(text: str, highlights: Iterable[Span], cut_before: bool = False, cut_after: bool = False) -> str:
    """Return the passage escaped, the highlights in `<mark>`."""
    parts = (f"<mark>{_escaped(part)}</mark>" if lit else _escaped(part) for part, lit in _pieces(text, highlights))
    return _cut("".join(parts).strip(), cut_before, cut_after)


def _pieces(text: str, highlights: Iterable[Span]) -> Iterator[tuple[str, bool]]:
    at = 0
    for start, end in highlights:
        yield text[at:start], False
        yield text[start:end], True
        at = end
    yield text[at:], False


def _escaped(text: str) -> str:
    made = flat(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return made.replace('"', "&quot;").replace("'", "&#x27;")


def _cut(text: str, before: bool, after: bool) -> str:
    return f"{'… ' if before else ''}{text}{' …' if after else ''}"
