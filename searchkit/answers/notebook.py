"""Answers as HTML, for notebooks. Everything that comes from a release is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from searchkit.lines import one_line

if TYPE_CHECKING:
    from searchkit.answers.results import Hit, Results
    from searchkit.answers.said import Said, Statements


def hit_html(hit: Hit) -> str:
    """Return a hit: title, date, source and passages."""
    release = hit.release
    about = " · ".join(part for part in (str(release.date or "undated"), release.source, release.id) if part)
    passages = "".join(snippet._repr_html_() for snippet in hit.snippets)
    return f"<div><b>{_text(release.title)}</b><br><small>{_text(about)}</small>{passages}</div>"


def said_html(said: Said) -> str:
    """Return a statement: who, when, and the sentence that holds it."""
    about = " · ".join(part for part in (str(said.date or "undated"), said.release.source, said.release.id) if part)
    return f"<div><small>{_text(about)}</small>{said.snippet._repr_html_()}</div>"


def results_html(results: Results) -> str:
    """Return the counts and the hits asked for."""
    return _listed(results.counts_line(), (hit_html(hit) for hit in results))


def statements_html(statements: Statements) -> str:
    """Return the counts and the statements asked for."""
    return _listed(statements.counts_line(), (said_html(said) for said in statements))


def _listed(counts: str, items: Iterable[str]) -> str:
    return f"<div><p>{_text(counts)}</p><ol>{''.join(f'<li>{item}</li>' for item in items)}</ol></div>"


def _text(text: str) -> str:
    return escape(one_line(text))
