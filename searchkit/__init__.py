"""Full-text search over press releases that answers who said what, when.

    import searchkit

    report = searchkit.build("seeds", "index")
    with searchkit.open_index("index") as index:
        results = index.search('speaker:lavrov "gas pipeline"', since="2021-04", limit=10)
        for hit in results:
            print(hit.release.title, hit.release.date, hit.score)

    statements = searchkit.attribute("The mayor, Ann Lee, said that the bridge is safe.")

Names are loaded when they are first used, so that the import itself is quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from searchkit.__about__ import __version__
from searchkit.faces import Face

if TYPE_CHECKING:
    from searchkit.answers.alerts import Alert as Alert
    from searchkit.answers.atom import atom_feed as atom_feed
    from searchkit.answers.citation import Citation as Citation
    from searchkit.answers.comparison import Comparison as Comparison
    from searchkit.answers.distinctive import Distinctive as Distinctive
    from searchkit.answers.export import exported as exported
    from searchkit.answers.facets import Facets as Facets
    from searchkit.answers.groups import Groups as Groups
    from searchkit.answers.results import Hit as Hit
    from searchkit.answers.results import Results as Results
    from searchkit.answers.said import Said as Said
    from searchkit.answers.said import Statements as Statements
    from searchkit.answers.searches import Search as Search
    from searchkit.answers.speakers import Speakers as Speakers
    from searchkit.answers.timeline import Timeline as Timeline
    from searchkit.attribution import attribute as attribute
    from searchkit.errors import IndexDamaged as IndexDamaged
    from searchkit.errors import IndexFault as IndexFault
    from searchkit.errors import IndexLocked as IndexLocked
    from searchkit.errors import IndexMissing as IndexMissing
    from searchkit.errors import IndexOutdated as IndexOutdated
    from searchkit.errors import IndexUnwritable as IndexUnwritable
    from searchkit.errors import QueryError as QueryError
    from searchkit.errors import ReadError as ReadError
    from searchkit.errors import ReleaseMissing as ReleaseMissing
    from searchkit.errors import SearchkitError as SearchkitError
    from searchkit.index.opened import Index as Index
    from searchkit.index.opened import open_index as open_index
    from searchkit.index.report import IndexReport as IndexReport
    from searchkit.index.report import Step as Step
    from searchkit.index.stock import open_whoosh as open_whoosh
    from searchkit.index.verification import Verification as Verification
    from searchkit.index.verification import verify as verify
    from searchkit.index.watch import watch as watch
    from searchkit.index.writing import build as build
    from searchkit.index.writing import optimize as optimize
    from searchkit.index.writing import rebuild as rebuild
    from searchkit.index.writing import update as update
    from searchkit.model import Release as Release
    from searchkit.model import Speaker as Speaker
    from searchkit.model import Statement as Statement
    from searchkit.query.explained import Explained as Explained
    from searchkit.query.explained import explained as explained
    from searchkit.readers import Failure as Failure
    from searchkit.readers import ReadOptions as ReadOptions
    from searchkit.snippets import Snippet as Snippet
    from searchkit.spans import Span as Span
    from searchkit.speakers import Person as Person

_HOMES = {
    "answers.alerts": ["Alert"],
    "answers.atom": ["atom_feed"],
    "answers.citation": ["Citation"],
    "answers.comparison": ["Comparison"],
    "answers.distinctive": ["Distinctive"],
    "answers.export": ["exported"],
    "answers.facets": ["Facets"],
    "answers.groups": ["Groups"],
    "answers.results": ["Hit", "Results"],
    "answers.said": ["Said", "Statements"],
    "answers.searches": ["Search"],
    "answers.speakers": ["Speakers"],
    "answers.timeline": ["Timeline"],
    "attribution": ["attribute"],
    "errors": [
        "IndexDamaged",
        "IndexFault",
        "IndexLocked",
        "IndexMissing",
        "IndexOutdated",
        "IndexUnwritable",
        "QueryError",
        "ReadError",
        "ReleaseMissing",
        "SearchkitError",
    ],
    "index.opened": ["Index", "open_index"],
    "index.report": ["IndexReport", "Step"],
    "index.stock": ["open_whoosh"],
    "index.verification": ["Verification", "verify"],
    "index.watch": ["watch"],
    "index.writing": ["build", "optimize", "rebuild", "update"],
    "model": ["Release", "Speaker", "Statement"],
    "query.explained": ["Explained", "explained"],
    "readers": ["Failure", "ReadOptions"],
    "snippets": ["Snippet"],
    "spans": ["Span"],
    "speakers": ["Person"],
}

__all__ = ["__version__", *(name for names in _HOMES.values() for name in names)]  # noqa: PLE0604 – all are strings

if not TYPE_CHECKING:
    __getattr__ = Face(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
