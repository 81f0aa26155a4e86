"""What a run of indexing did, and how far it has come."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Protocol

from searchkit.readers import Failure

QUOTED = re.compile(r"""(['"]).*?\1|\b\d[\d,]*\b""")


def general(told: str) -> str:
    """Return what was said of one file or release without what it quotes and counts: so are others of its kind."""
    return QUOTED.sub("…", told)


@dataclass(frozen=True, slots=True)
class FailureKind:
    """Failures for the same reason: `reason` without what it quotes and counts where that differs between them."""

    reason: str
    advice: str
    failures: tuple[Failure, ...]


@dataclass(slots=True)
class IndexReport:
    """What one run did; counts are of releases unless they say files.

    `indexed` were new to the index, `unchanged` were in it already and still are, `removed` left it, `duplicates` were
    met again at another place, `updated` of the indexed ones replaced what a changed file had held. `failed` lists all
    that could not be read, also what was found so in an earlier run and has not changed since.
    """

    indexed: int = 0
    unchanged: int = 0
    updated: int = 0
    removed: int = 0
    duplicates: int = 0
    undated: int = 0
    """Of the indexed ones, those without a date."""
    files: int = 0
    files_read: int = 0
    files_moved: int = 0
    files_missing: int = 0
    """Files that gave releases earlier and are gone; their releases stay until they are pruned."""
    releases: int = 0
    """Releases that the index holds after the run."""
    statements: int = 0
    """Statements found in the releases indexed by this run."""
    failed: list[Failure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def failed_by_kind(self) -> list[FailureKind]:
        """Return the failures with those of one reason together, the commonest first."""
        kinds: dict[tuple[str, str], list[Failure]] = {}
        for failure in self.failed:
            kinds.setdefault((general(failure.reason), general(failure.advice)), []).append(failure)
        made = []
        for (reason, advice), failures in sorted(kinds.items(), key=lambda kind: -len(kind[1])):
            first = failures[0]
            alike = all((f.reason, f.advice) == (first.reason, first.advice) for f in failures)
            told = (first.reason, first.advice) if alike else (reason, advice)
            made.append(FailureKind(*told, tuple(failures)))
        return made


@dataclass(frozen=True, slots=True)
class Step:
    """How far a run has come. `files_total` is 0 while the files are still being listed."""

    phase: str
    """ "listing", "reading", "committing" or "merging"."""
    files_done: int = 0
    files_total: int = 0
    bytes_done: int = 0
    bytes_total: int = 0
    releases: int = 0
    failed: int = 0
    path: str = ""


class Progress(Protocol):
    """Called now and then (a few times a second at most) while a run goes on."""

    def __call__(self, step: Step, /) -> None:
        """Take note of how far the run has come."""
