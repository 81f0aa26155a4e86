"""The command `search`: releases, statements, counts, all from one query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import click

import searchkit.query
from searchkit import cli
from searchkit.cli.listing import result_lines, statement_lines
from searchkit.cli.options import (
    Output,
    Paging,
    bundled,
    color_option,
    filters,
    index_option,
    offers,
    output,
    paging,
    print_json,
)
from searchkit.cli.writing import note, patience, write

if TYPE_CHECKING:
    from searchkit import Index, Results, Statements

Sort = Literal["relevance", "date", "oldest"]


@dataclass(frozen=True, slots=True)
class Mode:
    """What to make of the answer; at most one of them."""

    statements: bool
    count: bool
    facets: str | None
    timeline: bool
    by: str
    plot: Path | None
    group_by: str | None
    explain: bool

    def __post_init__(self) -> None:
        asked = {
            "--statements": self.statements,
            "--count": self.count and not self.statements,
            "--facets": self.facets is not None,
            "--timeline": self.timeline or self.plot is not None,
            "--group-by": self.group_by is not None,
            "--explain": self.explain,
        }
        chosen = [name for name, on in asked.items() if on]
        if len(chosen) > 1:
            raise click.UsageError(f"{' and '.join(chosen)} are different answers: ask for one of them")


mode = bundled(
    "mode",
    Mode,
    statements=click.option("--statements", is_flag=True, help="Show statements: who, when, what."),
    count=click.option(
        "--count", is_flag=True, help="Print only how many (of releases, or with --statements of them)."
    ),
    facets=click.option(
        "--facets",
        metavar="FIELDS",
        shell_complete=offers("facets"),
        help="Count by speaker, source, place, lang, year, month (a,b).",
    ),
    timeline=click.option("--timeline", is_flag=True, help="Releases and statements over time, as bars."),
    by=click.option("--by", type=click.Choice(["month", "year"]), default="month", help="The step of the timeline."),
    plot=click.option(
        "--plot",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="Draw the timeline into FILE, by its suffix as SVG or PNG.",
    ),
    group_by=click.option("--group-by", type=click.Choice(["speaker"]), help="Who says it, how often, first and last."),
    explain=click.option("--explain", is_flag=True, help="Only say how the query is understood: in words and as JSON."),
)


@click.command(short_help="Find releases, statements, counts, timelines.")
@click.argument("query", nargs=-1, shell_complete=offers("query"))
@index_option
@filters
@click.option(
    "--sort",
    type=click.Choice(["relevance", "date", "oldest"]),
    help="Best, latest or oldest first.  [default: relevance; date with --statements]",
)
@paging
@click.option(
    "--dedup/--no-dedup", default=True, help="Show and count the first of copies only, or all.  [default: first]"
)
@mode
@output
@color_option
@click.pass_context
def search(
    ctx: click.Context,
    query: tuple[str, ...],
    index_path: str,
    filters: dict[str, Any],
    sort: Sort | None,
    paging: Paging,
    dedup: bool,
    mode: Mode,
    output: Output,
) -> None:
    """Show the releases that answer QUERY, best first, with the sentences that match and who said them.

    Put -- before a query that begins with a minus. Exit status: 0 found, 1 nothing found, 2 error.

    \b
    tax cut  "tax cut"  tax OR duty  -tax  immigra*   words, a phrase, either…
    speaker:lavrov  said:(gas)  cue:denied            who says it, and how
    sentence:(tax cut)  title:tariff  source:senate   where it stands
    date:2021-04..2021-05  since:2021                 when

    \b
    searchkit search '"gas pipeline"'
    searchkit search 'speaker:lavrov pipeline' --since 2021-04
    searchkit search --statements --sort oldest 'said:(vaccine)'
    searchkit search --timeline --plot katrina.svg katrina
    searchkit search --facets speaker,year '"estate tax"'
    searchkit search --format csv -n 0 'type:direct tariff' > tariff.csv
    searchkit search -- -speaker:qureshi pipeline
    """
    text = " ".join(query)
    if mode.explain:
        _explain(text, filters, output)
        return
    with searchkit.open_index(index_path) as index:
        if mode.timeline or mode.plot:
            found = _timeline(index, text, filters, dedup, mode, output)
        elif mode.facets is not None:
            facets = index.facets(text, _fields(mode.facets), limit=paging.limit, dedup=dedup, **filters)
            write(output, facets, lambda: cli.charts.facet_lines(facets))
            found = facets.total
        elif mode.group_by:
            groups = index.by_speaker(text, limit=paging.limit, dedup=dedup, **filters)
            write(output, groups, lambda: cli.charts.group_lines(groups))
            found = groups.statements
        else:
            found = _listed(index, text, filters, sort, paging, dedup, mode, output)
    ctx.exit(0 if found else 1)


def _listed(
    index: Index,
    text: str,
    filters: dict[str, Any],
    sort: Sort | None,
    paging: Paging,
    dedup: bool,
    mode: Mode,
    output: Output,
) -> int:
    answer: Results | Statements
    if mode.statements:
        answer = statements = index.statements(
            text, sort=sort or "date", limit=paging.limit, offset=paging.offset, dedup=dedup, **filters
        )
        as_text: Iterable[str] = statement_lines(statements, output.cite)
    else:
        answer = results = index.search(
            text, sort=sort or "relevance", limit=paging.limit, offset=paging.offset, dedup=dedup, **filters
        )
        as_text = result_lines(results, output.cite)
    for told in answer.notes:
        note(told)
    if mode.count:
        _counts(answer, output)
    else:
        write(output, answer, lambda: as_text)
    for line in () if answer.total else answer.help.lines(speakers=False):
        click.echo(f"  {line}", err=True)
    if output.form == "text" and not mode.count:
        _say_where(answer, paging)
    return answer.total


def _counts(answer: Results | Statements, output: Output) -> None:
    if output.form == "text":
        click.echo(answer.counts_line())
    elif output.form == "json":
        print_json(answer.head())
    else:
        raise click.UsageError(f"--count has no form {output.form}: leave --format out, or ask for json")


def _say_where(answer: Results | Statements, paging: Paging) -> None:
    """Tell on standard error that there is more than is shown, or that nothing is left to show."""
    shown = paging.offset + len(answer)
    if paging.limit and shown < answer.listed:
        click.echo(f"\n{shown:,} of {answer.listed:,}: --page {shown // paging.limit + 1} for more", err=True)
    elif answer.listed and paging.offset >= answer.listed:
        click.echo(f"all {answer.listed:,} come before that place: ask for an earlier page or offset", err=True)


def _timeline(index: Index, text: str, filters: dict[str, Any], dedup: bool, mode: Mode, output: Output) -> int:
    with patience("counting"):
        timeline = index.timeline(text, step=cast(Literal["month", "year"], mode.by), dedup=dedup, **filters)
    if mode.plot:
        timeline.plot(mode.plot)
        note(f"the timeline is in {mode.plot}")
    if mode.timeline or not mode.plot:
        write(output, timeline, lambda: cli.charts.timeline_lines(timeline))
    return timeline.releases


def _fields(written: str) -> list[str]:
    fields = [field.strip() for field in written.split(",") if field.strip()]
    if not fields:
        raise click.UsageError("--facets names no field: write speaker, source, year, month, place or lang, as in a,b")
    return fields


def _explain(text: str, filters: dict[str, Any], output: Output) -> None:
    explained = searchkit.explained(text, **filters)
    if output.form == "text":
        click.echo(f"{explained}\n")
    print_json(explained.as_dict())
