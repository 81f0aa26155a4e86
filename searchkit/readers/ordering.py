"""Whether a corpus writes the day or the month first: told by those of its dates that can be read in one way only."""

from __future__ import annotations

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
    files = [item for item in walk(paths) if isinstance(item, str)]
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
