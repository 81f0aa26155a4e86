"""The index as programs that speak Whoosh see it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from searchkit.codec import stock
from searchkit.index.layout import Layout
from searchkit.index.reopening import steadily

if TYPE_CHECKING:
    from searchkit.codec.stock import CheckedIndex


def open_whoosh(index: str | Path = "index") -> CheckedIndex:
    """Return the index at `index` as a `whoosh.index.Index`, to be searched with Whoosh's own queries.

    `whoosh.index.open_dir` opens the live generation's folder too, but it runs whatever code is pickled in it; this
    refuses all that searchkit does not write itself.

    Raises:
        IndexMissing: there is no index.
        IndexDamaged: it is damaged, or its table of contents is not one of ours.
    """
    layout = Layout(Path(index))
    return stock.CheckedIndex(layout.live, partial(steadily, layout))
