"""What reading gives: documents as the files had them, and failures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One document of a file: its text and what the file says of it.

    `metadata` has the keys `title`, `date`, `url`, `source`, `author`, `language`, `place` and others of the format.
    `place` is the path, with `!member` or `:line` behind it. `notes` are oddities that did not stop the reading.
    `dates` is the order of day and month that the user asked for ("auto", "dmy" or "mdy").
    """

    text: str
    metadata: Mapping[str, str] = field(default_factory=dict)
    place: str = ""
    notes: tuple[str, ...] = ()
    dates: str = "auto"


@dataclass(frozen=True, slots=True)
class Failure:
    """A file or record that could not be read: where, why, and what to do about it."""

    place: str
    reason: str
    advice: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}" + (f" ({self.advice})" if self.advice else "")


Item = RawDocument | Failure
