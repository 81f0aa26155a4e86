"""Write cli.md and searchkit.1, beside this file, from the commands' own help: `make docs`."""

from __future__ import annotations

from pathlib import Path

from searchkit.cli.program import commands
from searchkit.cli.reference import manual_page, markdown

DOCS = Path(__file__).resolve().parent


def main() -> None:
    """Write both files."""
    (DOCS / "cli.md").write_text(markdown(commands), encoding="utf-8")
    (DOCS / "searchkit.1").write_text(manual_page(commands), encoding="utf-8")


if __name__ == "__main__":
    main()
