"""Saved searches: their queries, and what each had found when it was last looked at.

One JSON file each, in the folder `searches` of the index: rebuilding the index leaves them as they are.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from searchkit.codec.durable import remove, sync_folder, write_file
from searchkit.errors import IndexUnwritable, SearchkitError
from searchkit.plain import FORMAT
from searchkit.query import Query, with_filters
from searchkit.spelling import nearest

_NAME = re.compile(r"[^\W_][\w.-]{0,63}")
FILTERS = ("speaker", "since", "until", "source")


@dataclass(frozen=True, slots=True)
class Search:
    """A saved search. `query` and `filters` stay as they were written, so that "30d.." goes with the calendar."""

    name: str
    query: str
    filters: Mapping[str, str] = field(default_factory=dict)
    saved: dt.date | None = None
    seen_at: str = ""
    """The commit of the index at the last look; empty before the first."""
    seen: frozenset[str] = frozenset()
    """The ids of the releases it had found then."""

    def parsed(self, today: dt.date | None = None) -> Query:
        """Return the query with its filters. Raises `QueryError` where it cannot be understood (any more)."""
        given = {name: self.filters.get(name) for name in FILTERS}
        return with_filters(self.query, **given, today=today)

    @property
    def relative(self) -> bool:
        """Whether it means other days tomorrow."""
        days = (dt.date(2000, 1, 1), dt.date(2011, 11, 11))
        return self.parsed(days[0]).node != self.parsed(days[1]).node

    def looked(self, commit: str, found: Iterable[str]) -> Search:
        """Return the search after a look at a commit that gave these releases."""
        return replace(self, seen_at=commit, seen=frozenset(found))

    def as_dict(self) -> dict[str, Any]:
        """Return the search as JSON data, without what it has seen."""
        return {
            "name": self.name,
            "query": self.query,
            "filters": dict(self.filters),
            "saved": self.saved.isoformat() if self.saved else None,
            "seen_at": self.seen_at,
            "seen": len(self.seen),
        }


class Searches:
    """The saved searches of an index, by name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __iter__(self) -> Iterator[Search]:
        paths = sorted(self.folder.glob("*.json")) if self.folder.is_dir() else []
        return (_read(path) for path in paths)

    def get(self, name: str) -> Search:
        """Return the search of a name.

        Raises:
            SearchkitError: there is none, or its file is damaged.
        """
        path = self._path(name)
        if not path.exists():
            names = [search.name for search in self]
            near = nearest(name, names)
            advice = f"did you mean {near}?" if near else f"saved are: {', '.join(names) or 'none'}"
            raise SearchkitError(f"No search is saved as {name!r}", advice)
        return _read(path)

    def put(self, search: Search) -> None:
        """Keep a search; one of the same name is replaced.

        Raises:
            SearchkitError: the name cannot be one.
            IndexUnwritable: the folder cannot be written.
        """
        made = {
            "format": FORMAT,
            **search.as_dict(),
            "seen": base64.b64encode(zlib.compress("".join(sorted(search.seen)).encode())).decode(),
        }
        path = self._path(search.name)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_file(path, (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode())
            sync_folder(self.folder)
        except OSError as error:
            raise IndexUnwritable(f"{path} cannot be written ({error.strerror})", "check its permissions") from error

    def remove(self, name: str) -> None:
        """Forget the search of a name. Raises `SearchkitError` where there is none."""
        self.get(name)
        remove(self._path(name))

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise SearchkitError(f"{name!r} cannot name a search", "use letters, digits, “-”, “_” and “.”")
        return self.folder / f"{name}.json"


def _read(path: Path) -> Search:
    try:
        data = json.loads(path.read_bytes())
        ids = zlib.decompress(base64.b64decode(data["seen"])).decode("ascii")
        filters = {name: str(data["filters"][name]) for name in FILTERS if name in data["filters"]}
        return Search(
            path.stem,
            str(data["query"]),
            filters,
            dt.date.fromisoformat(data["saved"]) if data["saved"] else None,
            str(data["seen_at"]),
            frozenset(ids[k : k + 16] for k in range(0, len(ids), 16)),
        )
    except (ValueError, KeyError, TypeError, OSError, zlib.error) as error:
        raise SearchkitError(f"{path} is damaged ({error})", "remove it and save the search again") from error
