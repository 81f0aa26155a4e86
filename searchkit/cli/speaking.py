"""The command `speakers`: who speaks in the index, how often, and when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

import searchkit
from searchkit.answers.heads import counted
from searchkit.cli.charts import NUMBERS, month_lines
from searchkit.cli.listing import aligned
from searchkit.cli.options import Output, color_option, forms, index_option
from searchkit.cli.writing import write
from searchkit.lines import one_line

if TYPE_CHECKING:
    from searchkit import Index, Person
    from searchkit.index.opened import SpeakerOrder

MOST_ROLES, MOST_ALIASES = 8, 12
_WITH_MONTHS = 5
"""Of how many of the people whom a name fits the months are counted."""


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
@forms
@color_option
@click.pass_context
def speakers(
    ctx: click.Context, name: str | None, index_path: str, limit: int, sort: SpeakerOrder, output: Output
) -> None:
    """List who speaks, how often, first and last; with NAME, the people it fits: names, roles, statements a month.

    \b
    searchkit speakers
    searchkit speakers lavrov
    searchkit speakers --sort last -n 10
    searchkit speakers -n 0 --format csv > speakers.csv
    """
    with searchkit.open_index(index_path) as index:
        found = index.speakers(name, limit=limit or None, sort=sort)
        near = index.speaker_suggestions(name) if name and not found else []
        write(output, found, lambda: _lines_of_each(index, found) if name else _rows(found))
    if not found:
        told = f"no speaker fits “{name}”" if name else "nobody speaks in this index"
        click.echo(f"{told}; did you mean {' or '.join(near)}?" if near else told, err=True)
        ctx.exit(1)


def _rows(found: list[Person]) -> Iterator[str]:
    if not found:
        return
    rows = [("statements", "releases", "first", "last", "name")]
    for person in found:
        role = f", {one_line(person.role)}" if person.role else ""
        ends = (str(person.first or "–"), str(person.last or "–"))
        rows.append((f"{person.statements:,}", f"{person.releases:,}", *ends, one_line(person.name) + role))
    yield from aligned(rows, NUMBERS)


def _lines_of_each(index: Index, found: list[Person]) -> Iterator[str]:
    for place, person in enumerate(found):
        yield from about_person(person)
        if place < _WITH_MONTHS:
            yield "  statements a month:"
            months = index.timeline(f"speaker:#{person.id}", dedup=False)
            yield from (f"    {line}" for line in month_lines(months))


def about_person(person: Person) -> Iterator[str]:
    """Yield who somebody is: counts, dates, the commonest roles and other names."""
    yield click.style(one_line(person.name), bold=True)
    counts = f"{counted(person.statements, 'statement')} in {counted(person.releases, 'release')}"
    yield f"  {counts}, id #{person.id}"
    if person.first:
        yield f"  from {person.first} to {person.last}"
    for role in person.roles[:MOST_ROLES]:
        yield f"  role: {one_line(role.name)} ({role.first or '–'} to {role.last or '–'})"
    if (more := len(person.roles) - MOST_ROLES) > 0:
        yield f"  … and {counted(more, 'more role')}: --json lists all"
    if person.aliases:
        left = len(person.aliases) - MOST_ALIASES
        others = f" and {left:,} more" if left > 0 else ""
        yield f"  also: {', '.join(map(one_line, person.aliases[:MOST_ALIASES]))}{others}"
