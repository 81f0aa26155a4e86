"""One passage that answers a query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from searchkit.model import ZoneKind
from searchkit.plain import plain
from searchkit.snippets.rendering import as_ansi, as_html, as_plain
from searchkit.spans import Span


@dataclass(frozen=True, slots=True)
class Snippet:
    """Whole sentences of a release, with the matches of a query in them.

    `text` is `release.text[span.start:span.end]`, unchanged; `highlights` are spans of `text`, sorted, without overlap.
    A sentence too long to be shown is cut at a word: `cut_before` and `cut_after` say where.
    """

    text: str
    span: Span
    highlights: tuple[Span, ...] = ()
    zone: ZoneKind = ZoneKind.BODY
    speaker: str = ""
    """Who is reported to say it, as the release prints the name in full; empty where it is nobody's statement."""
    cue: str = ""
    """The words that report it: "said"."""
    statement: int | None = None
    """The number of the statement among those of the release, from 0; None outside statements."""
    cut_before: bool = False
    cut_after: bool = False
    page: int | None = None
    """The page of the original, from 1, on which the first match stands; None where it has no pages."""

    @property
    def who(self) -> str:
        """Speaker and cue as they stand before the passage: "Sergey Lavrov, said"; empty where nobody says it."""
        return f"{self.speaker}, {self.cue}" if self.speaker and self.cue else self.speaker

    @property
    def where(self) -> str:
        """The page as it stands behind the passage: "(p. 3)"; empty where there are none."""
        return f"(p. {self.page})" if self.page else ""

    def render_plain(self) -> str:
        """Return the passage as one line of text."""
        return as_plain(self.text, self.cut_before, self.cut_after)

    def render_ansi(self) -> str:
        """Return the passage as one line for a terminal, matches in bold yellow."""
        return as_ansi(self.text, self.highlights, self.cut_before, self.cut_after)

    def render_html(self) -> str:
        """Return the passage as HTML, escaped, matches in `<mark>`."""
        return as_html(self.text, self.highlights, self.cut_before, self.cut_after)

    def as_dict(self) -> dict[str, Any]:
        """Return the passage as JSON data; spans are `[start, end]`."""
        made: dict[str, Any] = plain(self)
        return made

    def __str__(self) -> str:
        return f"{self.who}: {self.render_plain()}" if self.who else self.render_plain()

    def _repr_html_(self) -> str:
        who = f"<b>{as_html(self.who, ())}:</b> " if self.who else ""
        return f"<p>{who}{self.render_html()}</p>"
