"""The command `show`: one release, with its statements marked."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import click

import searchkit
from searchkit.cli.options import index_option, json_option, print_json

if TYPE_CHECKING:
    from searchkit import Release, Statement


@click.command()
@click.argument("release_id", metavar="ID")
@index_option
@json_option
def show(release_id: str, index_path: str, as_json: bool) -> None:
    """Show the release ID (or the beginning of one) with who says what in it.

    Numbers in brackets stand before what was said; below the text stands who said it and how that was found.
    """
    with searchkit.open_index(index_path) as index:
        shown = index.show(release_id)
    if as_json:
        print_json(shown.as_dict())
        return
    _print_head(shown.release)
    click.echo(_marked(shown.release, shown.statements))
    width = shutil.get_terminal_size((100, 24)).columns
    for number, statement in enumerate(shown.statements, 1):
        click.echo(f"[{number}] {_evidence(shown.release, statement)}"[: max(width, 60)])


def _print_head(release: Release) -> None:
    click.secho(release.title, bold=True)
    date = f"{release.date} ({release.date_origin})" if release.date else "undated"
    click.echo(" · ".join(part for part in (date, release.source, release.place, release.id) if part))
    for place in release.places or (release.path,):
        click.echo(f"  {place}")
    if release.url:
        click.echo(f"  {release.url}")
    click.echo()


def _marked(release: Release, statements: list[Statement]) -> str:
    """Return the text with [n] before each content and colour over it (click drops colour in a pipe)."""
    spans = sorted((span, n) for n, statement in enumerate(statements, 1) for span in statement.content)
    parts: list[str] = []
    at = 0
    for span, number in spans:
        start = max(at, span.start)
        parts += [release.text[at:start], click.style(f"[{number}]", dim=True)]
        parts.append(click.style(release.text[start : span.end], fg="cyan") if start < span.end else "")
        at = max(at, span.end)
    return "".join(parts) + release.text[at:] + "\n"


def _evidence(release: Release, statement: Statement) -> str:
    who = ", ".join(speaker.name for speaker in statement.speakers) or "?"
    cue = f"“{_line(statement.cue.of(release.text))}”" if statement.cue else "no cue"
    source = f"“{_line(statement.source.of(release.text))}”, " if statement.source else ""
    found = f"{statement.type}, {source}{cue}, by {statement.resolution}, {statement.confidence:.0%}"
    return f"{who} ({found}): {_line(statement.words(release.text))}"


def _line(text: str) -> str:
    return " ".join(text.split())
