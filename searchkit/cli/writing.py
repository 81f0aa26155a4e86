"""Writing answers: to a pager, a pipe or a terminal."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any

import click

import searchkit
from searchkit.cli.options import Output

NARROW = 40
WAITED = 1.0
"""Seconds after which somebody who waits at a terminal is told that work goes on."""


def write(output: Output, answer: Any, as_text: Callable[[], Iterable[str]]) -> None:
    """Write an answer in the form asked for; `as_text` gives its lines for people."""
    if output.form == "text":
        page(as_text(), output.pager)
        return
    for piece in searchkit.exported(answer, output.form):
        click.echo(piece, nl=False)


def page(lines: Iterable[str], pager: bool = True) -> None:
    """Print lines; through a pager where they are more than a terminal shows at once."""
    rest = iter(lines)
    if not (pager and sys.stdout.isatty()):
        for line in rest:
            click.echo(line)
        return
    first = list(islice(rest, _size().lines - 1))
    more = next(rest, None)
    if more is None:
        page(first, pager=False)
        return
    color = click.get_current_context().color
    if color:  # click asks less for colours only where it is left to it
        os.environ["LESS"] = f"{os.environ.get('LESS', '')} -R".strip()
    click.echo_via_pager((f"{line}\n" for line in chain(first, [more], rest)), color=color)


def note(text: str) -> None:
    """Say something beside the answer, on standard error."""
    click.echo(f"note: {text}", err=True)


def width() -> int:
    """Return the columns of the terminal; 0 in a pipe, where lines are not broken."""
    return max(NARROW, _size().columns) if sys.stdout.isatty() else 0


def _size() -> os.terminal_size:
    import shutil  # noqa: PLC0415 – only terminals need it

    return shutil.get_terminal_size()


def wrapped(text: str, columns: int, indent: str) -> Iterator[str]:
    """Yield the text in lines of at most so many columns, colours not counted; in one line where it is 0."""
    if not columns:
        yield indent + text
        return
    line, length = "", 0
    for word in text.split(" "):
        size = len(click.unstyle(word))
        if line and len(indent) + length + 1 + size > columns:
            yield indent + line
            line, length = word, size
        else:
            line, length = (f"{line} {word}", length + 1 + size) if line else (word, size)
    yield indent + line


@contextmanager
def patience(what: str) -> Iterator[None]:
    """Tell at a terminal that something is being done, once it has taken a second."""
    if not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    told = threading.Event()

    def tell() -> None:
        if not done.wait(WAITED):
            told.set()
            click.echo(f"{what} …", err=True, nl=False)

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()
        if told.is_set():
            click.echo("\r\x1b[2K", err=True, nl=False)
