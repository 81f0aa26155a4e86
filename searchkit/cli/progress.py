"""A progress bar for runs of indexing; nothing where nobody watches."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from searchkit.index.report import Progress, Step

WIDTH = 24
ERASE = "\r\x1b[2K"


@contextmanager
def progress_bar(wanted: bool) -> Iterator[Progress | None]:
    """Give a callback that draws on standard error while it is a terminal, else None; erase the bar at the end."""
    if not wanted or not sys.stderr.isatty():
        yield None
        return
    try:
        yield _draw
    finally:
        click.echo(ERASE, err=True, nl=False)


def _draw(step: Step) -> None:
    done, total = (step.bytes_done, step.bytes_total) if step.bytes_total else (step.files_done, step.files_total)
    share = min(1.0, done / total) if total else 0.0
    bar = "█" * round(share * WIDTH)
    line = f"{step.phase:<10} {bar:░<{WIDTH}} {share:4.0%}  {step.releases:,} releases"
    if step.failed:
        line += f", {step.failed:,} failed"
    click.echo(f"{ERASE}{line}", err=True, nl=False)
