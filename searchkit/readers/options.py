"""How files are to be read: field mapping, order of day and month, limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from searchkit.errors import ReadError
from searchkit.readers.document import Failure

DATE_ORDERS = ("auto", "dmy", "mdy")
Begun = Callable[[str, str], Failure | None]
"""Told the place and the format of each document, or container of some, before it is read; a failure stands for it."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Options of `readers.read`.

    `mapping` says which field of the data holds which of ours (`{"title": "headline"}`); `dates` is "auto", "dmy" or
    "mdy". These are failures: a file of one document over `document_bytes`, a text of over `text_chars` characters or
    `lines` lines, an archive of more than `members` members, `archive_bytes` unpacked bytes or `nesting` archives in
    each other, a member that unpacks to over `ratio` times its size, and, where files are read for an index, a document
    that takes longer than `seconds`. `begun` is called before each document; it is no option that an index remembers.

    Raises:
        ReadError: `dates` is none of the three, or `seconds` is not positive.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    dates: str = "auto"
    document_bytes: int = 64 << 20
    text_chars: int = 8 << 20
    lines: int = 200_000
    members: int = 1_000_000
    archive_bytes: int = 16 << 30
    ratio: int = 200
    nesting: int = 3
    seconds: float = 120.0
    begun: Begun | None = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.dates not in DATE_ORDERS:
            raise ReadError(f"{self.dates!r} is no order of dates", "use auto, dmy or mdy")
        if not self.seconds > 0:
            raise ReadError(f"{self.seconds} seconds are no time to read in", "give more than 0")

    def as_dict(self) -> dict[str, Any]:
        """Return the options as JSON values."""
        values = {**asdict(replace(self, begun=None)), "mapping": dict(self.mapping)}
        del values["begun"]
        return values

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> ReadOptions:
        """Return the options that `as_dict` gave; those not named are as by default.

        Raises:
            ReadError: one is not known, or has a value that it cannot have.
        """
        known = {option.name for option in fields(cls)} - {"begun"}
        if unknown := set(values) - known:
            raise ReadError(f"{min(unknown)!r} is no option of reading", f"use {', '.join(sorted(known))}")
        return cls(**values)
