"""Whether a corpus writes the day or the month first: told by those of its dates that can be read in one way only."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from searchkit.readers.document import Failure
from searchkit.readers.options import ReadOptions
from searchkit.readers.reading import read
from searchkit.readers.walking import walk

NUMERIC = re.compile(r"\s*(\d{1,2})[/. -](\d{1,2})[/. -]\d{2,4}(?!\d)")
FILES = 300
RECORDS = 50
"""So many records of a file are looked at."""
VOTES = 5
"""So many dates have to tell the order, at least."""
AGREED = 0.95


def date_order(paths: Iterable[str], options: ReadOptions | None = None) -> str:
    """Return "dmy" or "mdy" where the dates of a sample of the files at and below `paths` agree on it, else "auto".

    Only dates of the metadata count. The sample is the same every time; reading it takes a second or two at most.
    """
    return _order([item for item in walk(paths) if isinstance(item, str)], options)


def is_ambiguous(date: str) -> bool:
    """Return whether a numeric date is another one if its day and month change places."""
    match = NUMERIC.match(date)
    return match is not None and int(match[1]) != int(match[2]) and int(match[1]) <= 12 and int(match[2]) <= 12


class FolderOrders:
    """What the files beside a file do, those of its own suffix; each folder is looked at once."""

    def __init__(self, options: ReadOptions) -> None:
        self._options = options
        self._known: dict[tuple[str, str], str] = {}

    def of(self, path: str) -> str:
        """Return the order of the dates of the files beside the one at `path`, and of its own, as `date_order` does."""
        folder, suffix = os.path.dirname(path), os.path.splitext(path)[1]  # noqa: PTH120, PTH122
        if (folder, suffix) not in self._known:
            try:
                names = sorted(name for name in os.listdir(folder or ".") if name.endswith(suffix))  # noqa: PTH208
            except OSError:
                names = []
            self._known[folder, suffix] = _order([os.path.join(folder, name) for name in names], self._options)  # noqa: PTH118
        return self._known[folder, suffix]


def _order(files: Sequence[str], options: ReadOptions | None) -> str:
    votes: Counter[str] = Counter()
    for path in _sample(files):
        for item in islice(read(path, options), RECORDS):
            if not isinstance(item, Failure):
                votes[vote(item.metadata.get("date", ""))] += 1
    del votes[""]
    total = votes.total()
    if total < VOTES:
        return "auto"
    order, count = votes.most_common(1)[0]
    return order if count >= AGREED * total else "auto"


def vote(date: str) -> str:
    """Return the order of day and month in which alone a numeric date is possible; "" where both are, or neither."""
    match = NUMERIC.match(date)
    if match is None:
        return ""
    first, second = int(match[1]), int(match[2])
    return "dmy" if second <= 12 < first <= 31 else "mdy" if first <= 12 < second <= 31 else ""


def _sample(files: Sequence[str]) -> Iterable[str]:
    step = max(1, len(files) // FILES)
    return islice(files, 0, None, step)
