"""The command `search`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

import searchkit
from searchkit.cli.options import index_option, json_option, print_json

if TYPE_CHECKING:
    from searchkit import Hit, Results


@click.command()
@click.argument("query", nargs=-1, required=True)
@index_option
@click.option("--speaker", metavar="NAME", help="Only what this person is reported to have said.")
@click.option("--since", metavar="DATE", help="First day (a day, month, year, or “last month”).")
@click.option("--until", metavar="DATE", help="Last day, month or year.")
@click.option("--source", metavar="NAME", help="Only releases of this issuer.")
@click.option("--sort", type=click.Choice(["relevance", "date"]), default="relevance", show_default=True)
@click.option("-n", "--limit", default=10, show_default=True, type=click.IntRange(0), help="Releases to show.")
@click.option("--offset", default=0, type=click.IntRange(0), metavar="N", help="Leave out the first N.")
@json_option
@click.pass_context
def search(
    ctx: click.Context,
    query: tuple[str, ...],
    index_path: str,
    speaker: str | None,
    since: str | None,
    until: str | None,
    source: str | None,
    sort: str,
    limit: int,
    offset: int,
    as_json: bool,
) -> None:
    """Show the releases that answer QUERY, best first, with the sentences that match and who said them.

    \b
    searchkit search '"gas pipeline"'
    searchkit search 'speaker:lavrov pipeline' --since 2021-04
    searchkit search 'said:(vaccine) -speaker:qureshi' --sort date
    """
    with searchkit.open_index(index_path) as index:
        results = index.search(
            " ".join(query),
            speaker=speaker,
            since=since,
            until=until,
            source=source,
            sort=sort,
            limit=limit,
            offset=offset,
        )
        if as_json:
            print_json(results.as_dict())
        else:
            _print_results(results)
    ctx.exit(0 if results.total else 1)


def _print_results(results: Results) -> None:
    for note in results.notes:
        click.echo(f"note: {note}", err=True)
    click.echo(results.counts_line())
    for hit in results:
        click.echo()
        _print_hit(hit)


def _print_hit(hit: Hit) -> None:
    release = hit.release
    click.secho(release.title, bold=True)
    click.secho(" · ".join(p for p in (str(release.date or "undated"), release.source, release.id) if p), dim=True)
    for snippet in hit.snippets:
        if snippet.speaker:
            click.echo(f"  {click.style(snippet.speaker, fg='cyan')}{', ' + snippet.cue if snippet.cue else ''}:")
        click.echo(f"    {snippet.render_ansi()}")
