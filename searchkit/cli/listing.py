"""Releases and statements as lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from searchkit.answers.heads import with_copies
from searchkit.cli.writing import width, wrapped
from searchkit.lines import one_line

if TYPE_CHECKING:
    from searchkit import Hit, Release, Results, Said, Snippet, Statements


def result_lines(results: Results, cite: bool, head: str = "") -> Iterator[str]:
    """Yield the counts (or another head) and, for each hit, title, date, source, id and passages."""
    yield head if head and results.total else results.counts_line()
    for hit in results:
        yield ""
        yield from hit_lines(hit, cite)


def hit_lines(hit: Hit, cite: bool = False) -> Iterator[str]:
    """Yield one hit."""
    yield click.style(one_line(hit.release.title), bold=True)
    yield click.style(about(hit.release) + with_copies(hit.copies), dim=True)
    columns = width()
    for snippet in hit.snippets:
        yield from _passage(snippet, columns)
    if cite:
        yield click.style(f"  cite: {hit.citation}", dim=True)


def statement_lines(statements: Statements, cite: bool) -> Iterator[str]:
    """Yield the counts and, for each statement, when, who, and the sentence that holds it."""
    yield statements.counts_line()
    for said in statements:
        yield ""
        yield from said_lines(said, cite)


def said_lines(said: Said, cite: bool = False) -> Iterator[str]:
    """Yield one statement."""
    who = one_line(said.speaker) or "somebody"
    cue = f", {one_line(said.snippet.cue)}" if said.snippet.cue else ""
    yield f"{click.style(str(said.date or 'undated'), bold=True)}  {click.style(who, fg='cyan')}{cue}:"
    yield from wrapped(placed(said.snippet), width(), "    ")
    told = f"    {one_line(said.release.title)} · {said.release.id}{with_copies(said.copies)}"
    yield click.style(told, dim=True)
    if cite:
        yield click.style(f"    cite: {said.citation}", dim=True)


def placed(snippet: Snippet) -> str:
    """Return a passage with the page that it stands on, where there are pages."""
    return f"{snippet.render_ansi()} {click.style(snippet.where, dim=True)}" if snippet.where else snippet.render_ansi()


def about(release: Release) -> str:
    """Return date, source and id on one line."""
    return " · ".join(part for part in (str(release.date or "undated"), one_line(release.source), release.id) if part)


def aligned(rows: Iterable[tuple[str, ...]], right: frozenset[int] = frozenset()) -> Iterator[str]:
    """Yield rows with their cells in columns; those numbered in `right` stand at the right."""
    table = list(rows)
    sizes = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = (c.rjust(n) if k in right else c.ljust(n) for k, (c, n) in enumerate(zip(row, sizes, strict=True)))
        yield "  ".join(cells).rstrip()


def _passage(snippet: Snippet, columns: int) -> Iterator[str]:
    if snippet.who:
        speaker = click.style(one_line(snippet.speaker), fg="cyan")
        yield f"  {speaker}{', ' + one_line(snippet.cue) if snippet.cue else ''}:"
    yield from wrapped(placed(snippet), columns, "    ")
