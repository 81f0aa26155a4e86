"""How files are to be read: field mapping, order of day and month, limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from searchkit.errors import ReadError

DATE_ORDERS = ("auto", "dmy", "mdy")


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Options of `readers.read`.

    `mapping` says which field of the data holds which of ours (`{"title": "headline"}`); `dates` is "auto", "dmy" or
    "mdy". These are failures: a file of one document over `document_bytes`, a text of over `text_chars` characters or
    `lines` lines, an archive of more than `members` members, `archive_bytes` unpacked bytes or `nesting` archives in
    each other, and a member that unpacks to over `ratio` times its size.

    Raises:
        ReadError: `dates` is none of the three.
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

    def __post_init__(self) -> None:
        if self.dates not in DATE_ORDERS:
            raise ReadError(f"{self.dates!r} is no order of dates", "use auto, dmy or mdy")

    def as_dict(self) -> dict[str, Any]:
        """Return the options as JSON values."""
        return {**asdict(self), "mapping": dict(self.mapping)}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> ReadOptions:
        """Return the options that `as_dict` gave; those not named are as by default."""
        return cls(**values)
