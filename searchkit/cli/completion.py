"""Completion in the shell: fields, speakers, issuers and saved searches, from the index that the command names."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

import click
from click.shell_completion import BashComplete, CompletionItem, add_completion_class, get_completion_class

import searchkit
from searchkit.errors import SearchkitError

VARIABLE = "_SEARCHKIT_COMPLETE"
SHELLS = ("bash", "zsh", "fish")
MOST = 50
"""Names that are offered, at most; those spoken most come first."""


def complete_query(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Offer fields, and behind a field its values."""
    from searchkit.query.fields import EXAMPLES, FIELDS  # noqa: PLC0415 – a shell waits, and searches need it later

    minus = "-" if incomplete.startswith("-") else ""
    field, colon, value = incomplete.removeprefix("-").partition(":")
    if not colon:
        found = (name for name in FIELDS if name.startswith(field))
        return [CompletionItem(f"{minus}{name}:", help=EXAMPLES.get(name)) for name in found if field]
    offers = {"speaker": _speakers, "source": _sources, "type": _types, "in": _zones}
    values = offers[field](ctx, value) if field in offers else []
    return [CompletionItem(f"{minus}{field}:{name}") for name in values]


def complete_speaker(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Offer names of speakers."""
    return [CompletionItem(name) for name in _speakers(ctx, incomplete)]


def complete_source(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Offer names of issuers."""
    return [CompletionItem(name) for name in _sources(ctx, incomplete)]


def complete_saved(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Offer names of saved searches."""
    return [CompletionItem(name) for name in _from_index(ctx, _saved) if name.startswith(incomplete)]


def script(shell: str, command: click.Command) -> str:
    """Return what a shell has to evaluate so that it completes the program."""
    made = get_completion_class(shell)
    assert made is not None
    return made(command, {}, "searchkit", VARIABLE).source()


def _speakers(ctx: click.Context, value: str) -> list[str]:
    return _matching(value, _from_index(ctx, lambda index: (person.name for person in index.speakers())))


def _sources(ctx: click.Context, value: str) -> list[str]:
    return _matching(
        value, _from_index(ctx, lambda index: (v for v, _ in index.facets("*", ["source"], limit=None)["source"]))
    )


def _types(_: click.Context, value: str) -> list[str]:
    return [name for name in ("direct", "indirect", "mixed") if name.startswith(value)]


def _zones(_: click.Context, value: str) -> list[str]:
    from searchkit.query.zones import ZONES  # noqa: PLC0415 – as above

    return [name for name in ZONES if name.startswith(value)]


def _saved(index: searchkit.Index) -> Iterable[str]:
    return (search.name for search in index.searches)


def _matching(value: str, names: Iterable[str]) -> list[str]:
    """Return the names of which a word begins with what is typed, as one word: "sergey-lavrov" means the same."""
    typed = value.lower().replace("-", " ")
    found: dict[str, None] = {}
    for name in names:
        lowered = name.lower()
        if f" {typed}" in f" {lowered}":
            found["-".join(name.split())] = None
        if len(found) == MOST:
            break
    return list(found)


def _from_index(ctx: click.Context, names: Callable[[searchkit.Index], Iterable[str]]) -> list[str]:
    path = (
        ctx.params.get("index_path") or os.environ.get("SEARCHKIT_INDEX") or ctx.lookup_default("index_path") or "index"
    )
    try:
        with searchkit.open_index(str(path)) as index:
            return list(names(index))
    except SearchkitError:
        return []  # nobody reads an error while the shell completes


class ColonAwareBash(BashComplete):
    """Bash takes a colon for the end of a word; here it is a part of it."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the one that is typed, and that one, with its field in front of it."""
        args, incomplete = super().get_completion_args()
        if incomplete == ":" and args:
            return args[:-1], f"{args[-1]}:"
        if args[-1:] == [":"] and len(args) > 1:
            return args[:-2], f"{args[-2]}:{incomplete}"
        return args, incomplete

    def format_completion(self, item: CompletionItem[str]) -> str:
        """Return what bash puts in the place of the word it sees, which begins behind the colon."""
        return f"{item.type},{item.value.rpartition(':')[2] or item.value}"


add_completion_class(ColonAwareBash, "bash")
