"""The `searchkit` program: its commands, and what becomes of errors.

Exit status: 0 found or done, 1 nothing found (or some files failed), 2 error, 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from searchkit.__about__ import __version__
from searchkit.cli import indexing, searching, showing, speaking
from searchkit.errors import SearchkitError

FOUND, NOTHING, ERROR, INTERRUPTED, BROKEN_PIPE = 0, 1, 2, 130, 141


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="searchkit")
def commands() -> None:
    """Who said what, when: search press releases by words, speaker and date.

    \b
    searchkit index releases/                        read a folder into ./index
    searchkit search 'speaker:lavrov "gas pipeline"'  what he said of it
    searchkit speakers lavrov                        who that is
    """


for _command in (
    indexing.index,
    searching.search,
    showing.show,
    speaking.speakers,
    indexing.rebuild,
    indexing.verify,
):
    commands.add_command(_command)


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the program and exit with its status."""
    sys.exit(_run(args))


def _run(args: Sequence[str] | None) -> int:
    try:
        status = commands.main(args=args, prog_name="searchkit", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return ERROR
    except SearchkitError as error:
        click.echo(f"searchkit: {error}", err=True)
        return ERROR
    except (KeyboardInterrupt, click.Abort):
        click.echo("searchkit: interrupted; what was committed stays", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone: nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    return status if isinstance(status, int) else FOUND
