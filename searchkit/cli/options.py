"""Options that several commands share, gathered so that a command takes few values."""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

import click

from searchkit import cli, readers

Command = TypeVar("Command", bound=Callable[..., Any])
Option = Callable[[Any], Any]

FORMS = ("text", "json", "jsonl", "csv", "markdown")


class Paging(NamedTuple):
    """Which part of an answer to show: `limit` items from `offset`; all where it is None."""

    limit: int | None
    offset: int

    @classmethod
    def of(cls, limit: int, offset: int, page: int) -> Paging:
        """Return the part that `--limit`, `--offset` and `--page` mean together."""
        return cls(limit or None, offset + (page - 1) * limit)


class Output(NamedTuple):
    """How to write an answer: its form, with citations or not, and whether a pager may be used."""

    form: str
    cite: bool
    pager: bool

    @classmethod
    def of(cls, form: str, as_json: bool, pager: bool, cite: bool = False) -> Output:
        """Return what the options mean together."""
        return cls("json" if as_json else form, cite, pager)


def bundled(name: str, make: Callable[..., Any], **options: Option) -> Callable[[Command], Command]:
    """Return a decorator that adds options to a command, which gets `make(**their values)` under one name."""

    def decorate(command: Command) -> Command:
        @functools.wraps(command)
        def gathered(*args: Any, **values: Any) -> Any:
            values[name] = make(**{option: values.pop(option) for option in options})
            return command(*args, **values)

        for option in reversed(options.values()):
            option(gathered)
        return gathered  # type: ignore[return-value]

    return decorate


def offers(what: str) -> Callable[[click.Context, click.Parameter, str], Any]:
    """Return what completes a value: `complete_…` of `cli.completion`, which is loaded when a shell asks."""

    def completions(ctx: click.Context, parameter: click.Parameter, typed: str) -> Any:
        return getattr(cli.completion, f"complete_{what}")(ctx, parameter, typed)

    return completions


def read_options(mapping: tuple[str, ...], dates: str | None, seconds: float | None) -> dict[str, Any] | None:
    """Return the reader options that were named; None where none was: those of the last run hold."""
    named = {"mapping": readers.parse_mapping(mapping) if mapping else None, "dates": dates, "seconds": seconds}
    return {name: value for name, value in named.items() if value is not None} or None


def _set_color(ctx: click.Context, _: click.Parameter, value: str) -> None:
    if value == "auto":
        value = "never" if os.environ.get("NO_COLOR") else "auto"
    ctx.color = {"always": True, "never": False, "auto": None}[value]


index_option = click.option(
    "--index",
    "index_path",
    default="index",
    envvar="SEARCHKIT_INDEX",
    show_default=True,
    show_envvar=True,
    metavar="DIR",
    type=click.Path(file_okay=True),
    help="The folder of the index.",
)
color_option = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    expose_value=False,
    is_eager=True,
    callback=_set_color,
    help="Colours: on a terminal, always or never. NO_COLOR turns them off.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
jobs_option = click.option(
    "-j", "--jobs", default=1, show_default=True, type=click.IntRange(1), metavar="N", help="Workers to read with."
)
reading = bundled(
    "reading",
    read_options,
    mapping=click.option(
        "--map",
        "mapping",
        multiple=True,
        metavar="OURS=THEIRS,…",
        help="Which fields of JSON, CSV and XML hold what: title, date, text, url, source, author, language, place.",
    ),
    dates=click.option(
        "--dates",
        type=click.Choice(["auto", "dmy", "mdy"]),
        help="Whether 08/07/1987 is in July (dmy) or in August (mdy).  [default: auto]",
    ),
    seconds=click.option(
        "--timeout",
        "seconds",
        type=click.FloatRange(0, min_open=True),
        metavar="SECONDS",
        help="Give up a document that takes longer to read.  [default: 120]",
    ),
)
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Print only what went wrong.")
since_option = click.option("--since", metavar="DATE", help="First day (a day, month, year, or “last month”).")
until_option = click.option("--until", metavar="DATE", help="Last day, month or year.")
source_option = click.option(
    "--source",
    metavar="NAME",
    shell_complete=offers("source"),
    help="Only releases of this issuer.",
)

filters = bundled(
    "filters",
    dict,
    speaker=click.option(
        "--speaker",
        metavar="NAME",
        shell_complete=offers("speaker"),
        help="Only what this person is reported to have said.",
    ),
    since=since_option,
    until=until_option,
    source=source_option,
)
paging = bundled(
    "paging",
    Paging.of,
    limit=click.option(
        "-n", "--limit", default=10, show_default=True, type=click.IntRange(0), metavar="N", help="How many; 0 for all."
    ),
    offset=click.option("--offset", default=0, type=click.IntRange(0), metavar="N", help="Leave out the first N."),
    page=click.option("--page", default=1, type=click.IntRange(1), metavar="N", help="The N-th page of that many."),
)
_forms: dict[str, Option] = {
    "form": click.option(
        "--format", "form", type=click.Choice(FORMS), default="text", show_default=True, help="The form of the answer."
    ),
    "as_json": click.option("--json", "as_json", is_flag=True, help="The same as --format json."),
    "pager": click.option(
        "--pager/--no-pager",
        default=True,
        help="Show long answers page by page on a terminal ($PAGER).  [default: yes]",
    ),
}
forms = bundled("output", Output.of, **_forms)
"""How to write an answer of which nothing is cited."""
output = bundled(
    "output",
    Output.of,
    **_forms,
    cite=click.option("--cite", is_flag=True, help="With each finding a line by which it can be found again."),
)


def print_json(value: dict[str, Any]) -> None:
    """Print one JSON document, readable to people too."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
