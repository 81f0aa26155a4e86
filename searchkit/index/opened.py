"""The reading side of the public API: an open index."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

from searchkit import answers, index
from searchkit.index.answering import Answering
from searchkit.index.layout import Layout
from searchkit.index.state import State, open_state

if TYPE_CHECKING:
    from searchkit.answers.speakers import Speakers
    from searchkit.index.shown import Shown
    from searchkit.speakers import Person

SpeakerOrder = Literal["statements", "name", "first", "last"]


class Index(Answering):
    """An open index. Threads may share it; it answers from the commit it was opened at until `refresh` is called.

    Use it in a `with` block, or call `close`.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._layout = Layout(path)
        self._state: State = open_state(self._layout)
        self._refreshing = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the index. What was read from it stays usable; the files are unmapped with the last of it."""

    def __len__(self) -> int:
        return self._state.size

    def refresh(self) -> bool:
        """See the last commit; return whether there was a newer one.

        Raises:
            IndexFault: as for `open_index`; the earlier commit stays open.
        """
        with self._refreshing:
            if self._state.is_latest(self._layout):
                return False
            self._state = open_state(self._layout)
            return True

    def show(self, release_id: str) -> Shown:
        """Return the release whose id begins with `release_id`, with its statements.

        Raises:
            ReleaseMissing: no id begins so, or several do.
        """
        state = self._state
        found = state.find(release_id)
        told = state.read(*found)
        release = told.release
        others = [state.read(*other).release for other in state.copies.group_of(*found) if other != found]
        copies = tuple(index.shown.Copy(own.id, own.title, own.date, own.source, own.path) for own in others)
        return index.shown.Shown(release, told.statements, release.places, copies)

    def speakers(
        self, name: str | None = None, *, limit: int | None = None, sort: SpeakerOrder = "statements"
    ) -> Speakers:
        """Return who speaks in the index; those whom `name` fits where it is given.

        `sort` is by most statements, by name, or by the date of the first or (latest first) the last release.
        """
        directory = self._state.people.directory
        if sort == "statements":
            people = directory.persons(0, limit) if name is None else directory.find(name)
        else:
            people = sorted(directory if name is None else directory.find(name), key=_ORDERS[sort])
        return answers.speakers.Speakers(people[:limit])

    def speaker_names(self, beginning: str) -> Iterator[str]:
        """Yield the names of speakers who have a name with these words, of which the last may be unfinished.

        Those quoted most come first; a name of that kind may be another than the one that is given.
        """
        return (person.name for person in self._state.people.directory.beginning(beginning))

    def speaker_suggestions(self, name: str) -> list[str]:
        """Return names of speakers that are spelled nearly like `name`, for when it fits nobody."""
        return self._state.people.directory.suggestions(name)


def _by_name(person: Person) -> tuple[Any, ...]:
    return (person.name.casefold(), person.id)


def _by_first(person: Person) -> tuple[Any, ...]:
    return (person.first is None, person.first, person.id) if person.first else (True, person.id)


def _by_last(person: Person) -> tuple[Any, ...]:
    return (person.last is None, -person.last.toordinal() if person.last else 0, person.id)


_ORDERS = {"name": _by_name, "first": _by_first, "last": _by_last}


def open_index(path: str | Path = "index") -> Index:
    """Open the index at `path` to search it.

    Raises:
        IndexMissing: there is no index.
        IndexOutdated: it was made by another version: rebuild it.
        IndexDamaged: a file is missing or cut off.
    """
    return Index(Path(path))
