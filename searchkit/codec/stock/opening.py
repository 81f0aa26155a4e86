"""Opening an index for stock Whoosh without trusting what is pickled in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NoReturn

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex

from searchkit.codec.arrayfile import REBUILD
from searchkit.codec.durable import read_info
from searchkit.codec.manifest import INDEX_NAME, read_manifest
from searchkit.codec.stock.segment import READ_ONLY
from searchkit.codec.stock.toc import read_toc
from searchkit.errors import IndexDamaged


class CheckedIndex(FileIndex):  # type: ignore[misc]
    """A Whoosh index that reads its table of contents with an allow-list; it can be searched, not written.

    Raises:
        IndexDamaged: the table of contents is damaged, or names what none of ours does.
        IndexOutdated: the index was made by another version of searchkit.
        FileNotFoundError: a writer has just replaced the commit.
    """

    def __init__(self, folder: Path) -> None:
        self.storage = FileStorage(str(folder), readonly=True)
        self.indexname = INDEX_NAME
        self._schema = None
        self._folder = folder
        self._read_toc()

    def _read_toc(self) -> TOC:
        manifest = read_manifest(self._folder)
        path = self._folder / manifest.toc.name
        if read_info(path) != manifest.toc:
            raise IndexDamaged(f"{path} is not the file that the commit names", REBUILD)
        contents = read_toc(path)
        return TOC(contents.schema, contents.segments, contents.generation)

    def writer(self, procs: int = 1, **kwargs: Any) -> NoReturn:
        """Refuse: only searchkit writes."""
        raise NotImplementedError(READ_ONLY)
