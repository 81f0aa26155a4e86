"""The Whoosh codec of flat arrays: the only place, with `search/`, that knows how segments are laid out."""

from searchkit.codec.content import SegmentInfo
from searchkit.codec.reader import SegmentReader
from searchkit.codec.writer import SegmentWriter

__all__ = ["SegmentInfo", "SegmentReader", "SegmentWriter"]
