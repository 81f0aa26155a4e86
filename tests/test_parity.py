"""What the command line can do, one call of the API can do, and the reverse."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import click
import pytest

import searchkit
from searchkit.answers.searches import Searches
from searchkit.cli.program import commands

LOOKS = {"form", "as_json", "pager", "color", "cite", "quiet", "index_path"}
"""Options that say how an answer is printed (`exported`, `as_dict`, `citation`), and where the index is."""
FILTERS = {name: name for name in ("speaker", "since", "until", "source")}
FILTERS_OF_ALL = {name: name for name in ("since", "until", "source")}
LISTED = {"limit": "limit", "offset": "offset", "dedup": "dedup", "sort": "sort"}
RUN = {"jobs": "jobs", "options": "mapping", "attribute": "attribution"}
BOUNDS = {
    "memory_mb": "a bound that nobody at a terminal has to set",
    "commit_seconds": "as above",
    "wait": "at a terminal one calls again",
    "progress": "the command draws a bar",
}


@dataclass(frozen=True)
class Twin:
    """A call of the API: the command (with the option that asks for it), and its parameters as options of the command.

    `reasons` are why other parameters have no option, `beside` options that are part of no call.
    """

    call: Callable[..., object]
    command: str
    asked_by: str = ""
    options: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)


INDEX = searchkit.Index
PAGED = {"page": "offset and limit together"}
TWINS = [
    Twin(INDEX.search, "search", "", {"query": "query", **LISTED, **FILTERS}),
    Twin(INDEX.statements, "search", "statements", {"query": "query", **LISTED, **FILTERS}),
    Twin(
        INDEX.facets,
        "search",
        "facets",
        {"query": "query", "fields": "facets", "limit": "limit", "dedup": "dedup", **FILTERS},
    ),
    Twin(INDEX.timeline, "search", "timeline", {"query": "query", "step": "by", "dedup": "dedup", **FILTERS}),
    Twin(searchkit.Timeline.plot, "search", "plot", {"path": "plot"}),
    Twin(INDEX.by_speaker, "search", "group_by", {"query": "query", "limit": "limit", "dedup": "dedup", **FILTERS}),
    Twin(searchkit.explained, "search", "explain", {"query": "query", **FILTERS}),
    Twin(searchkit.Results.counts_line, "search", "count"),
    Twin(INDEX.show, "show", "", {"release_id": "release_id"}),
    Twin(searchkit.Citation.read, "show", "", {"text": "release_id"}),
    Twin(INDEX.speakers, "speakers", "", {"name": "name", "limit": "limit", "sort": "sort"}),
    Twin(INDEX.similar, "similar", "", {"release_id": "release_id", "limit": "limit", "offset": "offset"}),
    Twin(
        INDEX.compare,
        "compare",
        "",
        {
            "names": "speakers",
            "topic": "topic",
            "limit": "limit",
            "since": "since",
            "until": "until",
            "source": "source",
        },
    ),
    Twin(INDEX.distinctive, "words", "", {"query": "query", "limit": "limit", **FILTERS}),
    Twin(INDEX.save, "save", "", {"name": "name", "query": "query", **FILTERS}),
    Twin(Searches.__iter__, "saved"),
    Twin(Searches.remove, "saved", "remove", {"name": "remove"}),
    Twin(INDEX.run, "run", "", {"name": "name", **LISTED}),
    Twin(INDEX.alerts, "alerts", "", {"name": "name", "keep": "keep"}),
    Twin(
        searchkit.attribute, "attribute", "", {"text": "file", "title": "title", "source": "source"}, {"date": "unused"}
    ),
    Twin(
        searchkit.update,
        "index",
        "",
        {"paths": "paths", "index": "index_path", "prune": "prune", **RUN},
        {"only": "a narrower path is named instead", **BOUNDS},
    ),
    Twin(
        searchkit.watch,
        "watch",
        "",
        {"paths": "paths", "index": "index_path", "prune": "prune", "jobs": "jobs"},
        {
            "settle": "a second does",
            "stop": "Ctrl-C",
            "reported": "printed",
            "options": "those of `index`",
            "attribute": "those of `index`",
            **BOUNDS,
        },
    ),
    Twin(searchkit.rebuild, "rebuild", "", {"paths": "paths", "index": "index_path", **RUN}, BOUNDS),
    Twin(searchkit.optimize, "optimize", "", {"index": "index_path"}, BOUNDS),
    Twin(searchkit.verify, "verify", "", {"index": "index_path"}),
]
BESIDE = {
    "search": {"page"},
    "similar": {"page"},
    "run": {"page"},
    "show": {"at"},
    "index": {"dates", "seconds"},
    "rebuild": {"dates", "seconds"},
}
"""Options that are a part of something else: a page is offset and limit, a place `Shown.passage`, `--dates` an entry of
`options`."""
ONLY_COMMANDS = {"completion": "for shells", "manual": "for man"}
ONLY_CALLS = {
    "build": "update, under another name",
    "open_index": "every command does",
    "open_whoosh": "gives a Python object",
    "exported": "--format",
    "atom_feed": "--format atom",
    "close": "every command does",
    "refresh": "every command sees the last commit",
    "speaker_names": "completion",
    "speaker_suggestions": "did you mean …",
}


def parameters(call: Callable[..., object]) -> set[str]:
    """Return the names of a call's parameters, those of the typed dictionary it takes included."""
    made: set[str] = set()
    for name, parameter in inspect.signature(call).parameters.items():
        if parameter.kind is parameter.VAR_KEYWORD:
            # Written "Unpack[Filters]"; the names of other types are not loaded.
            written = str(parameter.annotation).removeprefix("Unpack[").removesuffix("]")
            made |= set(call.__globals__[written].__annotations__)
        elif name not in ("self", "cls"):
            made.add(name)
    return made


def options(command: str) -> set[str]:
    return {str(parameter.name) for parameter in commands.commands[command].params}


@pytest.mark.parametrize("twin", TWINS, ids=lambda twin: twin.call.__qualname__)
def test_every_parameter_is_an_option(twin: Twin) -> None:
    given = parameters(twin.call)
    assert given == set(twin.options) | (set(twin.reasons) & given)
    assert not set(twin.options) & set(twin.reasons)
    assert set(twin.options.values()) | ({twin.asked_by} - {""}) <= options(twin.command)


@pytest.mark.parametrize("command", sorted(commands.commands))
def test_every_option_is_a_parameter(command: str) -> None:
    if command in ONLY_COMMANDS:
        return
    twins = [twin for twin in TWINS if twin.command == command]
    assert twins
    known = LOOKS | BESIDE.get(command, set())
    for twin in twins:
        known |= {*twin.options.values(), twin.asked_by}
    assert options(command) - known == set()


def test_every_call_of_the_api_is_a_command() -> None:
    calls = {twin.call.__name__ for twin in TWINS} | set(ONLY_CALLS)
    functions = {name for name in searchkit.__all__ if inspect.isfunction(getattr(searchkit, name))}
    methods = {name for name, _ in inspect.getmembers(INDEX, inspect.isfunction) if not name.startswith("_")}
    assert (functions | methods) - calls == set()


def test_the_table_of_the_documentation_names_all() -> None:
    page = (Path(__file__).parents[1] / "docs" / "embedding.md").read_text("utf-8")
    table = page.partition("## The command line as calls")[2]
    rows = [line for line in table.splitlines() if line.startswith("| `searchkit ")]
    for twin in TWINS:
        option = next((o.opts[-1] for o in commands.commands[twin.command].params if o.name == twin.asked_by), "")
        found = [row for row in rows if row.startswith(f"| `searchkit {twin.command}") and option in row.split("|")[1]]
        name = {"__iter__": "searches"}.get(twin.call.__name__, twin.call.__name__)
        assert any(name in row.split("|")[2] for row in found), f"{twin.command} {option}: {name}"


def test_the_options_of_looks_are_options() -> None:
    every = {name for command in commands.commands for name in options(command)}
    assert LOOKS - {"color"} <= every
    assert any(isinstance(p, click.Option) and "--color" in p.opts for p in commands.commands["search"].params)
