"""What stock Whoosh needs to open and search an index of ours.

The modules import Whoosh, which takes some 50 ms: nothing on the way of our own searching imports them. Whoosh finds
them through the segment class that its TOC names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from searchkit.faces import Face

if TYPE_CHECKING:
    from searchkit.codec.stock.opening import CheckedIndex as CheckedIndex
else:
    __getattr__ = Face(__name__, {"opening": ["CheckedIndex"]})
