"""What an index remembers of how it was made, so that `update` and `rebuild` need no arguments."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from searchkit.codec.durable import sync_folder, write_file
from searchkit.errors import IndexDamaged

if TYPE_CHECKING:
    from pathlib import Path

    from searchkit.index.layout import Layout


@dataclass(frozen=True, slots=True)
class Settings:
    """The paths that were indexed (absolute, sorted) and the options they were read with.

    `reading` are the reader options as a JSON mapping; `attribute` says whether statements are looked for.
    """

    roots: tuple[str, ...] = ()
    reading: Mapping[str, Any] = field(default_factory=dict)
    attribute: bool = True

    def as_dict(self) -> dict[str, Any]:
        """Return the settings as JSON values."""
        return {"roots": list(self.roots), "reading": dict(self.reading), "attribute": self.attribute}

    @property
    def context(self) -> str:
        """A fingerprint of all that decides what a file gives, besides its bytes and its name."""
        return _checksum({**self.as_dict(), "roots": []})[:16]

    def pack(self) -> bytes:
        """Return the bytes of the settings file, with a checksum."""
        values = self.as_dict()
        return (json.dumps({"settings": values, "checksum": _checksum(values)}, indent=1) + "\n").encode()


def load_settings(layout: Layout) -> Settings:
    """Return what the index remembers; defaults where it remembers nothing yet.

    Raises:
        IndexDamaged: the file is not as it was written.
    """
    try:
        content = layout.settings.read_bytes()
    except FileNotFoundError:
        return Settings()
    return _parse(content, layout.settings)


def save_settings(layout: Layout, settings: Settings) -> None:
    """Remember how the index is made, durably; nothing is written where it is remembered so already."""
    content = settings.pack()
    try:
        if layout.settings.read_bytes() == content:
            return
    except FileNotFoundError:
        pass
    write_file(layout.settings, content)
    sync_folder(layout.root)


def _parse(content: bytes, path: Path) -> Settings:
    advice = "delete it and index again, naming the paths"
    try:
        found = json.loads(content)
        values = found["settings"]
        settings = Settings(tuple(values["roots"]), values["reading"], values["attribute"])
    except (ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(f"{path} is damaged", advice) from error
    if settings.pack() != content:
        raise IndexDamaged(f"{path} has been changed", advice)
    return settings


def _checksum(values: Mapping[str, Any]) -> str:
    return hashlib.blake2b(json.dumps(values, sort_keys=True).encode(), digest_size=16).hexdigest()
