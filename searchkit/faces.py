"""The faces of rooms: what a room gives is loaded from the module where it lives, when it is first used (PEP 562).

    if TYPE_CHECKING:
        from searchkit.query.parser import parse as parse
    else:
        __getattr__ = Face(__name__, {"parser": ["parse"]})

The first branch is what mypy and import-linter see, the second is what runs; a test holds one against the other. A face
may give modules too: who needs one seldom imports the room and asks it, as in `answers.timeline.timeline(…)`. A name
that is that of a module too cannot be given: the module would hide it.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any


class Face:
    """The `__getattr__` of a room: it gives the names of `homes`, by the module where they live, and `modules`."""

    def __init__(
        self, room: str, homes: Mapping[str, Sequence[str]] | None = None, modules: Sequence[str] = ()
    ) -> None:
        self.room = room
        if hidden := {name for names in (homes or {}).values() for name in names} & {*(homes or {}), *modules}:
            raise ValueError(f"{room}: modules hide the names {sorted(hidden)}; import them from their modules")
        self.homes = {name: f"{room}.{home}" for home, names in (homes or {}).items() for name in names}
        self.modules = modules

    def __call__(self, name: str) -> Any:
        """Return what the room gives by a name. Raises AttributeError where it gives no such thing."""
        if name in self.modules:
            return import_module(f"{self.room}.{name}")  # which makes it an attribute of the room
        if name not in self.homes:
            raise AttributeError(f"module {self.room!r} has no attribute {name!r}")
        value = getattr(import_module(self.homes[name]), name)
        setattr(sys.modules[self.room], name, value)
        return value
