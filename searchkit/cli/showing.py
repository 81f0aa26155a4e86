"""The command `show`: one release, with its statements marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

import click

import searchkit
from searchkit.cli.listing import about, placed
from searchkit.cli.options import color_option, index_option, json_option, print_json
from searchkit.cli.writing import note, page, patience, width, wrapped
from searchkit.lines import one_line
from searchkit.plain import FORMAT
from searchkit.releases.pages import page_starts
from searchkit.spans import Span

if TYPE_CHECKING:
    from searchkit import Release, Statement
    from searchkit.index.shown import Shown

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@click.command(short_help="Show a release with who says what in it.")
@click.argument("release_id", metavar="ID")
@index_option
@click.option("--at", metavar="OFFSET", help="Only the sentences at a character, or at START-END.")
@json_option
@click.option("--pager/--no-pager", default=True, help="Show it page by page on a terminal ($PAGER).  [default: yes]")
@color_option
def show(release_id: str, index_path: str, at: str | None, as_json: bool, pager: bool) -> None:
    """Show the release ID (or the beginning of one) with who says what in it.

    Numbers in brackets stand before what was said; below the text stands who said it and how that was found. A
    citation, as `--cite` prints it, is an ID too: it shows the place that is cited.

    \b
    searchkit show 60978b3c
    searchkit show 60978b3c --at 796
    searchkit show '60978b3cd03fa101@796-1047 g000001.1 speaker:lavrov pipeline'
    """
    cited = searchkit.Citation.read(release_id) if "@" in release_id else None
    if cited:
        at = at or f"{cited.span.start}-{cited.span.end}"
    with searchkit.open_index(index_path) as index:
        shown = index.show(cited.release if cited else release_id)
        if cited and cited.commit and cited.commit != index.commit:
            note(f"the index was at {cited.commit} and is at {index.commit}: the query may find more now")
    if at is not None:
        _show_place(shown, at, as_json)
    elif as_json:
        print_json(shown.as_dict())
    else:
        page(_lines(shown), pager)


@click.command(short_help="Say who says what in a text.")
@click.argument("file", type=click.File(encoding="utf-8", errors="replace"))
@click.option("--title", default="", metavar="TEXT", help="Its headline, where that does not stand in the text.")
@click.option("--source", default="", metavar="NAME", help="Who issued it.")
@json_option
@color_option
@click.pass_context
def attribute(ctx: click.Context, file: TextIO, title: str, source: str, as_json: bool) -> None:
    """Say who says what in the text FILE (- for standard input), which need not be in any index.

    \b
    searchkit attribute statement.txt
    pbpaste | searchkit attribute - --json
    """
    text = file.read()
    with patience("reading"):
        statements = searchkit.attribute(text, title, source=source)
    if as_json:
        print_json({"format": FORMAT, "kind": "attribution", "statements": [s.as_dict(text) for s in statements]})
    columns = width()
    for number, statement in enumerate(statements if not as_json else (), 1):
        for line in wrapped(f"[{number}] {_evidence(text, statement)}", columns, ""):
            click.echo(line)
    if not statements:
        click.echo("nobody is reported to say anything", err=True)
        ctx.exit(1)


def _show_place(shown: Shown, at: str, as_json: bool) -> None:
    match = re.fullmatch(r"(\d+)(?:-(\d+))?", at)
    if match is None or int(match[1]) >= len(shown.release.text):
        raise click.BadParameter(
            f"{at!r} is no place in it: give a character from 0 to {len(shown.release.text) - 1}, or START-END",
            param_hint="--at",
        )
    passage = shown.passage(int(match[1]), int(match[2]) if match[2] else None)
    if as_json:
        print_json(passage.as_dict())
        return
    click.secho(one_line(shown.release.title), bold=True)
    click.secho(about(shown.release), dim=True)
    if passage.who:
        click.echo(f"  {one_line(passage.who)}:")
    for line in wrapped(placed(passage), width(), "    "):
        click.echo(line)


def _lines(shown: Shown) -> Iterator[str]:
    release = shown.release
    yield click.style(one_line(release.title), bold=True)
    date = f"{release.date} ({release.date_origin})" if release.date else "undated"
    yield " · ".join(one_line(part) for part in (date, release.source, release.place, release.id) if part)
    for place in release.places or (release.path,):
        yield f"  {one_line(place)}"
    if release.url:
        yield f"  {one_line(release.url)}"
    for copy in shown.copies:
        known = (str(copy.date or "undated"), copy.source, copy.id, copy.place)
        yield f"  copy: {' · '.join(one_line(part) for part in known if part)}"
    yield ""
    columns = width()
    for paragraph in _marked(release, shown.statements).split("\n"):
        yield from wrapped(paragraph, columns, "")
    for number, statement in enumerate(shown.statements, 1):
        yield from wrapped(f"[{number}] {_evidence(release.text, statement)}", columns, "")


def _marked(release: Release, statements: list[Statement]) -> str:
    """Return the text with [n] before each content and colour over it (click drops colour in a pipe).

    Where a page of the original begins, but for the first, stands [p. n].
    """
    spans = [(span, f"[{n}]") for n, statement in enumerate(statements, 1) for span in statement.content]
    spans += [(Span(start, start), f"[p. {n}] ") for n, start in enumerate(page_starts(release), 1) if n > 1]
    text = _CONTROL.sub(" ", release.text)
    parts: list[str] = []
    at = 0
    for span, mark in sorted(spans):
        start = max(at, span.start)
        parts += [text[at:start], click.style(mark, dim=True)]
        parts.append(click.style(text[start : span.end], fg="cyan") if start < span.end else "")
        at = max(at, span.end)
    return "".join(parts) + text[at:] + "\n"


def _evidence(text: str, statement: Statement) -> str:
    who = one_line(", ".join(speaker.name for speaker in statement.speakers)) or "?"
    cue = f"“{one_line(statement.cue.of(text))}”" if statement.cue else "no cue"
    source = f"“{one_line(statement.source.of(text))}”, " if statement.source else ""
    found = f"{statement.type}, {source}{cue}, by {statement.resolution}, {statement.confidence:.0%}"
    return f"{who} ({found}): {one_line(statement.words(text))}"
