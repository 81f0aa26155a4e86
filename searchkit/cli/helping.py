"""Commands about the program itself: `completion` and `manual`."""

from __future__ import annotations

import click

from searchkit.cli.completion import script
from searchkit.cli.reference import manual_page
from searchkit.cli.shells import SHELLS


@click.command(short_help="Print what completes commands in your shell.")
@click.argument("shell", type=click.Choice(list(SHELLS)))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print what a SHELL has to evaluate to complete commands, fields, speakers, sources and saved searches.

    \b
    eval "$(searchkit completion bash)"                                  in ~/.bashrc
    eval "$(searchkit completion zsh)"                                   in ~/.zshrc
    searchkit completion fish > ~/.config/fish/completions/searchkit.fish
    """
    click.echo(script(shell, ctx.find_root().command))


@click.command(short_help="Print the manual page.")
@click.pass_context
def manual(ctx: click.Context) -> None:
    """Print the manual page, in the form that man reads.

    \b
    searchkit manual | man -l -
    """
    root = ctx.find_root().command
    assert isinstance(root, click.Group)
    click.echo(manual_page(root), nl=False)
