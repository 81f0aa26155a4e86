"""The map from printed speakers to persons: made at every commit, kept beside the segments.

For each segment it holds one number a row of the segment's speaker table: the ordinal of the person in the directory,
−1 for nobody; and what the next commit needs, so as to decide anew only what it changes. Where the user has corrected
identities, the people without corrections are kept beside: editing the corrections file changes the map and nothing
else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from searchkit import speakers
from searchkit.codec.arrayfile import ArrayFile, ArrayFileWriter
from searchkit.codec.durable import FileInfo
from searchkit.errors import IndexUnwritable
from searchkit.index.bounds import Bounds
from searchkit.index.ragged import Array
from searchkit.speakers import Directory

if TYPE_CHECKING:
    from searchkit.speakers import Corrections

DIRECTORY, PERSONS, UNITS, NAMES, BOUNDS = "directory.", "persons.", "units.", "names.", "bounds."
PLAIN = "plain."
"""What the names of arrays begin with; `PLAIN` stands before those of the people without corrections."""


@dataclass(frozen=True, slots=True)
class Identified:
    """The persons of an index, and who each printed speaker is."""

    directory: Directory
    persons: Mapping[str, Array]
    """Ordinals (int32), by name of the segment and by row."""

    def arrays(self) -> dict[str, Array]:
        """Return all of it under the names that it has in a file."""
        directory = {DIRECTORY + name: array for name, array in self.directory.arrays().items()}
        return directory | {PERSONS + name: array for name, array in self.persons.items()}


@dataclass(frozen=True, slots=True)
class People:
    """The persons of an index, as its user corrects them, and as they would be without."""

    shown: Identified
    plain: Identified
    units: Mapping[str, Array]
    """The units of printed speakers (uint32; see `speakers.units`), by name of the segment and by row."""
    names: Mapping[str, Array]
    """By what numbers corrections find the names of printed speakers (uint32), likewise."""
    bounds: Bounds
    corrections: str = ""
    """A digest of the corrections that were applied."""

    @property
    def directory(self) -> Directory:
        """The persons."""
        return self.shown.directory

    @property
    def persons(self) -> Mapping[str, Array]:
        """Who the printed speakers are: ordinals in the directory (int32), by name of the segment and by row."""
        return self.shown.persons

    @classmethod
    def nobody(cls) -> People:
        """Return the people of no segments."""
        nothing = Identified(speakers.Directory.empty(), {})
        return cls(nothing, nothing, {}, {}, Bounds.none())

    def corrected(self, shown: Identified, corrections: str) -> People:
        """Return the same with other corrections applied."""
        return replace(self, shown=shown, corrections=corrections)

    def save(self, path: Path) -> FileInfo:
        """Write all durably."""
        arrays = self.shown.arrays()
        if self.plain is not self.shown:
            arrays |= {PLAIN + name: array for name, array in self.plain.arrays().items()}
        arrays |= {UNITS + name: array for name, array in self.units.items()}
        arrays |= {NAMES + name: array for name, array in self.names.items()}
        arrays |= {BOUNDS + name: array for name, array in self.bounds.arrays().items()}
        writer = ArrayFileWriter(path)
        try:
            for name, array in arrays.items():
                writer.add(name, array)
            return writer.close({"corrections": self.corrections})
        except BaseException:
            writer.abandon()
            raise

    @classmethod
    def open(cls, path: Path) -> People:
        """Map what `save` wrote.

        Raises:
            IndexDamaged: the file is not whole.
            FileNotFoundError: there is none.
        """
        file = ArrayFile(path)
        names = list(file.sizes())

        def under(prefix: str) -> dict[str, Array]:
            return {name.removeprefix(prefix): file[name] for name in names if name.startswith(prefix)}

        shown = plain = Identified(Directory(under(DIRECTORY)), under(PERSONS))
        if PLAIN + DIRECTORY + "kinds" in file:
            plain = Identified(Directory(under(PLAIN + DIRECTORY)), under(PLAIN + PERSONS))
        bounds = Bounds(**under(BOUNDS))
        return cls(shown, plain, under(UNITS), under(NAMES), bounds, file.attributes["corrections"])


def corrections_digest(path: Path) -> str:
    """Return a digest of the corrections file; of nothing where there is none."""
    return hashlib.blake2b(_content(path), digest_size=16).hexdigest()


def read_corrections(path: Path) -> Corrections:
    """Return the user's corrections.

    Raises:
        CorrectionsError: a line of the file cannot be understood.
    """
    return speakers.parse_corrections(_content(path).decode("utf-8", "replace"), str(path))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise IndexUnwritable(f"{path} cannot be read ({error.strerror})", "check its permissions") from error
