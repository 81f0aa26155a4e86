"""Options that several commands share."""

from __future__ import annotations

import json
from typing import Any

import click

index_option = click.option(
    "--index",
    "index_path",
    default="index",
    envvar="SEARCHKIT_INDEX",
    show_default=True,
    show_envvar=True,
    metavar="DIR",
    help="The folder of the index.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
jobs_option = click.option(
    "-j", "--jobs", default=1, show_default=True, type=click.IntRange(1), metavar="N", help="Workers to read with."
)
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Print only what went wrong.")


def print_json(value: dict[str, Any]) -> None:
    """Print one JSON document, readable to people too."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
