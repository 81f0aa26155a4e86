"""From files to a segment: read, parse, attribute, write. One `Intake` is one worker's."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

from searchkit.attribution import attribute_release
from searchkit.codec import SegmentInfo, SegmentWriter
from searchkit.codec.writer import WORKING_BYTES
from searchkit.index.foundlist import Found
from searchkit.index.garbage import give_back
from searchkit.index.guards import Guard
from searchkit.index.known import Known
from searchkit.index.limits import Limits
from searchkit.index.noted import Given, Noted
from searchkit.index.scan import contents, digest, entry, unfinished
from searchkit.index.settings import Settings
from searchkit.model import Release, Statement
from searchkit.readers import Failure, FolderOrders, RawDocument, ReadOptions, is_ambiguous, read, read_stream
from searchkit.releases import parse
from searchkit.releases.dating import NO_SUCH_DATE
from searchkit.releases.parsing import BAD_DATE

LONGEST = 40
"""So many characters of a date are told."""

COUNTED = 420_000
"""Bytes of each MB of the bound that a writer may count on. The others are for the interpreter, for what the allocator
keeps of memory that was let go, and for files that are mapped."""

LEAST = 16 << 20
"""A segment takes so many bytes at least, however small the bound is: else each release would be one."""
MOST_NOTED = 16 << 20
"""So many bytes noted of files are delivered even if nothing in them was new."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What one worker has made ready to commit: a segment (none where all was known) and the files it comes from."""

    segment: SegmentInfo | None
    noted: Noted
    undated: int = 0
    statements: int = 0
    notes: Mapping[str, int] = field(default_factory=dict)
    """What was odd about the releases read, and of how many."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What one file gave, for the progress display."""

    found: Found
    releases: int
    failed: int


class Intake:
    """Reads files one after the other into a segment, and delivers a batch when it is time to."""

    def __init__(
        self,
        *,
        folder: Path,
        settings: Settings,
        limits: Limits,
        known: Known,
        name: Callable[[], str],
        deliver: Callable[[Batch], None],
        guard: Guard,
    ) -> None:
        self._folder, self._settings, self._limits = folder, settings, limits
        self._guard = guard
        self._options = replace(ReadOptions.from_dict(dict(settings.reading)), begun=guard.begun)
        self._orders = FolderOrders(replace(self._options, begun=None))
        self._known, self._name, self._deliver = known, name, deliver
        self._begin()

    def _begin(self) -> None:
        self._writer: SegmentWriter | None = None
        self._noted = Noted()
        self._undated = self._statements = 0
        self._notes: Counter[str] = Counter()
        self._since = time.monotonic()

    def take(self, found: Found) -> Taken:
        """Read one file; all it gives is in this batch or an earlier one afterwards."""
        self._guard.rest()
        content = contents(found)
        seen = digest(found.path, content)
        self._guard.take(found)
        given = Given()
        failures: list[Failure] = []
        for item in self._items(found.path, content):
            self._guard.beat()
            if isinstance(item, Failure):
                failures.append(item)
                continue
            if BAD_DATE in item.metadata:
                failures.append(_undated(item))
            if notes := item.metadata.get("notes"):
                self._notes.update(note for note in notes.split("; ") if not note.startswith(NO_SUCH_DATE))
            given.add(item.id, item.path.removeprefix(found.path))
            failures += self._add(item)
            if self._due():
                self._noted.add(unfinished(found, given))
                self.flush()
        self._noted.add(entry(found, seen, given, failures))
        if self._due():
            self.flush()
        return Taken(found, len(given), len(failures))

    def _items(self, path: str, content: bytes | None) -> Iterator[Release | Failure]:
        """Yield the releases of a file; what a reader or parser raises against its contract is a failure too."""
        try:
            options = self._options
            for raw in read(path, options) if content is None else read_stream(BytesIO(content), path, path, options):
                yield raw if isinstance(raw, Failure) else parse(self._ordered(raw, path))
        except Exception as error:
            yield Failure(path, f"reading it failed ({type(error).__name__}: {error})", "please report this file")

    def _ordered(self, raw: RawDocument, path: str) -> RawDocument:
        """Return a document with the order of day and month that others of its folder tell, where its date needs it."""
        if raw.dates != "auto" or not is_ambiguous(raw.metadata.get("date", "")):
            return raw
        return replace(raw, dates=self._orders.of(path))

    def _add(self, release: Release) -> list[Failure]:
        """Add a release that is not there yet; where nobody can be made out in it, it is there without statements."""
        if self._known.meet(release):
            return []
        failures = []
        statements: list[Statement] = []
        try:
            statements = attribute_release(release) if self._settings.attribute else []
        except Exception as error:
            failures.append(
                Failure(
                    release.path,
                    f"finding who speaks in it failed ({type(error).__name__}: {error}); its words are indexed",
                    "please report this file",
                )
            )
        if self._writer is None:
            self._writer = SegmentWriter(self._folder, self._name())
        self._writer.add(release, statements)
        self._undated += release.date is None
        self._statements += len(statements)
        return failures

    def _due(self) -> bool:
        if self._writer is None:
            return self._noted.memory > MOST_NOTED
        held = self._writer.memory + self._noted.memory
        full = held > max(self._limits.memory_mb * COUNTED, WORKING_BYTES + LEAST)
        return full or time.monotonic() - self._since > self._limits.commit_seconds

    def flush(self) -> None:
        """Deliver what there is."""
        if self._writer is None and not self._noted:
            return
        self._guard.rest()
        segment = self._writer.finish() if self._writer is not None else None
        self._writer = None
        give_back()
        del self._notes[""]
        self._deliver(Batch(segment, self._noted, self._undated, self._statements, self._notes))
        self._guard.beat()
        self._begin()


def _undated(release: Release) -> Failure:
    said = release.metadata[BAD_DATE]
    reason = f"{NO_SUCH_DATE} {said[:LONGEST]!r}; it is indexed undated"
    return Failure(release.path, reason, "mend the date, or see whether --dates or --map is wrong")
