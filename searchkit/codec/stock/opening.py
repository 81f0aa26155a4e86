"""Opening an index for stock Whoosh without trusting what is pickled in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex

from searchkit.codec.durable import read_info
from searchkit.codec.manifest import INDEX_NAME, read_manifest
from searchkit.codec.stock.segment import READ_ONLY
from searchkit.codec.stock.toc import read_toc
from searchkit.errors import IndexDamaged, rebuild_advice

Look = Callable[[], Any]


class CheckedIndex(FileIndex):  # type: ignore[misc]
    """A Whoosh index that reads its table of contents with an allow-list; it can be searched, not written.

    `live` gives the folder of the live generation, and `steadily` calls what it is given again where a writer has just
    replaced what was looked at: a reader made later is of the last commit, whatever was rebuilt meanwhile.

    Raises:
        IndexDamaged: the table of contents is damaged, or names what none of ours does.
        IndexOutdated: the index was made by another version of searchkit.
    """

    def __init__(self, live: Callable[[], Path], steadily: Callable[[Look], Any]) -> None:
        self.indexname = INDEX_NAME
        self._schema = None
        self._live, self._steadily = live, steadily
        self._read_toc()

    def _read_toc(self) -> TOC:
        made: TOC = self._steadily(self._last_toc)
        return made

    def _last_toc(self) -> TOC:
        folder = self._live()
        manifest = read_manifest(folder)
        path = folder / manifest.toc.name
        if read_info(path) != manifest.toc:
            raise IndexDamaged(f"{path} is not the file that the commit names", rebuild_advice(folder.parent))
        contents = read_toc(path)
        self.storage = FileStorage(str(folder), readonly=True)
        return TOC(contents.schema, contents.segments, contents.generation)

    def reader(self, reuse: Any = None) -> Any:
        """Return a reader of the last commit."""

        def look() -> Any:
            return super(CheckedIndex, self).reader(reuse)

        return self._steadily(look)

    def writer(self, procs: int = 1, **kwargs: Any) -> NoReturn:
        """Refuse: only searchkit writes."""
        raise NotImplementedError(READ_ONLY)
