"""The Whoosh codec of flat arrays: the only place, with `search/`, that knows how segments are laid out.

Here is what reading needs. What commits (`codec.commit`) and what merges (`codec.merging`) is imported from there:
reading an index must not wait for Whoosh to be imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from searchkit.faces import Face

if TYPE_CHECKING:
    from searchkit.codec.manifest import Manifest as Manifest
    from searchkit.codec.manifest import SegmentInfo as SegmentInfo
    from searchkit.codec.manifest import read_manifest as read_manifest
    from searchkit.codec.reader import SegmentReader as SegmentReader
    from searchkit.codec.writer import SegmentWriter as SegmentWriter
else:
    __getattr__ = Face(
        __name__,
        {
            "manifest": ["Manifest", "SegmentInfo", "read_manifest"],
            "reader": ["SegmentReader"],
            "writer": ["SegmentWriter"],
        },
    )
