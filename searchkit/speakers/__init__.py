"""People across releases: which printed speakers are one person, found by any of their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from searchkit.faces import Face

if TYPE_CHECKING:
    from searchkit.speakers import issuers as issuers
    from searchkit.speakers import lookup as lookup
    from searchkit.speakers import units as units
    from searchkit.speakers.building import build_directory as build_directory
    from searchkit.speakers.corrections import Corrections as Corrections
    from searchkit.speakers.corrections import parse_corrections as parse_corrections
    from searchkit.speakers.directory import Directory as Directory
    from searchkit.speakers.person import Person as Person
    from searchkit.speakers.person import Tenure as Tenure
    from searchkit.speakers.printed import PrintedSpeaker as PrintedSpeaker
else:
    __getattr__ = Face(
        __name__,
        {
            "building": ["build_directory"],
            "corrections": ["Corrections", "parse_corrections"],
            "directory": ["Directory"],
            "person": ["Person", "Tenure"],
            "printed": ["PrintedSpeaker"],
        },
        modules=("issuers", "lookup", "units"),
    )
