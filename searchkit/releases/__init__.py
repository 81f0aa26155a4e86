"""Raw documents to releases: one shown text, its title, date, source, language and zones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from searchkit.faces import Face

if TYPE_CHECKING:
    from searchkit.releases.parsing import parse as parse
else:
    __getattr__ = Face(
        __name__,
        {
            "parsing": ["parse"],
        },
    )
