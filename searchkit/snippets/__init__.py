"""Passages of a release that answer a query, with what to highlight in them.

    snippets_for(query, release, statements) -> list[Snippet]     best first
    snippet.render_plain(), .render_ansi(), .render_html(), .as_dict()

A snippet is a value: whole sentences of the release, where they stand, and the true matches in them.
"""

from searchkit.snippets.candidates import MOST_CHARACTERS
from searchkit.snippets.passages import passage_at, snippets_for, statement_snippets
from searchkit.snippets.snippet import Snippet

__all__ = ["MOST_CHARACTERS", "Snippet", "passage_at", "snippets_for", "statement_snippets"]
