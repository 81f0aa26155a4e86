"""Kinds of answers: releases, statements, counts, timelines, comparisons; saved searches; forms for other programs.

Each is made from a `Source`, one commit of an index; `searchkit.index.answering` gives one call to each. The face gives
modules: a kind of answer is loaded when it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from searchkit.faces import Face

if TYPE_CHECKING:
    from searchkit.answers import alerts as alerts
    from searchkit.answers import citation as citation
    from searchkit.answers import comparison as comparison
    from searchkit.answers import distinctive as distinctive
    from searchkit.answers import facets as facets
    from searchkit.answers import groups as groups
    from searchkit.answers import notebook as notebook
    from searchkit.answers import rescue as rescue
    from searchkit.answers import results as results
    from searchkit.answers import said as said
    from searchkit.answers import searches as searches
    from searchkit.answers import similar as similar
    from searchkit.answers import speakers as speakers
    from searchkit.answers import stated as stated
    from searchkit.answers import timeline as timeline
else:
    __getattr__ = Face(
        __name__,
        modules=(
            "alerts",
            "citation",
            "comparison",
            "distinctive",
            "facets",
            "groups",
            "notebook",
            "rescue",
            "results",
            "said",
            "searches",
            "similar",
            "speakers",
            "stated",
            "timeline",
        ),
    )
