"""Commands about saved searches: `save`, `saved`, `run`, `alerts`."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

import click

import searchkit
from searchkit.answers.heads import counted
from searchkit.cli.completion import complete_query, complete_saved
from searchkit.cli.listing import aligned, hit_lines, result_lines
from searchkit.cli.options import (
    Output,
    Paging,
    color_option,
    filters,
    index_option,
    json_option,
    output,
    paging,
    print_json,
)
from searchkit.cli.writing import note, page, patience, write
from searchkit.plain import FORMAT

if TYPE_CHECKING:
    from searchkit import Alert, Search

NONE_SAVED = "no search is saved: searchkit save NAME QUERY"


@click.command(short_help="Save a query by a name.")
@click.argument("name")
@click.argument("query", nargs=-1, shell_complete=complete_query)
@index_option
@filters
@click.pass_context
def save(ctx: click.Context, name: str, query: tuple[str, ...], index_path: str, filters: dict[str, Any]) -> None:
    """Save QUERY as NAME. What it finds now counts as seen: `alerts` shows what comes later.

    Saved searches lie beside the index and outlive its rebuilding. Saving under the same name replaces the search.

    \b
    searchkit save pipeline 'speaker:lavrov pipeline'
    searchkit save lately tariff --since 30d
    """
    del ctx
    with searchkit.open_index(index_path) as index:
        search = index.save(name, " ".join(query), **filters)
    click.echo(f"saved {search.name}: {counted(len(search.seen), 'release')} now")


@click.command(short_help="List saved searches, or forget one.")
@index_option
@click.option("--remove", metavar="NAME", shell_complete=complete_saved, help="Forget the search of this name.")
@json_option
@click.pass_context
def saved(ctx: click.Context, index_path: str, remove: str | None, as_json: bool) -> None:
    """List the saved searches, or forget one.

    \b
    searchkit saved
    searchkit saved --remove pipeline
    """
    with searchkit.open_index(index_path) as index:
        if remove:
            index.searches.remove(remove)
            click.echo(f"{remove} is forgotten")
            return
        found = list(index.searches)
    if as_json:
        print_json({"format": FORMAT, "kind": "searches", "searches": [search.as_dict() for search in found]})
    elif not found:
        click.echo(NONE_SAVED, err=True)
    else:
        for line in aligned((search.name, f"{len(search.seen):,} seen", _written(search)) for search in found):
            click.echo(line)
    ctx.exit(0 if found else 1)


@click.command(short_help="Show what a saved search finds now.")
@click.argument("name", shell_complete=complete_saved)
@index_option
@click.option(
    "--sort",
    type=click.Choice(["relevance", "date", "oldest"]),
    default="relevance",
    show_default=True,
    help="Best, latest or oldest first.",
)
@paging
@click.option("--dedup/--no-dedup", default=True, help="Show the first of copies only, or all.  [default: first]")
@output
@color_option
@click.pass_context
def run(
    ctx: click.Context,
    name: str,
    index_path: str,
    sort: Literal["relevance", "date", "oldest"],
    paging: Paging,
    dedup: bool,
    output: Output,
) -> None:
    """Show what the saved search NAME finds now.

    \b
    searchkit run pipeline --sort date
    """
    with searchkit.open_index(index_path) as index:
        results = index.run(name, sort=sort, limit=paging.limit, offset=paging.offset, dedup=dedup)
        for told in results.notes:
            note(told)
        write(output, results, lambda: result_lines(results, output.cite))
    ctx.exit(0 if results.total else 1)


@click.command(short_help="Show what is new for saved searches.")
@click.argument("name", required=False, shell_complete=complete_saved)
@index_option
@click.option("--keep/--peek", default=True, help="Take what is shown for seen, or only peek.  [default: keep]")
@click.option("--format", "form", type=click.Choice(["text", "json", "atom"]), default="text", show_default=True)
@color_option
@click.pass_context
def alerts(ctx: click.Context, name: str | None, index_path: str, keep: bool, form: str) -> None:
    """Show what is new for all saved searches, or for NAME, since the last look.

    New is what the index did not hold then, whatever its date. Exit status: 0 news, 1 none; so cron can mail it:

    \b
    searchkit alerts
    searchkit alerts pipeline --peek
    0 7 * * *  searchkit index -q releases/ && searchkit alerts --format atom > alerts.xml
    """
    with searchkit.open_index(index_path) as index:
        with patience("looking"):
            found = list(index.alerts(name, keep=False))
        if form == "json":
            print_json({"format": FORMAT, "kind": "alerts", "alerts": [alert.as_dict() for alert in found]})
        elif form == "atom":
            click.echo(searchkit.atom_feed(found), nl=False)
        else:
            page(_lines(found))
        sys.stdout.flush()  # what nobody could read must not count as seen
        if keep:
            list(index.alerts(name))
    ctx.exit(0 if any(alert.hits for alert in found) else 1)


def _written(search: Search) -> str:
    """Return what follows `searchkit search` so that it finds the same."""
    given = [part for name, value in search.filters.items() for part in (f"--{name}", value)]
    return shlex.join([search.query, *given] if search.query else given)


def _lines(alerts: list[Alert]) -> Iterator[str]:
    if not alerts:
        yield NONE_SAVED
    after_news = False
    for alert in alerts:
        count = len(alert.hits)
        if after_news:
            yield ""
        after_news = bool(count)
        yield (
            f"{click.style(alert.search.name, bold=True)}: {count:,} new"
            if count
            else f"{alert.search.name}: nothing new"
        )
        for hit in alert.hits:
            yield ""
            yield from hit_lines(hit)
