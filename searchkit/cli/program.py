"""The `searchkit` program: its commands, and what becomes of errors.

Exit status: 0 found or done, 1 nothing found, 2 error, 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NoReturn

import click

from searchkit import cli
from searchkit.__about__ import __version__
from searchkit.cli.commands import Commands
from searchkit.cli.configuration import defaults, found_file
from searchkit.errors import SearchkitError

GARBAGE = 50_000
"""New objects after which Python looks for garbage: by its own number it looks sixty times while a search starts."""
FOUND, NOTHING, ERROR, INTERRUPTED, BROKEN_PIPE = 0, 1, 2, 130, 141


class ReaderGone(Exception):
    """Whoever read our output has gone. Not an `OSError`: click would exit with the status of "nothing found"."""


class Program(click.Group):
    """The group of commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order in which they are used."""
        del ctx
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise ReaderGone from None


@click.group(
    cls=Program,
    commands=Commands(),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="searchkit")
@click.pass_context
def commands(ctx: click.Context) -> None:
    """Who said what, when: search press releases by words, speaker and date.

    \b
    searchkit index releases/                         read a folder into ./index
    searchkit search 'speaker:lavrov "gas pipeline"'  what he said of it
    searchkit speakers lavrov                         who that is
    """
    path = found_file()
    if path is not None and not ctx.resilient_parsing:
        ctx.default_map = defaults(path, commands.commands)


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the program and end the process with its status."""
    gc.set_threshold(GARBAGE)
    status = _run(args)
    if "multiprocessing" in sys.modules:
        sys.exit(status)  # workers have to be ended in order
    # To take apart what was loaded, as sys.exit does, takes a sixth of the time of a search.
    with suppress(OSError):  # of which `_run` has told
        sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _run(args: Sequence[str] | None) -> int:
    if cli.VARIABLE in os.environ:
        cli.shells.register()
    try:
        status = commands.main(args=args, prog_name="searchkit", complete_var=cli.VARIABLE, standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        if isinstance(error, click.NoSuchOption) and _takes_query(error.ctx):
            click.echo("Put -- before a query that begins with a minus.", err=True)
        return ERROR
    except SearchkitError as error:
        click.echo(f"searchkit: {error}", err=True)
        return ERROR
    except (KeyboardInterrupt, click.Abort):
        click.echo("searchkit: interrupted; what was committed stays", err=True)
        return INTERRUPTED
    except (BrokenPipeError, ReaderGone):
        # Nobody is left to tell; what is still in the buffer goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return BROKEN_PIPE
    except OSError as error:
        what = error.filename or "the output"
        click.echo(f"searchkit: {what} cannot be used ({error.strerror}): see to its room and permissions", err=True)
        return ERROR
    return status if isinstance(status, int) else FOUND


def _takes_query(ctx: click.Context | None) -> bool:
    return ctx is not None and any(p.name == "query" and isinstance(p, click.Argument) for p in ctx.command.params)
