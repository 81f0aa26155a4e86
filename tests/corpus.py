"""A small corpus of invented releases, written to a folder."""

from __future__ import annotations

import json
from pathlib import Path

TOWNS = ("Ashford", "Brackley", "Corby", "Dunmore", "Elland", "Frome", "Garston", "Hythe")
PEOPLE = ("Ann Lee", "Omar Haddad", "Ines Duarte", "Paul Novak")


def release_text(number: int) -> str:
    """Return the text of release `number`: a headline, a dateline and two statements."""
    town, person = TOWNS[number % len(TOWNS)], PEOPLE[number % len(PEOPLE)]
    return (
        f"{town} opens bridge number {number}\n\n"
        f"The town of {town} has opened a bridge over the river.\n\n"
        f'"The bridge is safe," said Mayor {person}. He said that the toll of {number} pounds will fall.\n'
    )


def write_texts(folder: Path, count: int, first: int = 0) -> list[Path]:
    """Write `count` releases as text files with a date in front, as the seed has it."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for number in range(first, first + count):
        path = folder / f"release{number:04d}.txt"
        path.write_text(
            f" date 2021-{number % 12 + 1:02d}-{number % 28 + 1:02d} {release_text(number)}", encoding="utf-8"
        )
        made.append(path)
    return made


def write_lines(path: Path, count: int, first: int = 0) -> Path:
    """Write `count` releases as JSON lines."""
    lines = []
    for number in range(first, first + count):
        title, _, text = release_text(number).partition("\n\n")
        date = f"2020-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
        lines.append(json.dumps({"title": title, "date": date, "url": f"https://example.org/{number}", "text": text}))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
