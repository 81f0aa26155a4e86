"""The codec and the segment that Whoosh's TOC names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from whoosh.codec.base import Codec, Segment

from searchkit.codec.durable import FileInfo
from searchkit.codec.manifest import INDEX_NAME, SegmentInfo
from searchkit.codec.reader import SegmentReader
from searchkit.codec.stock.documents import ArrayDocuments
from searchkit.codec.stock.terms import ArrayTerms

READ_ONLY = "searchkit writes its own index; use searchkit.update, stock Whoosh can only read it"


class ArrayCodec(Codec):  # type: ignore[misc]
    """Reads segments of flat arrays."""

    def terms_reader(self, storage: Any, segment: ArraySegment) -> ArrayTerms:
        """Return the reader of the segment's terms."""
        return ArrayTerms(segment.reader(storage))

    def per_document_reader(self, storage: Any, segment: ArraySegment) -> ArrayDocuments:
        """Return the reader of the segment's documents."""
        return ArrayDocuments(segment.reader(storage))

    def per_document_writer(self, storage: Any, segment: Any) -> NoReturn:
        """Refuse: only searchkit writes."""
        raise NotImplementedError(READ_ONLY)

    def field_writer(self, storage: Any, segment: Any) -> NoReturn:
        """Refuse: only searchkit writes."""
        raise NotImplementedError(READ_ONLY)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> NoReturn:
        """Refuse: only searchkit writes."""
        raise NotImplementedError(READ_ONLY)

    def postings_reader(
        self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None
    ) -> NoReturn:
        """Refuse: postings are read through the terms reader."""
        raise NotImplementedError("postings are read through ArrayTerms.matcher")

    def new_segment(self, storage: Any, indexname: str) -> NoReturn:
        """Refuse: only searchkit writes."""
        raise NotImplementedError(READ_ONLY)


class ArraySegment(Segment):  # type: ignore[misc]
    """One segment of a commit. Its pickle holds strings and numbers only."""

    def __init__(self, info: SegmentInfo) -> None:
        self.indexname, self.segid = INDEX_NAME, info.name
        self.compound = False
        self.file, self.size = info.file, info.size
        self.docs, self.tokens, self.positions = info.docs, info.tokens, info.positions
        self.deletions = (info.deletions.name, info.deletions.size) if info.deletions else None
        self.deleted = info.deleted
        self._reader: SegmentReader | None = None

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_reader": None}

    @property
    def info(self) -> SegmentInfo:
        """What the commit says of the segment; checksums stand in the manifest only."""
        deletions = FileInfo(*self.deletions, "") if self.deletions else None
        counts = self.docs, self.tokens, self.positions
        return SegmentInfo(self.segid, self.file, self.size, "", *counts, deletions, self.deleted)

    def reader(self, storage: Any) -> SegmentReader:
        """Return the segment's arrays, mapped once."""
        if self._reader is None:
            self._reader = SegmentReader(Path(storage.folder), self.info)
        return self._reader

    def segment_id(self) -> str:
        """Return the name of the segment."""
        return self.segid

    def codec(self) -> ArrayCodec:
        """Return the codec that reads the segment."""
        return ArrayCodec()

    def should_assemble(self) -> bool:
        """Say that the files stay as they are."""
        return False

    def doc_count_all(self) -> int:
        """Return the number of releases, deleted ones too."""
        return self.docs

    def deleted_count(self) -> int:
        """Return the number of deleted releases."""
        return self.deleted

    def deleted_docs(self) -> Iterator[int]:
        """Refuse: the deletions lie in a file that `ArrayDocuments` reads."""
        raise NotImplementedError("the per-document reader knows the deleted documents")

    def is_deleted(self, docnum: int) -> bool:
        """Refuse: see `deleted_docs`."""
        raise NotImplementedError("the per-document reader knows the deleted documents")

    def delete_document(self, docnum: int, delete: bool = True) -> NoReturn:
        """Refuse: only searchkit writes."""
        raise NotImplementedError(READ_ONLY)

    def set_doc_count(self, doccount: int) -> NoReturn:
        """Refuse: only searchkit writes."""
        raise NotImplementedError(READ_ONLY)
