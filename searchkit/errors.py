"""Every error searchkit raises on purpose.

    SearchkitError
    ├── QueryError          a query that cannot be understood; knows the place
    ├── ReadError           a file or record that cannot be read
    ├── CorrectionsError    a line of the user's corrections of speakers that cannot be understood
    ├── IndexFault         (names below) the index cannot be used
    │   ├── IndexMissing        there is no index at that path
    │   ├── IndexOutdated       made by another format or analyzer: rebuild
    │   ├── IndexDamaged        a file is missing, cut or changed
    │   ├── IndexLocked         another writer holds it
    │   └── IndexUnwritable     no permission, no space
    └── ReleaseMissing      no release has that id

Each says what happened, where, and what to do next.
"""

from __future__ import annotations

import shlex
import unicodedata
from os import PathLike, fspath


class SearchkitError(Exception):
    """The root of all errors that searchkit raises on purpose.

    `message` says what happened and where, `advice` what to do next (may be empty).
    """

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message, advice)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message}: {self.advice}" if self.advice else self.message


class QueryError(SearchkitError):
    """A query that cannot be understood.

    `query` is the text as given; `start` and `end` are half-open character offsets of the place; `advice` holds the
    nearest right spelling where there is one.
    """

    def __init__(self, message: str, query: str, start: int, end: int, advice: str = "") -> None:
        super().__init__(message, advice)
        self.query = query
        self.start = start
        self.end = max(end, start + 1)

    def __reduce__(self) -> tuple[type[QueryError], tuple[str, str, int, int, str]]:
        return type(self), (self.message, self.query, self.start, self.end, self.advice)

    def __str__(self) -> str:
        """The message, the query (of a long one what stands around the place), and a caret line under the place."""
        if not self.query.strip():
            return super().__str__()
        low = max(0, self.start - EXCERPT // 2) if len(self.query) > EXCERPT else 0
        high = min(len(self.query), low + EXCERPT)
        before, after = "… " if low else "", " …" if high < len(self.query) else ""
        # Line breaks and what steers a terminal would part the caret from its place.
        shown = "".join(c if c.isprintable() else " " for c in self.query[low:high])
        start, end = self.start - low, min(self.end, high) - low
        caret = " " * _columns(before + shown[:start]) + "^" * max(1, _columns(shown[start:end]))
        return f"{super().__str__()}\n  {before}{shown}{after}\n  {caret}"


EXCERPT = 100
"""Characters of a query that an error shows."""


def _columns(text: str) -> int:
    """Return how wide a terminal shows the text: letters of East Asia take two columns, accents above others none."""
    return sum((unicodedata.east_asian_width(c) in "FW") + (unicodedata.combining(c) == 0) for c in text)


class ReadError(SearchkitError):
    """A file, or one record of it, that cannot be read as a release."""


class CorrectionsError(SearchkitError):
    """A line of the user's corrections of speakers that cannot be understood; the message names file and line."""


class IndexFault(SearchkitError):
    """The index cannot be used as asked."""


class IndexMissing(IndexFault):
    """There is no index at the path."""


class IndexOutdated(IndexFault):
    """The index was made by another format or analyzer; rebuilding makes it usable."""


class IndexDamaged(IndexFault):
    """A file of the index is missing, truncated or changed."""


class IndexLocked(IndexFault):
    """Another writer holds the index."""


class IndexUnwritable(IndexFault):
    """The index cannot be written: no permission, or no space left."""


class ReleaseMissing(SearchkitError):
    """No release in the index has the id asked for, or several begin with it."""


def rebuild_advice(index: PathLike[str]) -> str:
    """Return the advice to rebuild the index in a folder."""
    return f"run `searchkit rebuild --index {shlex.quote(fspath(index))}`"
