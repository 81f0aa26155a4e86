"""Who looks after reading: a file on which a parser hangs, or dies, must cost no more than that file."""

from __future__ import annotations

from typing import Protocol

from searchkit.index.foundlist import Found
from searchkit.index.pulse import Pulse
from searchkit.readers import Failure

BOUNDED = frozenset({"text", "markdown", "json", "jsonl", "csv", "zip", "tar", "gzip", "bzip2", "xz"})
"""Formats that are read, unpacked and attributed in time that grows with their size, by code that never crashes."""


class Guard(Protocol):
    """Told by an `Intake` of all that it does."""

    def take(self, found: Found) -> None:
        """Reading a file begins."""

    def begun(self, place: str, kind: str) -> Failure | None:
        """Reading the document at a place begins; a failure is to be taken in its stead."""

    def beat(self) -> None:
        """Reading has got a step further."""

    def rest(self) -> None:
        """What begins now is no reading, and may take its time."""


class Unguarded:
    """Lets everything be read where no worker can be had."""

    def take(self, found: Found) -> None:
        """As in `Guard`."""

    def begun(self, place: str, kind: str) -> Failure | None:  # noqa: ARG002
        """As in `Guard`."""
        return None

    def beat(self) -> None:
        """As in `Guard`."""

    def rest(self) -> None:
        """As in `Guard`."""


class Deferred(BaseException):
    """A file is left to a worker. No `Exception`: readers make failures of these."""


class Bounded(Unguarded):
    """Lets be read what cannot hang, and raises `Deferred` for the rest: for a run that reads in its own process."""

    def begun(self, place: str, kind: str) -> Failure | None:
        """As in `Guard`."""
        if kind not in BOUNDED:
            raise Deferred(place)
        return None


class Watched:
    """Lets the run see, by a worker's pulse, what is being read; what has stopped a worker before is passed over."""

    def __init__(self, pulse: Pulse) -> None:
        self._pulse = pulse
        self._avoided: dict[str, Failure] = {}

    def take(self, found: Found) -> None:
        """As in `Guard`."""
        self._avoided = {failure.place: failure for failure in found.avoided}
        self._pulse.begin(found.path)

    def begun(self, place: str, kind: str) -> Failure | None:  # noqa: ARG002
        """As in `Guard`."""
        self._pulse.begin(place)
        return self._avoided.get(place)

    def beat(self) -> None:
        """As in `Guard`."""
        self._pulse.beat()

    def rest(self) -> None:
        """As in `Guard`."""
        self._pulse.rest()
