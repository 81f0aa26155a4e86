"""Where the parts of an index lie.

index/
  CURRENT            name of the live generation and a line feed; replaced atomically, last
  settings.json      what was indexed and how, so that `rebuild` needs no arguments
  corrections.txt    the user's corrections of speakers; survives rebuilds
  received/          what came by standard input, kept so that it can be read again
  g000001/           a generation: a Whoosh index directory
  LOCK, writer.json  who writes, while someone does
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from searchkit.errors import IndexDamaged, IndexMissing, rebuild_advice

GENERATION = re.compile(r"g(\d{6})")


@dataclass(frozen=True, slots=True)
class Layout:
    """The names inside the index folder `root`."""

    root: Path

    @property
    def current(self) -> Path:
        """The file that names the live generation."""
        return self.root / "CURRENT"

    @property
    def settings(self) -> Path:
        """The file that remembers what was indexed and how."""
        return self.root / "settings.json"

    @property
    def corrections(self) -> Path:
        """The user's corrections of speakers."""
        return self.root / "corrections.txt"

    @property
    def received(self) -> Path:
        """The folder of what came by standard input."""
        return self.root / "received"

    @property
    def lock(self) -> Path:
        """The file whose lock the one writer holds."""
        return self.root / "LOCK"

    @property
    def writer(self) -> Path:
        """The file that says who holds the lock."""
        return self.root / "writer.json"

    def live(self) -> Path:
        """Return the folder of the live generation.

        Raises:
            IndexMissing: there is no index here.
            IndexDamaged: CURRENT is there but does not name a generation that is.
        """
        try:
            content = self.current.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            advice = f"make one with `searchkit index --index {shlex.quote(str(self.root))} PATH`"
            raise IndexMissing(f"There is no index at {self.root}", advice) from None
        except OSError as error:
            raise IndexDamaged(f"{self.current} cannot be read ({error.strerror})", "check its permissions") from error
        name = content.decode("ascii", "replace")
        if not name.endswith("\n") or not GENERATION.fullmatch(name[:-1]):
            raise IndexDamaged(f"{self.current} is damaged: it names no generation", rebuild_advice(self.root))
        folder = self.root / name[:-1]
        if not folder.is_dir():
            raise IndexDamaged(
                f"{self.current} names {name[:-1]}, and there is no such folder", rebuild_advice(self.root)
            )
        return folder

    def live_name(self) -> str | None:
        """Return the name of the live generation, None where there is no usable one."""
        try:
            return self.live().name
        except (IndexMissing, IndexDamaged):
            return None

    def generations(self) -> list[Path]:
        """Return the folders of all generations, oldest first."""
        return sorted(p for p in self.root.iterdir() if GENERATION.fullmatch(p.name) and p.is_dir())

    def next_generation(self) -> Path:
        """Return a folder for a new generation, not yet made."""
        last = max((int(p.name[1:]) for p in self.generations()), default=0)
        return self.root / f"g{last + 1:06d}"
