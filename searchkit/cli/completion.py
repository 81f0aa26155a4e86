"""Completion in the shell: fields, speakers, issuers and saved searches, from the index that the command names.

What is offered needs no quoting in any shell: words of names are joined by hyphens, which means the same in a query.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

import click
from click.core import ParameterSource
from click.shell_completion import CompletionItem

import searchkit.query
from searchkit.cli import VARIABLE
from searchkit.cli.configuration import defaults, found_file
from searchkit.cli.shells import SHELLS
from searchkit.errors import SearchkitError

Offer = TypeVar("Offer")
MOST = 50
"""Names that are offered, at most; those spoken most come first."""
LONGEST = 6
"""Words of a name that is offered: longer ones are sentences taken for names."""
MEANINGS = {
    "speaker": "only what this person is reported to have said",
    "said": "the words inside one statement",
    "title": "in the headline",
    "lead": "in the first paragraph",
    "body": "in the text below it",
    "sentence": "the words in one sentence",
    "same": "the words in one paragraph",
    "date": "a day, month, year or range: 2021-04..2021-05",
    "since": "from this day, month or year on",
    "until": "up to this day, month or year",
    "source": "who issued it",
    "type": "direct, indirect or mixed",
    "cue": "the word that reports: denied",
    "article": "anywhere, whoever says it",
    "in": "in that zone: boilerplate, all …",
    "place": "where it was issued",
    "lang": "its language: en",
    "id": "the first digits of its id",
    "path": "a part of the path of its file",
}
"""What fields mean, in the order in which they are offered."""
COUNTED = ("speaker", "source", "year", "month", "place", "lang")
_WORD = re.compile(r"[^\W_]+(?:[’.][^\W_]+)*")
_OPEN = re.compile(r"^(?:.*[\s({])?-?", re.DOTALL)
"""What stands before the word of a query that is typed: other words in the same quotation marks, a bracket, a minus."""


def complete_query(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Offer fields, and behind a field its values."""
    before = _OPEN.match(incomplete)
    head = before.group() if before else ""
    field, colon, value = incomplete[len(head) :].partition(":")
    if not colon:
        return [
            CompletionItem(f"{head}{name}:", help=told) for name, told in MEANINGS.items() if name.startswith(field)
        ]
    offers = {
        "speaker": _speakers,
        "by": _speakers,
        "source": _sources,
        "issuer": _sources,
        "type": _types,
        "in": _zones,
    }
    values = offers[field](ctx, value.lstrip('"')) if field in offers else []
    return [CompletionItem(f"{head}{field}:{name}") for name in values]


def complete_speaker(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Offer names of speakers."""
    return [CompletionItem(name) for name in _speakers(ctx, incomplete)]


def complete_source(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Offer names of issuers."""
    return [CompletionItem(name) for name in _sources(ctx, incomplete)]


def complete_saved(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Offer names of saved searches."""
    found = _from_index(ctx, lambda index: ((search.name, search.query) for search in index.searches))
    return [CompletionItem(name, help=query) for name, query in found if name.startswith(incomplete)]


def complete_facets(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Offer the fields that can be counted, behind those that are there."""
    before, comma, field = incomplete.rpartition(",")
    left = [name for name in COUNTED if name.startswith(field) and name not in before.split(",")]
    return [CompletionItem(f"{before}{comma}{name}") for name in left]


def script(shell: str, command: click.Command) -> str:
    """Return what a shell has to evaluate so that it completes the program."""
    return SHELLS[shell](command, {}, "searchkit", VARIABLE).source()


def as_word(name: str) -> str:
    """Return a name as one word that no shell and no query takes for anything else."""
    return "-".join(_WORD.findall(name.replace("'", "’")))


def _speakers(ctx: click.Context, value: str) -> list[str]:
    return _from_index(ctx, lambda index: _matching(value, index.speaker_names(value)))


def _sources(ctx: click.Context, value: str) -> list[str]:
    found = _from_index(ctx, lambda index: (name for name, _ in index.facets("*", ["source"], limit=None)["source"]))
    return _matching(value, found)


def _types(_: click.Context, value: str) -> list[str]:
    return [name for name in ("direct", "indirect", "mixed") if name.startswith(value)]


def _zones(_: click.Context, value: str) -> list[str]:
    return [name for name in searchkit.query.zones.ZONES if name.startswith(value)]


def _matching(value: str, names: Iterable[str]) -> list[str]:
    """Return the names of which a word begins with what is typed: "lav" and "sergey-lav" find Sergey-Lavrov."""
    typed = as_word(value).lower()
    found: dict[str, None] = {}
    for name in names:
        written = as_word(name)
        if written and written.count("-") < LONGEST and f"-{typed}" in f"-{written.lower()}":
            found[written] = None
        if len(found) == MOST:
            break
    return list(found)


def _from_index(ctx: click.Context, offers: Callable[[searchkit.Index], Iterable[Offer]]) -> list[Offer]:
    try:
        with searchkit.open_index(_index_path(ctx)) as index:
            return list(offers(index))
    except SearchkitError:
        return []  # nobody reads an error while the shell completes


def _index_path(ctx: click.Context) -> str:
    """Return the index that the command would take; a group reads no file of settings while a shell completes."""
    path = str(ctx.params.get("index_path") or "index")
    file = found_file()
    group = ctx.find_root().command
    if file is None or ctx.get_parameter_source("index_path") is not ParameterSource.DEFAULT:
        return path
    if not isinstance(group, click.Group):
        return path
    return str(defaults(file, group.commands).get(ctx.info_name or "", {}).get("index_path", path))
