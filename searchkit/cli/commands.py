"""The commands of the program, each loaded from its module when it is asked for: a search need not load the others."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from importlib import import_module

import click

HOMES = {
    "search": "searching",
    "show": "showing",
    "speakers": "speaking",
    "similar": "finding",
    "compare": "finding",
    "words": "finding",
    "save": "saving",
    "saved": "saving",
    "run": "saving",
    "alerts": "saving",
    "attribute": "showing",
    "index": "indexing",
    "watch": "indexing",
    "rebuild": "indexing",
    "optimize": "indexing",
    "verify": "indexing",
    "completion": "helping",
    "manual": "helping",
}
"""The module of each command, in the order of the help: what is used most comes first."""


class Commands(MutableMapping[str, click.Command]):
    """Commands by name, as `click.Group` keeps them."""

    def __init__(self) -> None:
        self._homes = dict(HOMES)
        self._loaded: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._loaded:
            self._loaded[name] = getattr(import_module(f"searchkit.cli.{self._homes[name]}"), name)
        return self._loaded[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._homes[name] = ""
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        del self._homes[name]
        self._loaded.pop(name, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._homes)

    def __len__(self) -> int:
        return len(self._homes)
