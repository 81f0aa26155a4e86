"""Commands that write or check an index: `index`, `watch`, `rebuild`, `verify`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import searchkit
from searchkit.answers.heads import counted
from searchkit.cli.failing import failure_lines
from searchkit.cli.options import index_option, jobs_option, json_option, print_json, quiet_option, reading
from searchkit.cli.progress import progress_bar
from searchkit.cli.writing import patience
from searchkit.plain import FORMAT, plain

if TYPE_CHECKING:
    from searchkit import IndexReport

attribution_option = click.option(
    "--attribution/--no-attribution",
    default=None,
    help="Look for who said what, or index the words only.  [default: as before, at first yes]",
)


@click.command(short_help="Read press releases into the index.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@index_option
@jobs_option
@reading
@click.option("--prune", is_flag=True, help="Drop the releases of files that are gone.")
@attribution_option
@quiet_option
@json_option
@click.pass_context
def index(
    ctx: click.Context,
    paths: tuple[Path, ...],
    index_path: str,
    jobs: int,
    reading: dict[str, Any] | None,
    prune: bool,
    attribution: bool | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Read press releases from PATH… (files, folders, or - for standard input) into the index.

    What has not changed since the last run is not read again. Files that cannot be read are listed at the end, by kind
    where they are many (--json lists all); the others are indexed all the same. How to read (--map, --dates,
    --timeout) is remembered; where it changes, everything is read again.

    \b
    searchkit index releases/
    searchkit index --jobs 2 --index congress.index congress/
    searchkit index --map title=headline,date=published_on --dates dmy export.csv
    zcat releases.jsonl.gz | searchkit index -
    """
    with progress_bar(not quiet and not as_json) as progress:
        report = searchkit.update(
            list(paths),
            index_path,
            jobs=jobs,
            options=reading,
            prune=prune,
            attribute=attribution,
            progress=progress,
        )
    _print_report(report, quiet=quiet, as_json=as_json)
    ctx.exit(_status(report))


@click.command(short_help="Keep the index up to date while files change.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@index_option
@jobs_option
@click.option("--prune", is_flag=True, help="Drop the releases of files that are gone.")
@quiet_option
@json_option
def watch(paths: tuple[Path, ...], index_path: str, jobs: int, prune: bool, quiet: bool, as_json: bool) -> None:
    """Keep the index up to date with PATH… while files change, until Ctrl-C.

    Without PATH it watches what was indexed before. Every run of indexing is reported on a line, with --json as JSON.

    \b
    searchkit watch releases/
    searchkit watch --prune --index congress.index
    """

    def told(report: IndexReport) -> None:
        if as_json:
            click.echo(json.dumps({"format": FORMAT, **plain(report)}, ensure_ascii=False))
        else:
            _print_report(report, quiet=quiet, as_json=False)

    searchkit.watch(list(paths), index_path, jobs=jobs, prune=prune, reported=told)


@click.command(short_help="Read everything again into a new index.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@index_option
@jobs_option
@reading
@attribution_option
@quiet_option
@json_option
@click.pass_context
def rebuild(
    ctx: click.Context,
    paths: tuple[Path, ...],
    index_path: str,
    jobs: int,
    reading: dict[str, Any] | None,
    attribution: bool | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Read everything again into a new index and switch to it when it is whole.

    The old index answers until then. The paths and options are those of earlier runs where none are given.

    \b
    searchkit rebuild
    searchkit rebuild --jobs 2 --index congress.index
    """
    with progress_bar(not quiet and not as_json) as progress:
        report = searchkit.rebuild(
            index_path, list(paths), jobs=jobs, options=reading, attribute=attribution, progress=progress
        )
    _print_report(report, quiet=quiet, as_json=as_json)
    ctx.exit(_status(report))


@click.command(short_help="Merge the segments of the index into one.")
@index_option
def optimize(index_path: str) -> None:
    """Merge all segments of the index into one and let go of what was deleted: a little faster, a little smaller.

    \b
    searchkit optimize
    """
    with patience("merging"):
        searchkit.optimize(index_path)


@click.command(short_help="Check every byte of the index.")
@index_option
@json_option
@click.pass_context
def verify(ctx: click.Context, index_path: str, as_json: bool) -> None:
    """Check every byte of the index against its checksums.

    Exit status: 0 whole, 2 damaged.

    \b
    searchkit verify
    searchkit verify --index congress.index --json
    """
    with patience("checking"):
        found = searchkit.verify(index_path)
    if as_json:
        print_json(found.as_dict())
    else:
        for problem in found.problems:
            click.echo(f"{problem.file}: {problem.what}: {problem.advice}")
        if found.ok:
            sizes = f"{counted(found.files, 'file')}, {counted(found.bytes, 'byte')}"
            click.echo(f"{index_path}: whole ({sizes}, {counted(found.releases, 'release')})")
    ctx.exit(0 if found.ok else 2)


def _status(report: IndexReport) -> int:
    """2 where something was given and none of it could be read, else 0: single failures stand in the report."""
    return 2 if report.failed and not (report.indexed or report.unchanged) else 0


def _print_report(report: IndexReport, *, quiet: bool, as_json: bool) -> None:
    if as_json:
        print_json({"format": FORMAT, **plain(report)})
        return
    if not quiet:
        click.echo(_summary(report))
        for note in report.notes:
            click.echo(f"note: {note}", err=True)
    for line in failure_lines(report):
        click.echo(line, err=True)


def _summary(report: IndexReport) -> str:
    counts = {
        "indexed": report.indexed,
        "unchanged": report.unchanged,
        "updated": report.updated,
        "removed": report.removed,
        f"{_files(report.files_moved)} moved": report.files_moved,
        f"{_files(report.files_missing)} missing (--prune drops their releases)": report.files_missing,
        "met twice": report.duplicates,
        "undated": report.undated,
        "failed": len(report.failed),
    }
    told = [f"{count:,} {word}" for word, count in counts.items() if count or word == "indexed"]
    return f"{', '.join(told)} ({counted(report.releases, 'release')}, {report.seconds:.1f} s)"


def _files(count: int) -> str:
    return "file" if count == 1 else "files"
