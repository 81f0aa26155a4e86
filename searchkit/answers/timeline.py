"""How the releases and statements of an answer are spread over time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from searchkit.answers.picture import HEIGHT, WIDTH, lay_out
from searchkit.answers.raster import as_png
from searchkit.answers.source import Source, Step, listed
from searchkit.answers.stated import stated
from searchkit.answers.table import Table
from searchkit.answers.vector import as_svg
from searchkit.errors import SearchkitError
from searchkit.plain import FORMAT
from searchkit.query import Query

PICTURES = (".svg", ".png")
"""The suffixes of the pictures that can be written."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A month (`label` "2021-04") or year ("2021"): how many releases and statements answer."""

    label: str
    releases: int
    statements: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The counts of an answer by month or year, in order, without gaps; `undated` releases stand in none."""

    query: str
    step: Step
    bars: tuple[Bar, ...]
    releases: int
    statements: int
    undated: int

    def table(self) -> Table:
        """Return the counts as a table."""
        return Table((self.step, "releases", "statements"), [(b.label, b.releases, b.statements) for b in self.bars])

    def as_dict(self) -> dict[str, Any]:
        """Return the counts as JSON data."""
        bars = [{self.step: b.label, "releases": b.releases, "statements": b.statements} for b in self.bars]
        return {
            "format": FORMAT,
            "kind": "timeline",
            "query": self.query,
            "releases": self.releases,
            "statements": self.statements,
            "undated": self.undated,
            "step": self.step,
            "bars": bars,
        }

    def as_svg(self, width: int = WIDTH, height: int = HEIGHT) -> str:
        """Return the bars as an SVG picture."""
        return as_svg(lay_out(self, width, height))

    def as_png(self, width: int = WIDTH, height: int = HEIGHT) -> bytes:
        """Return the bars as a PNG picture of twice as many points."""
        return as_png(lay_out(self, width, height))

    def plot(self, path: str | Path) -> None:
        """Write the bars as a picture: SVG or PNG, as the suffix of the file says.

        Raises:
            SearchkitError: the suffix is another one, or the file cannot be written.
        """
        path = picture_path(path)
        made = self.as_png() if path.suffix.lower() == ".png" else self.as_svg().encode()
        try:
            path.write_bytes(made)
        except OSError as error:
            advice = "give a file in a folder that can be written"
            raise SearchkitError(f"{path} cannot be written ({error.strerror})", advice) from error

    def _repr_html_(self) -> str:
        return self.as_svg()


def picture_path(path: str | Path) -> Path:
    """Return a path that says by its suffix which picture is meant.

    Raises:
        SearchkitError: it says neither SVG nor PNG.
    """
    path = Path(path)
    if path.suffix.lower() not in PICTURES:
        raise SearchkitError(f"{path} does not say which picture is meant", "give a name that ends in .svg or .png")
    return path


def timeline(source: Source, query: Query, step: Step = "month", dedup: bool = True) -> Timeline:
    """Return how many releases answer the query, and how many statements say it, in each month or year.

    The months are all those from the first to the last. What counts as a statement is told by `stated`. With `dedup`
    copies count once.
    """
    releases = {times.label: times.releases for times in source.times(query, step, dedup)}
    said = stated(query)
    statements = {times.label: times.statements for times in source.times(said, step, dedup)}
    undated = releases.pop("", 0)
    bars = tuple(Bar(label, releases.get(label, 0), statements.get(label, 0)) for label in _between(releases, step))
    total = sum(releases.values()) + undated
    return Timeline(query.text, step, bars, total, listed(source.answer(said), dedup).statements or 0, undated)


def _between(labels: Iterable[str], step: Step) -> list[str]:
    """Return all labels from the first to the last."""
    known = sorted(labels)
    if not known:
        return []
    first, last = known[0], known[-1]
    if step == "year":
        return [f"{year:04d}" for year in range(int(first), int(last) + 1)]
    months = [int(label[:4]) * 12 + int(label[5:]) - 1 for label in (first, last)]
    return [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(months[0], months[1] + 1)]
