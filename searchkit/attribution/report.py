"""What detection hands to resolution: a report of somebody's words whose speaker is not known yet."""

from __future__ import annotations

from dataclasses import dataclass

from searchkit.model import StatementType
from searchkit.spans import Span


@dataclass(frozen=True, slots=True)
class Report:
    """Words or a position that the text reports of a source.

    `content` is sorted and not empty. `source` is the mention as printed, without its relative clauses; `None` where
    the text leaves it out ("Voicing concern, …", a quote with no cue). `kind` says how the report was found: a member
    of `KINDS`. `continues` is the index, in the sequence of reports of the same text, of the report that this one
    carries on: same source, whoever that is. `paper` tells that a document speaks.
    """

    content: tuple[Span, ...]
    type: StatementType
    source: Span | None = None
    cue: Span | None = None
    kind: str = "cue"
    paper: bool = False
    continues: int | None = None


KINDS = frozenset(
    {
        "according",  # "according to X, …", "in X's view"
        "continuation",  # a quote paragraph or sentence that carries on the one before
        "cue",  # source, cue, content, in this order: "X said that …"
        "firstperson",  # "We welcome …" in a release written by its issuer
        "headline",  # "Grassley Urges DOJ to …"
        "introduced",  # "X released the following statement:", "X said:" before a quote
        "inverted",  # quote or clause first: "…," said X
        "loose",  # a quote whose source nothing nearby names
        "noun",  # "X's call for …", "in a statement, X …"
        "passive",  # "… was announced by X", "was told by X that"
        "participle",  # "Voicing concern over …, he said"; its source is that of the main clause
        "signature",  # "…" – Commissioner X
        "turn",  # "PRIME MINISTER: …" in a transcript
    }
)
"""How a report can be found."""
