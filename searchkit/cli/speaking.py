"""The command `speakers`: who speaks in the index, how often, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

import searchkit
from searchkit.cli.options import color_option, index_option, json_option, print_json

if TYPE_CHECKING:
    from searchkit import Person
    from searchkit.index.opened import SpeakerOrder


@click.command(short_help="List who speaks, how often, first and last.")
@click.argument("name", required=False)
@index_option
@click.option(
    "-n", "--limit", default=30, show_default=True, type=click.IntRange(0), metavar="N", help="How many; 0 for all."
)
@click.option(
    "--sort",
    type=click.Choice(["statements", "name", "first", "last"]),
    default="statements",
    show_default=True,
    help="Who comes first.",
)
@json_option
@color_option
@click.pass_context
def speakers(
    ctx: click.Context, name: str | None, index_path: str, limit: int, sort: SpeakerOrder, as_json: bool
) -> None:
    """List who speaks, how often, first and last; with NAME, the people it fits.

    \b
    searchkit speakers
    searchkit speakers lavrov
    searchkit speakers --sort last -n 10
    """
    with searchkit.open_index(index_path) as index:
        found = index.speakers(name, limit=limit or None, sort=sort)
        near = index.speaker_suggestions(name) if name and not found else []
    if as_json:
        print_json({"format": 1, "speakers": [speaker.as_dict() for speaker in found]})
    elif name:
        for speaker in found:
            _print_person(speaker)
    else:
        _print_table(found)
    if not found:
        told = f"no speaker fits “{name}”" if name else "nobody speaks in this index"
        click.echo(f"{told}; did you mean {' or '.join(near)}?" if near else told, err=True)
        ctx.exit(1)


def _print_table(found: list[Person]) -> None:
    click.echo(f"{'statements':>10} {'releases':>8}  {'first':10}  {'last':10}  name")
    for speaker in found:
        role = f", {speaker.role}" if speaker.role else ""
        first, last = str(speaker.first or "–"), str(speaker.last or "–")
        click.echo(f"{speaker.statements:>10,} {speaker.releases:>8,}  {first:10}  {last:10}  {speaker.name}{role}")


def _print_person(speaker: Person) -> None:
    click.secho(speaker.name, bold=True)
    click.echo(f"  {speaker.statements:,} statements in {speaker.releases:,} releases, id #{speaker.id}")
    if speaker.first:
        click.echo(f"  from {speaker.first} to {speaker.last}")
    for role in speaker.roles:
        click.echo(f"  role: {role.name} ({role.first or '–'} to {role.last or '–'})")
    if speaker.aliases:
        click.echo(f"  also: {', '.join(speaker.aliases)}")
