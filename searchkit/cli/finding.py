"""Commands that look from one finding to others: `similar`, `compare`, `words`."""

from __future__ import annotations

from typing import Any

import click

import searchkit
from searchkit.cli.charts import comparison_lines, word_lines
from searchkit.cli.completion import complete_query, complete_speaker
from searchkit.cli.listing import result_lines
from searchkit.cli.options import (
    Output,
    Paging,
    color_option,
    filters,
    forms,
    index_option,
    output,
    paging,
    since_option,
    source_option,
    until_option,
)
from searchkit.cli.writing import note, patience, write
from searchkit.lines import one_line


@click.command(short_help="Show the releases most like one.")
@click.argument("release_id", metavar="ID")
@index_option
@paging
@output
@color_option
@click.pass_context
def similar(ctx: click.Context, release_id: str, index_path: str, paging: Paging, output: Output) -> None:
    """Show the releases most like the release ID (or the beginning of one).

    \b
    searchkit similar 60978b3c
    searchkit similar 60978b3c -n 3 --format markdown
    """
    with searchkit.open_index(index_path) as index:
        results = index.similar(release_id, limit=paging.limit, offset=paging.offset)
        like = one_line(index.show(release_id).release.title)
        write(output, results, lambda: result_lines(results, output.cite, f"Most like “{like}”:"))
    ctx.exit(0 if results.total else 1)


@click.command(short_help="Show what several people said, side by side.")
@click.argument("speakers", nargs=-1, required=True, metavar="SPEAKER...", shell_complete=complete_speaker)
@click.option("--on", "topic", default="", metavar="QUERY", help="What they speak of; everything where it is left out.")
@index_option
@since_option
@until_option
@source_option
@click.option(
    "-n", "--limit", default=20, show_default=True, type=click.IntRange(0), metavar="N", help="Of each; 0 for all."
)
@output
@color_option
@click.pass_context
def compare(
    ctx: click.Context,
    speakers: tuple[str, ...],
    topic: str,
    index_path: str,
    since: str | None,
    until: str | None,
    source: str | None,
    limit: int,
    output: Output,
) -> None:
    """Show what each SPEAKER said of a topic, side by side in time.

    \b
    searchkit compare lavrov qureshi --on 'gas pipeline'
    searchkit compare obama mccain --on iraq --since 2006 --until 2007
    """
    with searchkit.open_index(index_path) as index, patience("comparing"):
        comparison = index.compare(speakers, topic, since=since, until=until, source=source, limit=limit or None)
        for side in comparison.sides:
            for told in side.notes:
                note(told)
    write(output, comparison, lambda: comparison_lines(comparison, output.cite))
    ctx.exit(0 if any(side.statements for side in comparison.sides) else 1)


@click.command(short_help="Show the words that tell statements from others.")
@click.argument("query", nargs=-1, shell_complete=complete_query)
@index_option
@filters
@click.option("-n", "--limit", default=20, show_default=True, type=click.IntRange(1), metavar="N", help="Of each kind.")
@forms
@color_option
@click.pass_context
def words(
    ctx: click.Context, query: tuple[str, ...], index_path: str, filters: dict[str, Any], limit: int, output: Output
) -> None:
    """Show the words and phrases that the statements which answer hold more often than all others do.

    For each: in how many of these statements it stands, in how many of the whole index, and the log-likelihood ratio.

    \b
    searchkit words --speaker lavrov --since 2021
    searchkit words 'speaker:obama katrina'
    """
    with searchkit.open_index(index_path) as index, patience("reading statements"):
        found = index.distinctive(" ".join(query), limit=limit, **filters)
    for told in found.notes:
        note(told)
    write(output, found, lambda: word_lines(found))
    ctx.exit(0 if found.words or found.phrases else 1)
