"""The Whoosh codec of flat arrays: the only place, with `search/`, that knows how segments are laid out.

Here is what reading needs. What commits (`codec.commit`) and what merges (`codec.merging`) is imported from there:
reading an index must not wait for Whoosh to be imported.
"""

from searchkit.codec.content import SegmentInfo
from searchkit.codec.manifest import Manifest, read_manifest
from searchkit.codec.reader import SegmentReader
from searchkit.codec.writer import SegmentWriter

__all__ = ["Manifest", "SegmentInfo", "SegmentReader", "SegmentWriter", "read_manifest"]
